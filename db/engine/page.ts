import type { Matched } from './matched.ts';
import type { HeldColumn } from './snapshot.ts';
import { NO_INTEGER, type Numbers } from './stored-column.ts';

/** By what a row comes: smaller first, whatever the direction. NULL is an infinity: first ascending, last descending. */
export type Rank = (row: number) => number;

export const rankOfNull = (descending: boolean) => (descending ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY);

/** The rank by a column of numbers. */
export function rankBy(column: HeldColumn, descending: boolean): Rank {
  const values: Numbers = column.values;
  const blank = rankOfNull(descending);
  const sign = descending ? -1 : 1;
  if (column.type === 'integer')
    return (row) => {
      const value = values[row] as number;
      return value === NO_INTEGER ? blank : sign * value;
    };
  return (row) => {
    const value = values[row] as number;
    return Number.isNaN(value) ? blank : sign * value;
  };
}

/** Where a page begins: behind rows of these ranks that are before `row`. */
export interface PageStart {
  ranks: number[];
  row: number;
}

/**
 * The first `size` rows of a set by their ranks, equal ones by their place; those behind `start` where it is given. Keeps
 * a few pages of candidates: a row that comes later than the worst of a full page is passed over at one glance.
 */
export function firstRows(matched: Matched, ranks: Rank[], start: PageStart | null, size: number): number[] {
  const [first] = ranks;
  if (!first) return matched.set.from(start?.row ?? 0, size);
  const { rows } = matched;
  const isBehind = start ? behind(ranks, start) : () => true;
  const compare = (a: number, b: number) => {
    for (const rank of ranks) {
      const [left, right] = [rank(a), rank(b)];
      if (left !== right) return left < right ? -1 : 1;
    }
    return a - b;
  };
  let kept: number[] = [];
  let worst = Number.POSITIVE_INFINITY;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (first(row) > worst || !isBehind(row)) continue;
    kept.push(row);
    if (kept.length < size * 4 + 64) continue;
    kept = kept.sort(compare).slice(0, size);
    worst = first(kept.at(-1) as number);
  }
  return kept.sort(compare).slice(0, size);
}

function behind(ranks: Rank[], start: PageStart): (row: number) => boolean {
  return (row) => {
    for (let i = 0; i < ranks.length; i++) {
      const rank = (ranks[i] as Rank)(row);
      const limit = start.ranks[i] as number;
      if (rank !== limit) return rank > limit;
    }
    return row >= start.row;
  };
}
