import { MOST_WATCHED } from '../../_url/watched.ts';
import { askCount } from '../watch/ask-count.ts';
import { keepList, keptList, rememberCount } from '../watch/kept-list.ts';

const buttons = () => document.querySelectorAll<HTMLButtonElement>('button[data-watch]');

/** Buttons say whether their question is watched. */
function mark(): void {
  try {
    const kept = keptList().map(({ question }) => question);
    for (const button of buttons()) {
      const isWatched = kept.includes(button.dataset.watch ?? '');
      button.setAttribute('aria-pressed', String(isWatched));
      button.textContent = isWatched ? 'Watched' : 'Watch';
    }
  } catch {
    for (const button of buttons()) button.hidden = true;
  }
}

/** Takes a question into the list of this browser with the number it has today, or out of it. */
async function toggle(question: string): Promise<void> {
  const list = keptList();
  const others = list.filter((watched) => watched.question !== question);
  if (others.length < list.length) return keepList(others);
  if (list.length >= MOST_WATCHED) return;
  keepList([...list, { question, words: null, last: null }]);
  mark();
  const told = await askCount(question);
  if ('counted' in told) rememberCount(question, told.counted, told.words);
}

/** Buttons with `data-watch` keep that question in the browser's list of watched questions, or no longer. */
export function watchQuestions(signal: AbortSignal): void {
  document.addEventListener(
    'click',
    async (event) => {
      const button = (event.target as Element).closest<HTMLButtonElement>('button[data-watch]');
      if (!button) return;
      try {
        await toggle(button.dataset.watch ?? '');
        mark();
      } catch {
        button.textContent = 'This browser keeps nothing';
      }
    },
    { signal },
  );
  addEventListener('pageshow', mark, { signal });
  addEventListener('storage', mark, { signal });
  mark();
}
