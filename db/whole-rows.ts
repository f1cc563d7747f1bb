import type postgres from 'postgres';

/** What postgres.js resolves a statement with, and who waits for it. */
interface Waiting {
  resolve(result: unknown): void;
  handle(): Promise<void>;
}

type Result = unknown[] & { count: number | null };

const REPAIRED = Symbol.for('aesthetic-explorer.whole rows');

/** Without the holes in front: the server counts the rows it sent, so whatever is more than that was never sent. */
function withoutHoles<T>(result: T): T {
  if (!Array.isArray(result)) return result;
  const { count } = result as unknown as Result;
  if (result.length > 0 && !(0 in result) && count !== null) result.splice(0, result.length - count);
  return result;
}

/**
 * Mends the results of postgres.js 3.4: its connection goes on counting rows where a statement left off that failed in
 * the middle of its rows, so the rows of the next one stand behind as many holes, and the first of them looks like none
 * (porsager/postgres#1181). Changes the class of its statements, once for all pools. Cursors are not mended: theirs
 * begin behind a completed statement of their transaction, which sets the count back.
 */
export function withWholeRows<S extends postgres.Sql>(sql: S): S {
  const statements = Object.getPrototypeOf(sql`select`) as Waiting & { [REPAIRED]?: true };
  if (statements[REPAIRED]) return sql;
  const { handle } = statements;
  statements.handle = function (this: Waiting & { executed: boolean }) {
    if (!this.executed) {
      const { resolve } = this;
      this.resolve = (result) => resolve(withoutHoles(result));
    }
    return handle.call(this);
  };
  statements[REPAIRED] = true;
  return sql;
}
