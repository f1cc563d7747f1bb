import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Fragment } from '../client.ts';
import { type BinaryValue, binaryRows } from './binary-rows.ts';
import type { Session } from './session.ts';

export interface Target {
  /** Null: a temporary table of the session. */
  schemaName: string | null;
  table: string;
  columns: readonly string[];
  /** The table was made in this very transaction, so its rows may be written as seen by all at once. */
  frozen?: boolean;
}

interface Outcome {
  count: number;
}

/**
 * Copies rows of CSV (UTF-8; an unquoted empty field is null, a quoted one an empty text) into a table. Returns how many.
 *
 * The stream is read as fast as Postgres takes it. Throws the error of the stream if that broke, else Postgres's own;
 * the transaction is then lost.
 */
export const copyRows = (session: Session, target: Target, rows: Readable): Promise<number> =>
  copy(session, target, session`format csv, encoding 'UTF8'`, rows);

/** The same for rows in memory, of the types that binary-rows.ts writes. Costs neither side any parsing. */
export const copyBinary = (session: Session, target: Target, rows: Iterable<readonly BinaryValue[]>): Promise<number> =>
  copy(session, target, session`format binary`, Readable.from(binaryRows(rows)));

async function copy(session: Session, target: Target, format: Fragment, rows: Readable): Promise<number> {
  const { schemaName, table, columns, frozen } = target;
  const name = schemaName === null ? session(table) : session`${session(schemaName)}.${session(table)}`;
  const query = session`
    copy ${name} (${session(columns as string[])}) from stdin with (${format}${frozen ? session`, freeze` : session``})`;
  const sink = await query.writable();
  const [streamed, copied] = await Promise.allSettled([pipeline(rows, sink), outcomeOf(query)]);
  if (streamed.status === 'rejected') throw streamed.reason;
  if (copied.status === 'rejected') throw copied.reason;
  return copied.value.count;
}

/**
 * postgres.js settles a COPY's promise when its stream opens, and drops what the server says at the end: the count, or
 * an error in the last rows, on which the stream would then wait for ever. Both still arrive at these two functions.
 */
function outcomeOf(query: object): Promise<Outcome> {
  return new Promise((resolve, reject) => Object.assign(query, { resolve, reject }));
}
