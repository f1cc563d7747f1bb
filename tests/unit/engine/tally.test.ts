import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Bitmap } from '../../../db/engine/bitmap.ts';
import { Matched } from '../../../db/engine/matched.ts';
import { binned, tallied } from '../../../db/engine/tally.ts';
import { columnOf, held, someValue, TYPES, type Values } from './held.ts';

function matchedOf(count: number, wanted: (row: number) => boolean): Matched {
  const set = new Bitmap(count);
  for (let row = 0; row < count; row++) if (wanted(row)) set.add(row);
  return new Matched(set);
}

/** Every value with its count, by value; NULLs counted apart. */
function counted(values: Values, wanted: (row: number) => boolean) {
  const cells = values.filter((_, row) => wanted(row));
  const counts = new Map<number | string, number>();
  for (const cell of cells) if (cell !== null) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  return { counts, blank: cells.filter((cell) => cell === null).length };
}

describe.each(TYPES)('%s', (type) => {
  test('each value is counted in the rows that match', () => {
    fc.assert(
      fc.property(columnOf(type), fc.integer({ min: 1, max: 4 }), (values, step) => {
        const wanted = (row: number) => row % step === 0;
        const column = held(type, values);
        const tally = tallied(column, matchedOf(values.length, wanted));
        const shown = tally.values.map((value) => (type === 'text' ? (column.texts[value - 1] as string) : value));
        const pairs = shown.map((value, i): [number | string, number] => [value, tally.counts[i] as number]);
        expect({ counts: new Map(pairs), blank: tally.blank }).toEqual(counted(values, wanted));
        expect(shown).toHaveLength(new Set(shown).size);
      }),
    );
  });

  test('each row is in the bin of its value', () => {
    if (type === 'text') return;
    const edge = fc.oneof(someValue(type) as fc.Arbitrary<number>, fc.integer({ min: -10, max: 600 }));
    const edges = fc.uniqueArray(edge, { minLength: 1, maxLength: 8, comparator: (a, b) => a === b });
    fc.assert(
      fc.property(columnOf(type), edges, fc.integer({ min: 1, max: 4 }), (values, unsorted, step) => {
        const wanted = (row: number) => row % step === 0;
        const ascending = [...unsorted].sort((a, b) => a - b);
        const found = binned(held(type, values), matchedOf(values.length, wanted), ascending);
        const counts = new Array<number>(ascending.length + 1).fill(0);
        let blank = 0;
        values.forEach((value, row) => {
          if (!wanted(row)) return;
          const bin = ascending.filter((limit) => value !== null && limit <= Number(value)).length;
          if (value === null) blank++;
          else counts[bin] = (counts[bin] as number) + 1;
        });
        expect(found).toEqual({ counts, blank });
      }),
    );
  });
});

test('whole numbers are counted alike with NULLs and without, small and large', () => {
  for (const values of [
    [3, 3, 0],
    [3, null, 0],
    [2 ** 25, 2 ** 25, 1],
    [-4, 2, -4],
  ])
    for (const rows of [(row: number) => row < 3, (row: number) => row > 0]) {
      const { values: found, counts, blank } = tallied(held('integer', values), matchedOf(3, rows));
      const pairs = found.map((value, i): [number, number] => [value, counts[i] as number]);
      expect({ counts: new Map(pairs), blank }).toEqual(counted(values, rows));
    }
});

test('edges that are equal steps apart keep a value on its own side of each', () => {
  const edges = Array.from({ length: 41 }, (_, i) => Math.fround(Number((i * 0.025).toFixed(6))));
  const { counts, blank } = binned(
    held('real', edges),
    matchedOf(41, () => true),
    edges,
  );
  expect(counts).toEqual([0, ...new Array<number>(41).fill(1)]);
  expect(blank).toBe(0);
});
