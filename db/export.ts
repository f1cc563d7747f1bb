import { postgresError, type Sql } from './client.ts';
import { BadRequest, type Row } from './query.ts';
import { printed, type SQL } from './sql.ts';

const BATCH = 500;
const CANCELLED = '57014';

/** What a part of an export took too long: it ends the whole, for a part must not look like all there is. */
export const tookTooLong = (what: string, milliseconds: number): BadRequest =>
  new BadRequest([
    `SQL query took too long: more than ${milliseconds} ms for ${what}. Narrow the question, or ask for fewer columns.`,
  ]);

export interface ExportLimits {
  /** Milliseconds until the first batch, and between batches. */
  milliseconds: number;
  /** Ends the export and cancels its statement when the client goes away. */
  signal: AbortSignal;
}

/** A connection that broke goes back to its pool by itself; whoever gave it back again would give it to two. */
const isLostConnection = (error: unknown): boolean => {
  const { code = '', severity } = (error ?? {}) as { code?: string; severity?: string };
  return severity === 'FATAL' || /^(CONNECTION_|ECONN|EPIPE)/.test(code);
};

/**
 * Hears of an error while nobody waits for the next rows: postgres.js tells it to whoever waited last, and then ends the
 * cursor as if these had been all rows. `check` throws it.
 */
function watched(query: unknown): { suspend(): void; check(): void } {
  const held = query as { active: boolean; reject(error: unknown): void };
  const errors: unknown[] = [];
  const hear = (error: unknown) => {
    held.active = false;
    errors.push(error);
  };
  return {
    suspend: () => {
      held.reject = hear;
    },
    check: () => {
      if (errors.length > 0) throw errors[0];
    },
  };
}

/**
 * Every row of a statement, in batches of five hundred, as fast as they are taken: a cursor in one reading transaction,
 * so that memory stays the same whatever the size, and all rows are of one version.
 *
 * Throws what Postgres or the connection threw, BadRequest when a batch takes too long, and the signal's reason when the
 * client is gone; the connection is given back in any case.
 */
export async function* exportRows(
  pool: Sql,
  statement: SQL,
  { milliseconds, signal }: ExportLimits,
): AsyncGenerator<Row[]> {
  const { text, params } = printed(statement);
  signal.throwIfAborted();
  const connection = await pool.reserve();
  let isLost = false;
  try {
    await connection.unsafe('begin isolation level repeatable read read only');
    await connection.unsafe(`set local statement_timeout = ${Math.max(1, Math.ceil(milliseconds))}`);
    const query = connection.unsafe(text, params as never[]);
    const cancel = () => query.cancel();
    signal.addEventListener('abort', cancel, { once: true });
    try {
      const told = watched(query);
      for await (const rows of query.cursor(BATCH)) {
        signal.throwIfAborted();
        told.suspend();
        yield rows as unknown as Row[];
      }
      told.check();
    } finally {
      signal.removeEventListener('abort', cancel);
    }
    signal.throwIfAborted();
  } catch (error) {
    isLost = isLostConnection(error);
    if (postgresError(error)?.code !== CANCELLED) throw error;
    signal.throwIfAborted();
    throw tookTooLong('the next rows', milliseconds);
  } finally {
    if (!isLost) {
      await connection.unsafe('rollback').catch(() => {});
      connection.release();
    }
  }
}
