/** Buttons with `data-print` open the browser's print dialogue. */
export function printPages(signal: AbortSignal): void {
  document.addEventListener('click', (event) => (event.target as Element).closest('button[data-print]') && print(), {
    signal,
  });
}
