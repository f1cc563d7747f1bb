import { compareValues } from '../compare-values.ts';
import type { Matched } from './matched.ts';
import type { EngineTally } from './request.ts';
import { ForPostgres } from './search.ts';
import type { HeldColumn } from './snapshot.ts';
import { tallied } from './tally.ts';

/** The commonest values of a column in the rows of a set. Throws ForPostgres for floats, whose spelling is Postgres's. */
export function commonest(column: HeldColumn, matched: Matched, size: number, chosen: string[]): EngineTally {
  if (column.type === 'real' || column.type === 'double precision') throw new ForPostgres();
  const { values, counts, blank } = tallied(column, matched);
  const valueAt = (i: number) => {
    const value = values[i] as number;
    return column.type === 'text' ? (column.texts[value - 1] as string) : value;
  };
  const wanted = new Set(chosen);
  const kept = wanted.size > 0 ? values.flatMap((_, i) => (wanted.has(String(valueAt(i))) ? [i] : [])) : [];
  const common = topIndexes(counts, size + chosen.length, (a, b) => compareValues(valueAt(a), valueAt(b)));
  // As many as facetChoicesStatement gives: what is shown of values that tie depends on how many there are.
  const shown = [...new Set([...kept, ...common])].slice(0, size + chosen.length);
  return {
    values: shown.map((i) => ({ value: valueAt(i), count: counts[i] as number })),
    distinct: values.length,
    blank,
  };
}

/** The places of the largest counts, the largest first, ties as `compare` has it. */
function topIndexes(counts: number[], size: number, compare: (a: number, b: number) => number): number[] {
  const order = (a: number, b: number) => (counts[b] as number) - (counts[a] as number) || compare(a, b);
  let kept: number[] = [];
  let least = 0;
  for (let i = 0; i < counts.length; i++) {
    if ((counts[i] as number) < least) continue;
    kept.push(i);
    if (kept.length < size * 4 + 64) continue;
    kept = kept.sort(order).slice(0, size);
    least = counts[kept.at(-1) as number] as number;
  }
  return kept.sort(order).slice(0, size);
}
