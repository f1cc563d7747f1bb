const YEAR = 31_536_000;

const keptTheme = () => /(?:^|; )theme=(light|dark)/.exec(document.cookie)?.[1];

/** Puts the page on the paper that is kept, and marks its button. */
function applyTheme(): void {
  const theme = keptTheme();
  if (theme) document.documentElement.dataset.theme = theme;
  else delete document.documentElement.dataset.theme;
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[name="theme"]'))
    button.setAttribute('aria-pressed', String(button.value === (theme ?? 'system')));
}

/** The paper changes at once, without a way to the server; a page that "back" brings again follows. */
export function keepChoices(signal: AbortSignal): void {
  document.addEventListener(
    'click',
    (event) => {
      const button = (event.target as Element).closest<HTMLButtonElement>('button[name="theme"]');
      if (!button) return;
      event.preventDefault();
      const seconds = button.value === 'system' ? 0 : YEAR;
      // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is not in every browser.
      document.cookie = `theme=${button.value}; Path=/; Max-Age=${seconds}; SameSite=Lax`;
      applyTheme();
    },
    { signal },
  );
  addEventListener('pageshow', (event) => event.persisted && applyTheme(), { signal });
}
