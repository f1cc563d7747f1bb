import type postgres from 'postgres';

/** A statement of postgres.js: what it tells of its rows, at the end or batch by batch. */
interface Statement {
  executed: boolean;
  resolve(rows: unknown): void;
  cursorFn?: (rows: unknown) => unknown;
  handle(): Promise<void>;
}

const MENDED = Symbol.for('aesthetic-explorer.whole rows');

function withoutHoles<T>(rows: T): T {
  if (Array.isArray(rows) && rows.length > 0 && !(0 in rows))
    rows.splice(
      0,
      rows.findIndex((_, place) => place in rows),
    );
  return rows;
}

/**
 * Mends the results of postgres.js 3.4: its connection goes on counting rows where a statement left off that failed in
 * the middle of its rows, so the rows of the next one stand behind as many holes, and the first of them looks like none
 * (porsager/postgres#1181). Changes the class of its statements, once for all pools.
 */
export function withWholeRows<S extends postgres.Sql>(sql: S): S {
  const statements = Object.getPrototypeOf(sql`select`) as Statement & { [MENDED]?: true };
  if (statements[MENDED]) return sql;
  const { handle } = statements;
  statements.handle = function (this: Statement) {
    if (!this.executed) {
      const { resolve, cursorFn } = this;
      this.resolve = (rows) => resolve(withoutHoles(rows));
      if (cursorFn) this.cursorFn = (rows) => cursorFn(withoutHoles(rows));
    }
    return handle.call(this);
  };
  statements[MENDED] = true;
  return sql;
}
