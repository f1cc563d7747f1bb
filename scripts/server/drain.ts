import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A connection that is cut is closed within a turn or two. */
const CLOSING_MS = 500;

/**
 * Takes no more connections and returns when the running requests have ended, or after `patience` milliseconds, when
 * those still running are cut off, by `cutAll` so that their clients know.
 */
export async function drain(server: Server, patience: number, cutAll = async () => {}): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A connection whose last request has just ended is idle, and would be kept for the next one.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const impatient = new AbortController();
  const patienceEnds = sleep(patience, undefined, { signal: impatient.signal }).catch(() => {});
  await Promise.race([closed, patienceEnds]);
  impatient.abort();
  clearInterval(sweep);
  // The end of a request is written down when its connection is closed, a turn after the server thinks itself closed.
  await Promise.race([cutAll(), sleep(CLOSING_MS, undefined, { ref: false })]);
  server.closeAllConnections();
}
