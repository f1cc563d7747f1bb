import type { Sql } from './client.ts';
import type { Row } from './query.ts';
import { printed, type SQL } from './sql.ts';

const BATCH = 500;

export interface ExportLimits {
  /** Milliseconds until the first batch, and between batches. */
  milliseconds: number;
  /** Ends the export and cancels its statement when the client goes away. */
  signal: AbortSignal;
}

/**
 * Every row of a statement, in batches of five hundred, as fast as they are taken: a cursor in one reading transaction,
 * so that memory stays the same whatever the size, and all rows are of one version.
 *
 * Throws what Postgres or the connection threw, and the signal's reason when the client is gone; the connection is
 * given back in any case.
 */
export async function* exportRows(
  pool: Sql,
  statement: SQL,
  { milliseconds, signal }: ExportLimits,
): AsyncGenerator<Row[]> {
  const { text, params } = printed(statement);
  signal.throwIfAborted();
  const connection = await pool.reserve();
  try {
    await connection.unsafe('begin isolation level repeatable read read only');
    await connection.unsafe(`set local statement_timeout = ${milliseconds}`);
    const query = connection.unsafe(text, params as never[]);
    const cancel = () => query.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      for await (const rows of query.cursor(BATCH)) {
        signal.throwIfAborted();
        yield rows as unknown as Row[];
      }
    } finally {
      signal.removeEventListener('abort', cancel);
    }
    signal.throwIfAborted();
  } finally {
    await connection.unsafe('rollback').catch(() => {});
    connection.release();
  }
}
