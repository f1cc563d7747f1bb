import type { Sql } from './client.ts';
import { type DatasetConfig, DEFAULT_CONFIG, type StoredQuery, type TableConfig } from './config.ts';

/** How a column's values behave; `sqlType` is what they are cast to. */
export type ColumnKind =
  | 'integer'
  | 'float'
  | 'numeric'
  | 'text'
  | 'json'
  | 'array'
  | 'time'
  | 'boolean'
  | 'bytes'
  | 'other';

export interface Column {
  name: string;
  sqlType: string;
  kind: ColumnKind;
  notNull: boolean;
  defaultValue: string | null;
  /** Place in the primary key from 1, 0 when not part of it. */
  keyPosition: number;
}

export interface Link {
  column: string;
  table: string;
  otherColumn: string;
}

export interface Table {
  name: string;
  isView: boolean;
  columns: Column[];
  /** Empty for a view or a table without a key. */
  primaryKey: string[];
  /** Where its columns lead, and which columns of other tables lead here. */
  outgoing: Link[];
  incoming: Link[];
  config: TableConfig;
}

/** The server that the rows of a version are read from. */
export type Server = 'primary' | 'replica';

export interface Dataset {
  name: string;
  aliases: string[];
  title: string | null;
  about: string | null;
  source: string | null;
  licence: string | null;
  invented: boolean;
  /** The published version this request reads to its end. */
  version: number;
  schema: string;
  /** How often rows were taken out of the version or put back (db/exclusions). */
  epoch: number;
  /** Which one, of those that hold the version as it is now. */
  server: Server;
  publishedAt: string;
  tables: Map<string, Table>;
  queries: Map<string, StoredQuery>;
}

const KINDS: [RegExp, ColumnKind][] = [
  [/^(smallint|integer|bigint)$/, 'integer'],
  [/^(real|double precision)$/, 'float'],
  [/^numeric/, 'numeric'],
  [/^(text|character varying.*|character.*|name|citext)$/, 'text'],
  [/^jsonb?$/, 'json'],
  [/\[\]$/, 'array'],
  [/^(date|timestamp.*)$/, 'time'],
  [/^boolean$/, 'boolean'],
  [/^bytea$/, 'bytes'],
];

const kindOf = (sqlType: string) => KINDS.find(([pattern]) => pattern.test(sqlType))?.[1] ?? 'other';

interface ColumnRow {
  table: string;
  is_view: boolean;
  column: string;
  type: string;
  not_null: boolean;
  default_value: string | null;
  key_position: number;
}

async function readTables(sql: Sql, schema: string): Promise<Map<string, Table>> {
  const rows = await sql<ColumnRow[]>`
    select c.relname as table, c.relkind in ('v', 'm') as is_view, a.attname as column,
      format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as not_null,
      pg_get_expr(d.adbin, d.adrelid) as default_value, coalesce(array_position(i.indkey::int2[], a.attnum), -1) + 1 as key_position
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      left join pg_index i on i.indrelid = c.oid and i.indisprimary
    where n.nspname = ${schema} and c.relkind in ('r', 'v', 'm', 'p', 'f') and c.relname not like '\\_%'
    order by c.relname, a.attnum`;
  const tables = new Map<string, Table>();
  for (const row of rows) {
    const table = tables.get(row.table) ?? emptyTable(row.table, row.is_view);
    tables.set(row.table, table);
    table.columns.push({
      name: row.column,
      sqlType: row.type,
      kind: kindOf(row.type),
      notNull: row.not_null,
      defaultValue: row.default_value,
      keyPosition: row.key_position,
    });
  }
  for (const table of tables.values()) {
    const keys = table.columns.filter((column) => column.keyPosition > 0);
    table.primaryKey = keys.sort((a, b) => a.keyPosition - b.keyPosition).map((column) => column.name);
  }
  return tables;
}

const emptyTable = (name: string, isView: boolean): Table => ({
  name,
  isView,
  columns: [],
  primaryKey: [],
  outgoing: [],
  incoming: [],
  config: {},
});

