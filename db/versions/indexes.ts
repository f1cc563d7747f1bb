import type { Session } from './session.ts';

interface IndexRow {
  table: string;
  name: string;
  /** As a statement that makes the template's own index. */
  definition: string;
  /** The constraint it serves; null: a plain index. */
  constraint: string | null;
}

/**
 * Gives tables of a version the keys and indexes that the template's have, and lets Postgres look at the rows: VACUUM,
 * so that indexes alone can answer, and ANALYZE.
 *
 * `tables` are names of the template's tables; missing: all. `onIndex` hears of each index before it is built. Not to be
 * called in a transaction. A duplicate key throws Postgres's 23505.
 */
export async function buildIndexes(
  session: Session,
  schemaName: string,
  tables: readonly string[] | null = null,
  onIndex: (name: string) => void = () => {},
): Promise<void> {
  const indexes = await templateIndexes(session);
  const wanted = indexes.filter((index) => tables === null || tables.includes(index.table));
  for (const index of wanted) {
    onIndex(index.name);
    await session.unsafe(statement(index, schemaName));
  }
  const names = new Set(wanted.map((index) => index.table));
  for (const table of names) await session`vacuum (analyze) ${session(schemaName)}.${session(table)}`;
}

async function templateIndexes(session: Session): Promise<IndexRow[]> {
  return session<IndexRow[]>`
    select t.relname as table, i.relname as name, pg_get_indexdef(i.oid) as definition,
      pg_get_constraintdef(c.oid) as constraint
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
      left join pg_constraint c on c.conindid = i.oid and c.contype in ('p', 'u', 'x')
    where t.relnamespace = 'template'::regnamespace
    order by t.relname, x.indisprimary desc, i.relname`;
}

function statement(index: IndexRow, schemaName: string): string {
  const table = `${quoted(schemaName)}.${quoted(index.table)}`;
  if (index.constraint) {
    return `alter table ${table} add constraint ${quoted(index.name)} ${index.constraint}`;
  }
  return index.definition.replace(/ ON (ONLY )?template\.\S+ USING /, () => ` ON ${table} USING `);
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
