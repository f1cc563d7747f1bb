import { duration } from '../ingest/progress.ts';

export const figure = (n: number): string => Math.round(n).toLocaleString('en-US');

export const bytesText = (bytes: number): string =>
  bytes < 1e6
    ? `${figure(bytes / 1e3)} kB`
    : `${(bytes / 1e6).toLocaleString('en-US', { maximumFractionDigits: 1 })} MB`;

/** Tells how long it is since it was made. */
export function stopwatch(): () => string {
  const started = performance.now();
  return () => duration((performance.now() - started) / 1000);
}