/** Foreign keys of one column that Postgres holds. */
async function readForeignKeys(sql: Sql, schema: string): Promise<(Link & { from: string })[]> {
  return sql<(Link & { from: string })[]>`
    select f.relname as from, fa.attname as column, t.relname as table, ta.attname as "otherColumn"
    from pg_constraint k join pg_namespace n on n.oid = k.connamespace
      join pg_class f on f.oid = k.conrelid join pg_class t on t.oid = k.confrelid
      join pg_attribute fa on fa.attrelid = f.oid and fa.attnum = k.conkey[1]
      join pg_attribute ta on ta.attrelid = t.oid and ta.attnum = k.confkey[1]
    where n.nspname = ${schema} and k.contype = 'f' and cardinality(k.conkey) = 1
    order by 1, 2`;
}

async function readCatalog(sql: Sql, schema: string, config: DatasetConfig): Promise<Map<string, Table>> {
  const tables = await readTables(sql, schema);
  const links = [...(await readForeignKeys(sql, schema))];
  for (const table of tables.values()) {
    table.config = config.tables[table.name] ?? {};
    for (const [column, other] of Object.entries(table.config.links ?? {})) {
      const otherColumn = tables.get(other)?.primaryKey[0];
      if (otherColumn && table.columns.some((c) => c.name === column))
        links.push({ from: table.name, column, table: other, otherColumn });
    }
  }
  for (const { from, ...link } of links) {
    tables.get(from)?.outgoing.push(link);
    tables.get(link.table)?.incoming.push({ column: link.otherColumn, table: from, otherColumn: link.column });
  }
  return tables;
}

/** What a published version holds never changes, so its catalog is read once. */
const catalogs = new Map<string, Promise<Map<string, Table>>>();

function catalogOf(sql: Sql, schema: string, config: DatasetConfig): Promise<Map<string, Table>> {
  const known = catalogs.get(schema);
  if (known) return known;
  const reading = readCatalog(sql, schema, config).catch((error) => {
    catalogs.delete(schema);
    throw error;
  });
  catalogs.set(schema, reading);
  if (catalogs.size > 64) catalogs.delete(catalogs.keys().next().value as string);
  return reading;
}

interface DatasetRow extends Omit<Dataset, 'tables' | 'queries' | 'server'> {
  config: string | null;
  closed: number;
}

/** What a version holds is being changed, so nobody reads it for the moment. Becomes status 503. */
export class Closed extends Error {
  constructor(dataset: string) {
    super(`Some images are being taken out of ${dataset}. It is back in a minute or two; the other data can be read.`);
  }
}

const selectDatasets = (sql: Sql) => sql`
  select d.name, d.aliases, d.title, d.about, d.source, d.licence, d.invented, d.config,
    v.id::int4 as version, v.schema_name as schema, v.epoch, v.closed, v.published_at as "publishedAt"
  from catalog.dataset d join catalog.version v on v.id = d.current_version`;

async function withCatalog(sql: Sql, { config, closed: _, ...row }: DatasetRow): Promise<Dataset> {
  const declared: DatasetConfig = config ? JSON.parse(config) : DEFAULT_CONFIG;
  const tables = await catalogOf(sql, row.schema, declared);
  return { ...row, server: 'primary', tables, queries: new Map(Object.entries(declared.queries)) };
}

/**
 * The published dataset of this name or alias, at its current version; null when there is none. One query. Throws Closed.
 */
export async function findDataset(sql: Sql, name: string): Promise<Dataset | null> {
  const [row] = await sql<
    DatasetRow[]
  >`${selectDatasets(sql)} where d.name = ${name} or ${name} = any(d.aliases) limit 1`;
  if (row && row.closed > 0) throw new Closed(row.title ?? row.name);
  return row ? withCatalog(sql, row) : null;
}

/** Every published dataset that can be read, by name. Throws Closed where there are some and none can. */
export async function listDatasets(sql: Sql): Promise<Dataset[]> {
  const rows = await sql<DatasetRow[]>`${selectDatasets(sql)} order by d.name`;
  const open = rows.filter(({ closed }) => closed === 0);
  const [first] = rows;
  if (first && open.length === 0) throw new Closed(first.title ?? first.name);
  return Promise.all(open.map((row) => withCatalog(sql, row)));
}
