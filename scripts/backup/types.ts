import { literal } from '../ingest/quote.ts';

/** Types that Parquet has too. A value of any other type is kept as Postgres writes it. */
const SAME: Record<string, string> = {
  smallint: 'SMALLINT',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  real: 'FLOAT',
  'double precision': 'DOUBLE',
  boolean: 'BOOLEAN',
};

const isBytes = (type: string) => type === 'bytea';

/** DuckDB's type for a column of Postgres's type `type` as it stands in CSV; bytes are hexadecimal there. */
export const csvType = (type: string): string => literal(SAME[type] ?? 'VARCHAR');

/** The value of a column in CSV as it goes into Parquet, and back. */
export const fromCsv = (type: string, column: string): string =>
  isBytes(type) ? `unhex(substr(${column}, 3))` : column;
export const toCsv = (type: string, column: string): string => (isBytes(type) ? `'\\x' || hex(${column})` : column);

/** Whether a value may be empty without being null, so that it is to be quoted. */
export const isText = (type: string): boolean => !(type in SAME || isBytes(type));
