import { postgresError, type Sql } from './client.ts';
import type { Answer, Row } from './query.ts';
import { shared } from './shared.ts';
import { printed, type SQL } from './sql.ts';
import { Turns } from './turns.ts';

const CANCELLED = '57014';

export interface Limits {
  /** After so many milliseconds the statement is cancelled and the answer is "timed out". */
  milliseconds: number;
  /** Cancels the statement when the client goes away. */
  signal?: AbortSignal;
}

const isCancelled = (error: unknown) => postgresError(error)?.code === CANCELLED;

/** Statements that took longer than this before wait for their turn, so that they do not slow all others down. */
const QUICK_MS = 200;
/** So many of them run at once; the rest wait, and beyond a line of this length are refused. */
const COSTLY_AT_ONCE = 2;
const LONGEST_LINE = 48;

const turns = shared('turns of costly statements', () => new Turns(COSTLY_AT_ONCE, LONGEST_LINE));

/**
 * Runs one reading statement within a time limit.
 *
 * A statement that takes too long is an answer, `timed out`; one whose client went away throws the signal's reason;
 * an outage throws what postgres.js threw. Costs one transaction of four short messages. One that is not quick is ended
 * and begins anew when it is its turn, its time in the line counted; throws TooBusy when the line is long.
 */
export async function ask(pool: Sql, statement: SQL, limits: Limits): Promise<Answer<Row[]>> {
  const { milliseconds, signal } = limits;
  const began = performance.now();
  const late: Answer<Row[]> = { state: 'timed out', milliseconds };
  const quick = await run(pool, statement, { milliseconds: Math.min(QUICK_MS, milliseconds), signal });
  if (quick.state === 'answered' || milliseconds <= QUICK_MS) return quick.state === 'answered' ? quick : late;
  return turns.take(async () => {
    const left = milliseconds - (performance.now() - began) + QUICK_MS;
    if (left <= 0) return late;
    const answer = await run(pool, statement, { milliseconds: Math.min(left, milliseconds), signal });
    return answer.state === 'answered' ? answer : late;
  }, signal);
}

async function run(pool: Sql, statement: SQL, { milliseconds, signal }: Limits): Promise<Answer<Row[]>> {
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
