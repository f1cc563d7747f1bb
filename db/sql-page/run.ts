import type postgres from 'postgres';
import type { Answer } from '../query.ts';
import { shared } from '../shared.ts';
import { Turns } from '../turns.ts';
import { AnswerTooLarge } from './metered-socket.ts';
import { type BoundSql, bindParameters } from './parameters.ts';
import { openSession, type Session, type SessionOptions } from './session.ts';
import { errorOf, SqlError } from './sql-error.ts';

export interface SqlColumn {
  name: string;
  /** The number by which Postgres knows the type. */
  type: number;
}

export interface SqlResult {
  columns: SqlColumn[];
  /** Every value as Postgres prints it; null is null. */
  rows: (string | null)[][];
  /** What cut the rows short; null: these are all. */
  cut: 'rows' | 'bytes' | null;
}

export interface SqlLimits {
  milliseconds: number;
  rows: number;
  bytes: number;
  /** Cancels the statement when the client goes away. */
  signal?: AbortSignal;
}

const CANCELLED = '57014';

/** Codes of an expression that Postgres does not recognise because a parameter in it is repeated as another. */
const WANTS_SHARED = ['42803', '42P10'];

/** Rows that are fetched at once: few, so that little is lost where the bytes run out. */
const BATCH = 50;

/** Milliseconds that a cancelled statement gets to end. */
const GRACE = 1000;

/** Few at once: each may take a processor and its share of memory. */
const turns = shared('turns of SQL', () => new Turns(4, 32));

type Rows = postgres.RowList<postgres.Row[]>;

/** Fetches until all rows or one more than `limits.rows` are there. */
async function fetchRows({ sql }: Session, bound: BoundSql, values: string[], limits: SqlLimits): Promise<SqlResult> {
  const result: SqlResult = { columns: [], rows: [], cut: null };
  const seen = new Set<unknown>();
  const take = (batch: Rows) => {
    if (seen.has(batch)) return;
    seen.add(batch);
    const columns = (batch.statement?.columns ?? batch.columns) as unknown as SqlColumn[] | undefined;
    if (columns && result.columns.length === 0) result.columns = columns.map(({ name, type }) => ({ name, type }));
    result.rows.push(...(batch as unknown as (string | null)[][]));
  };
  const query = sql.unsafe(bound.text, values, { prepare: false }).values();
  const cancel = () => void Promise.resolve(query.cancel()).catch(() => {});
  const timer = setTimeout(cancel, limits.milliseconds);
  limits.signal?.addEventListener('abort', cancel, { once: true });
  try {
    const last = await query.cursor(BATCH, (batch) => {
      take(batch as unknown as Rows);
      return result.rows.length > limits.rows ? sql.CLOSE : undefined;
    });
    // Of statements without a count, such as explain, and of those without rows this is the only batch.
    take(last as unknown as Rows);
  } catch (error) {
    if (!(error instanceof AnswerTooLarge) || result.rows.length === 0) throw error;
    result.cut = 'bytes';
  } finally {
    clearTimeout(timer);
    limits.signal?.removeEventListener('abort', cancel);
  }
  if (result.rows.length > limits.rows) result.cut = 'rows';
  result.rows.length = Math.min(result.rows.length, limits.rows);
  return result;
}

/** Rejects when a statement does not even end after it was cancelled. */
function overdue(milliseconds: number): { late: Promise<never>; settle(): void } {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error('the statement does not end'), { code: CANCELLED })),
      milliseconds,
    );
  });
  late.catch(() => {});
  return { late, settle: () => clearTimeout(timer) };
}

async function runOnce(options: SessionOptions, bound: BoundSql, values: string[], limits: SqlLimits) {
  const session = await openSession(options);
  const { late, settle } = overdue(limits.milliseconds + GRACE);
  try {
    limits.signal?.throwIfAborted();
    const fetched = fetchRows(session, bound, values, limits);
    fetched.catch(() => {});
    return await Promise.race([fetched, late]);
  } finally {
    settle();
    session.close();
  }
}

/**
 * Runs one statement for a visitor: on a connection of its own, in a transaction that reads only and is dropped, every
 * value as text. The caller has checked it (statement.ts); rows, bytes and time are limited here.
 *
 * A statement that takes too long is an answer. Throws a SqlError with what Postgres said and where, TooBusy, the
 * signal's reason, and for an outage what postgres.js threw.
 */
export async function runStatement(
  source: Omit<SessionOptions, 'milliseconds' | 'bytes'>,
  sql: string,
  valueFor: (name: string) => string,
  limits: SqlLimits,
): Promise<Answer<SqlResult>> {
  const options = { ...source, milliseconds: limits.milliseconds, bytes: limits.bytes };
  const attempt = (shared: boolean) => {
    const bound = bindParameters(sql, shared);
    return turns
      .take(() => runOnce(options, bound, bound.names.map(valueFor), limits), limits.signal)
      .catch((error) => {
        throw errorOf(error, sql, bound, limits.bytes);
      });
  };
  try {
    const value = await attempt(false).catch((error) => {
      const repeats = bindParameters(sql).names.length > bindParameters(sql, true).names.length;
      if (repeats && error instanceof SqlError && WANTS_SHARED.includes(error.code ?? '')) return attempt(true);
      throw error;
    });
    return { state: 'answered', value };
  } catch (error) {
    limits.signal?.throwIfAborted();
    if ((error as { code?: string }).code !== CANCELLED) throw error;
    return { state: 'timed out', milliseconds: limits.milliseconds };
  }
}
