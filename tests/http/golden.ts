import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../fixtures/conformance');

export type Cell = string | number | null;
export type GoldenRow = Record<string, Cell>;

function rowsOf(table: string): GoldenRow[] {
  const lines = readFileSync(join(FOLDER, `fixture.${table}.ndjson`), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => JSON.parse(line));
}

/** A table of the fixture as its file has it. */
export interface GoldenTable {
  name: string;
  key: string[];
  /** The declared order, a minus for descending. */
  sort: string | null;
  rows: GoldenRow[];
}

const table = (name: string, key: string[], sort: string | null = null): GoldenTable => ({
  name,
  key,
  sort,
  rows: rowsOf(name),
});

export const IMAGES = table('images', ['id']);
export const DOMAIN = table('domain', ['id']);
export const ARTISTS = table('artists', ['name'], '-image_counts');
export const ODDKEYS = table('oddkeys', ['key']);
export const PAIR = table('pair', ['pk1', 'pk2']);

/** Numbers as numbers, text by code point, null before everything. */
export function compareCells(a: Cell, b: Cell): number {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
}

/** The rows in an order: `a,-b`, a minus for descending, nulls first ascending and last descending, ties by key. */
export function inOrder<Row extends Record<string, Cell>>(rows: Row[], key: string[], sort: string | null): Row[] {
  const steps = [...(sort ? sort.split(',') : []), ...key].map((step) => ({
    column: step.replace(/^-/, ''),
    sign: step.startsWith('-') ? -1 : 1,
  }));
  const compare = (a: Row, b: Row) => {
    for (const { column, sign } of steps) {
      const order = sign * compareCells(a[column] ?? null, b[column] ?? null);
      if (order !== 0) return order;
    }
    return 0;
  };
  return [...rows].sort(compare);
}

/** The values of one column. */
export const pick = (rows: Record<string, unknown>[], column: string): unknown[] => rows.map((row) => row[column]);

/** The ids of the images that a predicate holds for, in the order of the key. */
export const idsWhere = (holds: (row: GoldenRow) => boolean): unknown[] => pick(IMAGES.rows.filter(holds), 'id');

/** How often each value of a column occurs, by its text; nulls are not counted. */
export function tally(rows: GoldenRow[], column: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const row of rows) {
    const value = row[column] ?? null;
    if (value !== null) counts[String(value)] = (counts[String(value)] ?? 0) + 1;
  }
  return counts;
}
