import { postgresError, type Sql } from './client.ts';
import type { Answer, Row } from './query.ts';
import { printed, type SQL } from './sql.ts';

const CANCELLED = '57014';

export interface Limits {
  /** After so many milliseconds the statement is cancelled and the answer is "timed out". */
  milliseconds: number;
  /** Cancels the statement when the client goes away. */
  signal?: AbortSignal;
}

const isCancelled = (error: unknown) => postgresError(error)?.code === CANCELLED;

/**
 * Runs one reading statement within a time limit.
 *
 * A statement that takes too long is an answer, `timed out`; one whose client went away throws the signal's reason;
 * an outage throws what postgres.js threw. Costs one transaction of four short messages.
 */
export async function ask(pool: Sql, statement: SQL, { milliseconds, signal }: Limits): Promise<Answer<Row[]>> {
  const { text, params } = printed(statement);
  signal?.throwIfAborted();
  try {
    const rows = await pool.begin('read only', async (tx) => {
      await tx.unsafe(`set local statement_timeout = ${Math.max(1, Math.ceil(milliseconds))}`);
      const running = tx.unsafe(text, params as never[]);
      const cancel = () => running.cancel();
      signal?.addEventListener('abort', cancel, { once: true });
      try {
        return await running;
      } finally {
        signal?.removeEventListener('abort', cancel);
      }
    });
    return { state: 'answered', value: rows as unknown as Row[] };
  } catch (error) {
    if (!isCancelled(error)) throw error;
    signal?.throwIfAborted();
    return { state: 'timed out', milliseconds };
  }
}
