import type { Matched } from './matched.ts';
import type { HeldColumn } from './snapshot.ts';
import { NO_INTEGER, type Numbers } from './stored-column.ts';

/** How often each value of a column stands in some rows. */
export interface Tally {
  /** Different values, and how many rows have each, in no order. */
  values: number[];
  counts: number[];
  blank: number;
}

/** A table of counts is no larger than this; beyond it, a Map holds them. */
const MOST_DIRECT = 2 ** 24;

const isBlank = ({ type }: HeldColumn, value: number) =>
  type === 'text' ? value === 0 : type === 'integer' ? value === NO_INTEGER : Number.isNaN(value);

/** Counts the values of small whole numbers by an array. */
function directly(values: Numbers, rows: Uint32Array, most: number): Tally {
  const counts = new Int32Array(most + 1);
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i] as number] as number;
    counts[value] = (counts[value] as number) + 1;
  }
  const tally: Tally = { values: [], counts: [], blank: 0 };
  for (let value = 0; value <= most; value++) {
    if (counts[value] === 0) continue;
    tally.values.push(value);
    tally.counts.push(counts[value] as number);
  }
  return tally;
}

function byMap(column: HeldColumn, rows: Uint32Array): Tally {
  const counts = new Map<number, number>();
  let blank = 0;
  for (const row of rows) {
    const value = column.values[row] as number;
    if (isBlank(column, value)) blank++;
    else counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return { values: [...counts.keys()], counts: [...counts.values()], blank };
}

/** Counts the values of a column in the rows of a set. */
export function tallied(column: HeldColumn, { rows }: Matched): Tally {
  const { values, type } = column;
  if (type === 'real' || type === 'double precision') return byMap(column, rows);
  let least = 0;
  let most = 0;
  for (let i = 0; i < rows.length; i++) {
    const value = values[rows[i] as number] as number;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (least < 0 || most > MOST_DIRECT) return byMap(column, rows);
  const tally = directly(values, rows, most);
  if (type !== 'text' || tally.values[0] !== 0) return tally;
  return { values: tally.values.slice(1), counts: tally.counts.slice(1), blank: tally.counts[0] as number };
}

/**
 * How many of the rows lie below the first edge, then from each edge to the next, then from the last on; and how many
 * have no value. Edges ascend and are of the column's type, as Postgres's width_bucket takes them.
 */
export function binned(column: HeldColumn, { rows }: Matched, edges: number[]): { counts: number[]; blank: number } {
  const { values } = column;
  const counts = new Float64Array(edges.length + 1);
  const [first = 0] = edges;
  const last = edges.at(-1) ?? 0;
  // Most edges are equal steps apart: then the guess is right or next to it.
  const perUnit = last > first ? Math.min((edges.length - 1) / (last - first), Number.MAX_VALUE) : 0;
  let blank = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const value = values[row] as number;
    if (isBlank(column, value)) {
      blank++;
      continue;
    }
    let bin = value < first ? 0 : value >= last ? edges.length : 1 + Math.trunc((value - first) * perUnit);
    while (bin > 0 && value < (edges[bin - 1] as number)) bin--;
    while (bin < edges.length && value >= (edges[bin] as number)) bin++;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { counts: [...counts], blank };
}
