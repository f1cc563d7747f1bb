import { tmpdir } from 'node:os';
import { openDuck } from '../../scripts/ingest/duck.ts';
import { identifier } from '../../scripts/ingest/quote.ts';

export type ParquetValue = string | number | bigint | null;

/** Writes a Parquet file: columns with their DuckDB types, and rows in the same order. */
export async function writeParquet(
  path: string,
  columns: Record<string, string>,
  rows: readonly (readonly ParquetValue[])[],
): Promise<void> {
  const names = Object.keys(columns);
  const values = rows.map((row) => `(${row.map(sqlOf).join(', ')})`).join(',\n');
  const casts = names.map((name, i) => `c${i}::${columns[name]} AS ${identifier(name)}`).join(', ');
  const source = `(VALUES ${values}) v (${names.map((_, i) => `c${i}`).join(', ')})`;
  await runDuck(`COPY (SELECT ${casts} FROM ${source}) TO '${path}' (FORMAT parquet)`);
}

/** Runs one statement on a DuckDB of its own; returns the rows of its answer, 64-bit integers as text. */
export async function runDuck<T>(statement: string): Promise<T[]> {
  const duck = await openDuck(tmpdir());
  try {
    return await duck.rows<T>(statement);
  } finally {
    duck.close();
  }
}

function sqlOf(value: ParquetValue): string {
  if (value === null) return 'NULL';
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : `'${value}'::DOUBLE`;
  // SQL text cannot hold a NUL byte.
  return value
    .split('\0')
    .map((part) => `'${part.replaceAll("'", "''")}'`)
    .join(' || chr(0) || ');
}
