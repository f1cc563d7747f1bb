import type { Session } from './session.ts';

/** A column as it was declared. */
export interface ColumnDefinition {
  name: string;
  /** As Postgres writes it, such as `bigint` or `text`. */
  type: string;
  /** Null: that of its type. */
  collation: string | null;
  notNull: boolean;
  default: string | null;
}

/** A table and what hangs on it, as statements without the name of its schema. */
export interface TableDefinition {
  name: string;
  columns: ColumnDefinition[];
  /** Name and definition; keys first, those that refer to other tables last. */
  constraints: [string, string][];
  indexes: string[];
}

/** A view, with its query. */
export interface ViewDefinition {
  name: string;
  isMaterialized: boolean;
  query: string;
  indexes: string[];
}

export interface SchemaDefinition {
  tables: TableDefinition[];
  /** In the order in which they can be made. */
  views: ViewDefinition[];
}

interface RelationRow {
  oid: number;
  name: string;
  kind: 'r' | 'p' | 'v' | 'm';
}

/**
 * The tables and views of a schema. The search path of the session, in a transaction, becomes that schema alone, so
 * that definitions come without its name.
 */
export async function describeSchema(session: Session, schemaName: string): Promise<SchemaDefinition> {
  await session`select set_config('search_path', quote_ident(${schemaName}), true)`;
  const relations = await session<RelationRow[]>`
    select oid::int8::float8 as oid, relname as name, relkind as kind from pg_class
    where relnamespace = (select oid from pg_namespace where nspname = ${schemaName})
      and relkind in ('r', 'p', 'v', 'm') and not relispartition order by relname`;
  const tables: TableDefinition[] = [];
  const views: (ViewDefinition & { oid: number })[] = [];
  for (const { oid, name, kind } of relations) {
    if (kind === 'r' || kind === 'p') tables.push(await describeTable(session, oid, name));
    else {
      const query = await viewQuery(session, oid);
      views.push({ oid, name, isMaterialized: kind === 'm', query, indexes: await indexesOf(session, oid) });
    }
  }
  // A view can only look at what was there before it.
  views.sort((a, b) => a.oid - b.oid);
  return { tables, views: views.map(({ oid: _, ...view }) => view) };
}

export async function describeTable(session: Session, oid: number, name: string): Promise<TableDefinition> {
  const columns = await session<ColumnDefinition[]>`
    select a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
      case when a.attcollation <> t.typcollation then a.attcollation::regcollation::text end as collation,
      a.attnotnull as "notNull",
      case when a.attgenerated = '' and pg_get_expr(d.adbin, d.adrelid) !~ 'nextval\\('
        then pg_get_expr(d.adbin, d.adrelid) end as default
    from pg_attribute a join pg_type t on t.oid = a.atttypid
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where a.attrelid = ${oid} and a.attnum > 0 and not a.attisdropped order by a.attnum`;
  const constraints = await session<{ name: string; definition: string }[]>`
    select conname as name, pg_get_constraintdef(oid, true) as definition from pg_constraint
    where conrelid = ${oid} and contype in ('p', 'u', 'x', 'c', 'f')
    order by array_position('{p,u,x,c,f}'::"char"[], contype), conname`;
  return {
    name,
    columns: [...columns],
    constraints: constraints.map((row) => [row.name, row.definition]),
    indexes: await indexesOf(session, oid),
  };
}

/** Indexes that serve no constraint. */
async function indexesOf(session: Session, oid: number): Promise<string[]> {
  const rows = await session<{ definition: string }[]>`
    select pg_get_indexdef(indexrelid, 0, true) as definition from pg_index x
    where indrelid = ${oid} and not exists (select from pg_constraint c where c.conindid = x.indexrelid
      and c.conrelid = x.indrelid) order by indexrelid`;
  return rows.map((row) => row.definition);
}

async function viewQuery(session: Session, oid: number): Promise<string> {
  const [row] = await session<{ query: string }[]>`select pg_get_viewdef(${oid}::oid, true) as query`;
  return row?.query ?? '';
}
