/** Buttons with `data-copy` put that path, with this host before it, on the clipboard, and say so for a moment. */
export function copyLinks(signal: AbortSignal): void {
  document.addEventListener(
    'click',
    async (event) => {
      const button = (event.target as Element).closest<HTMLButtonElement>('button[data-copy]');
      if (!button) return;
      const words = button.textContent;
      try {
        await navigator.clipboard.writeText(new URL(button.dataset.copy ?? '', location.href).href);
        button.textContent = 'Copied';
      } catch {
        button.textContent = 'Copy it from the address bar';
      }
      setTimeout(() => {
        button.textContent = words;
      }, 2000);
    },
    { signal },
  );
}
