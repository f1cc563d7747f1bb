import { KEPT_CHOICES, keptIn } from '../_answer/kept.ts';
import { exchange } from '../_http/exchange.ts';

const WORDS = { system: 'As the system', light: 'Light', dark: 'Dark' };

/** Chooses light or dark paper: a form that works by itself, and at once where there is a script. */
export function PaperSwitch() {
  const { url, headers } = exchange();
  const chosen = keptIn(headers.cookie).theme ?? 'system';
  return (
    <form className="kept" action="/-/keep" method="get" aria-label="Paper">
      <input type="hidden" name="back" value={url} />
      {KEPT_CHOICES.theme.map((theme) => (
        <button key={theme} type="submit" className="word" name="theme" value={theme} aria-pressed={theme === chosen}>
          {WORDS[theme]}
        </button>
      ))}
    </form>
  );
}
