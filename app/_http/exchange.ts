import { AsyncLocalStorage } from 'node:async_hooks';
import type { IncomingHttpHeaders } from 'node:http';

/** One request and what a page may say about its answer, beside what Next lets it say. */
export interface Exchange {
  /** Names the request in the log and on an error page. */
  id: string;
  /** Marks the scripts of this answer as ours; of this answer only. */
  nonce: string;
  /** The request target as it was sent: order, repetition and encoding of everything kept. */
  url: string;
  method: string;
  headers: IncomingHttpHeaders;
  /** Aborted when the client goes away before the answer is complete. */
  signal: AbortSignal;
  /** The status of the answer, to be set before its first byte; left alone: 200, or what Next decides. */
  status?: number;
  /** Headers of the answer, by name in lower case, to be set before its first byte; they replace Next's. */
  responseHeaders: Record<string, string>;
  /** Whether the visitor asked for pictures of other sites; to be said before the first byte. */
  showsPictures?: boolean;
  /** Rows in the answer, or of it so far, for the log; left alone: not known. */
  rows?: number;
  /** Writes a failure that nobody foresaw into the log, under this request's id. */
  report(error: unknown): void;
}

// The server runs this file by itself and Next bundles it again: both must meet in one storage.
const KEY = Symbol.for('aesthetic-explorer.exchange');
const shared = globalThis as unknown as Record<symbol, AsyncLocalStorage<Exchange> | undefined>;
shared[KEY] ??= new AsyncLocalStorage<Exchange>();
const storage = shared[KEY];

/** The exchange that is being answered. Throws outside of a request: while building, in a script, in a bare Next server. */
export function exchange(): Exchange {
  const current = storage.getStore();
  if (current) return current;
  throw new Error('There is no request here: pages are served by scripts/start.ts only, and never at build time.');
}

/** Answers a request: within `work`, and whatever it starts, `exchange()` is this one. */
export function withExchange<T>(current: Exchange, work: () => T): T {
  return storage.run(current, work);
}
