const mark = (image: HTMLImageElement) => image.closest('.picture')?.classList.add('dead');

/** A picture that did not come gives its frame back to the caption beneath it. */
export function markDeadPictures(signal: AbortSignal): void {
  document.addEventListener('error', (event) => event.target instanceof HTMLImageElement && mark(event.target), {
    signal,
    capture: true,
  });
  for (const image of document.querySelectorAll<HTMLImageElement>('.picture img'))
    if (image.complete && image.naturalWidth === 0 && image.currentSrc !== '') mark(image);
}
