const TYPING = 'input, textarea, select, [contenteditable]';

/** Ctrl or Command with Enter sends the form of a text of several lines, in which Enter begins another. */
function sendText(event: KeyboardEvent): void {
  const { target } = event;
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || !(target instanceof HTMLTextAreaElement)) return;
  event.preventDefault();
  target.form?.requestSubmit();
}

/** `/` goes to the search box, `?` lists the shortcuts. Neither while something is being typed. */
export function listenToKeys(signal: AbortSignal): void {
  document.addEventListener(
    'keydown',
    (event) => {
      sendText(event);
      const target = event.target as Element;
      if (event.ctrlKey || event.metaKey || event.altKey || target.closest(TYPING)) return;
      if (event.key === '/') {
        const box = document.querySelector<HTMLInputElement>('input[type="search"]');
        if (!box) return;
        event.preventDefault();
        box.focus();
        box.select();
      }
      if (event.key === '?') document.getElementById('shortcuts')?.togglePopover();
    },
    { signal },
  );
}
