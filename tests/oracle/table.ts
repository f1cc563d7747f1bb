/** What the oracle knows of a table: plain rows, and how each column's values behave. */

/** A value as the oracle holds it; numeric, jsonb and timestamps as Postgres writes them. */
export type Cell = null | bigint | number | boolean | string | string[] | Buffer;
export type OracleRow = Record<string, Cell>;

const KINDS = {
  smallint: 'integer',
  int: 'integer',
  bigint: 'integer',
  real: 'real',
  'double precision': 'double',
  numeric: 'numeric',
  text: 'text',
  'text collate "C"': 'text',
  'text collate "und-x-icu"': 'text',
  boolean: 'boolean',
  bytea: 'bytes',
  jsonb: 'json',
  'text[]': 'array',
  timestamp: 'timestamp',
} as const;

export type SqlType = keyof typeof KINDS;
export type Kind = (typeof KINDS)[SqlType];

export interface OracleColumn {
  name: string;
  sqlType: SqlType;
  kind: Kind;
  notNull: boolean;
}

export interface OracleTable {
  name: string;
  columns: OracleColumn[];
  /** Empty: the rows stand in the table's own order. */
  key: string[];
  /** The column `_search` looks at. */
  search: string | null;
  /** The declared order, a minus for descending. */
  sort: string | null;
  /** The table whose `column` holds this table's key: for `_through`. */
  through: { table: string; column: string } | null;
  rows: OracleRow[];
}

/** `name type`, `name type not null` … as columns. */
export function columnsOf(definitions: readonly string[]): OracleColumn[] {
  return definitions.map((definition) => {
    const [, name = '', type = ''] = /^("[^"]+"|\S+) (.*)$/.exec(definition) ?? [];
    const sqlType = type.replace(/ not null$/, '') as SqlType;
    return { name: name.replaceAll('"', ''), sqlType, kind: KINDS[sqlType], notNull: type.endsWith('not null') };
  });
}

export function columnOf(table: OracleTable, name: string): OracleColumn {
  const column = table.columns.find((c) => c.name === name);
  if (!column) throw new Error(`the oracle knows no column ${name} of ${table.name}`);
  return column;
}
