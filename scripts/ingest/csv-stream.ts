import { execFile } from 'node:child_process';
import { closeSync, constants, openSync, rmSync } from 'node:fs';
import { Socket } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { Duck } from './duck.ts';
import { literal } from './quote.ts';

let made = 0;
const INTERRUPT_MS = 20;

/**
 * The answer of a DuckDB query as a stream of CSV, in the form `copyRows` of db/versions/load.ts takes: null is an
 * empty field, texts (the columns named in `texts`) are quoted. Rows are made as fast as `consume` reads them.
 *
 * Returns what `consume` returns. Throws DuckDB's error when the query fails, else that of `consume`.
 */
export async function withCsv<T>(
  duck: Duck,
  folder: string,
  query: string,
  texts: readonly string[],
  consume: (csv: Readable) => Promise<T>,
): Promise<T> {
  const path = join(folder, `csv-${made++}`);
  await promisify(execFile)('mkfifo', [path]);
  // Opened without waiting for a writer, and a writer of our own: the stream ends when we say so, not before DuckDB came.
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
  const csv = new Socket({ fd: reader, readable: true, writable: false });
  const quoted = texts.length > 0 ? `, FORCE_QUOTE (${texts.map((name) => `"${name}"`).join(', ')})` : '';
  const options = `FORMAT csv, HEADER false, NULLSTR '', USE_TMP_FILE false${quoted}`;
  const writing = duck.run(`COPY (${query}) TO ${literal(path)} (${options})`).finally(() => closeSync(writer));
  const consuming = consume(csv).catch(async (error: unknown) => {
    csv.destroy();
    await endWriting(duck, path, writing);
    throw error;
  });
  const [written, consumed] = await Promise.allSettled([writing, consuming]);
  rmSync(path, { force: true });
  if (consumed.status === 'rejected')
    throw written.status === 'rejected' ? firstCause(written, consumed) : consumed.reason;
  if (written.status === 'rejected') throw written.reason;
  return consumed.value;
}

/**
 * Ends a COPY that nobody reads any more. It would wait for ever for somebody to open the pipe, or to empty it, and an
 * interruption that comes before it has begun is not heard: so it is read into nothing, and interrupted until it ends.
 */
async function endWriting(duck: Duck, path: string, writing: Promise<unknown>): Promise<void> {
  const drain = new Socket({ fd: openSync(path, constants.O_RDONLY | constants.O_NONBLOCK), readable: true });
  drain.resume();
  const interrupting = setInterval(() => duck.interrupt(), INTERRUPT_MS);
  duck.interrupt();
  await writing.catch(() => {});
  clearInterval(interrupting);
  drain.destroy();
}

/** When reading failed, DuckDB's failure is only that it was interrupted or found nobody at the other end. */
function firstCause(written: PromiseRejectedResult, consumed: PromiseRejectedResult): unknown {
  const isConsequence = /interrupt|pipe/i.test(String(written.reason));
  return isConsequence ? consumed.reason : written.reason;
}
