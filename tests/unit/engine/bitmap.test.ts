import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bitmap } from '../../../db/engine/bitmap.ts';

const ROWS = 200;
/** Sets of rows, and how many rows there are: around the borders of words of 32 bits above all. */
const rows = fc.constantFrom(0, 1, 31, 32, 33, 63, 64, 65, ROWS);
const set = fc.uniqueArray(fc.nat({ max: ROWS - 1 }));

function bitmapOf(count: number, members: number[]): Bitmap {
  const bitmap = new Bitmap(count);
  for (const row of members) if (row < count) bitmap.add(row);
  return bitmap;
}

const within = (count: number, members: number[]) => members.filter((row) => row < count).sort((a, b) => a - b);

test('holds what was added, in order, and counts it', () => {
  fc.assert(
    fc.property(rows, set, (count, members) => {
      const bitmap = bitmapOf(count, members);
      const wanted = within(count, members);
      expect([...bitmap.toRows()]).toEqual(wanted);
      expect(bitmap.count()).toBe(wanted.length);
      const all = Array.from({ length: count }, (_, row) => row);
      expect(all.filter((row) => bitmap.has(row))).toEqual(wanted);
    }),
  );
});

test('joins, meets and leaves out as sets do, and leaves the other set and copies alone', () => {
  fc.assert(
    fc.property(rows, set, set, (count, a, b) => {
      const [left, right] = [bitmapOf(count, a), bitmapOf(count, b)];
      const [inA, inB] = [within(count, a), within(count, b)];
      expect([...left.copy().and(right).toRows()]).toEqual(inA.filter((row) => inB.includes(row)));
      expect([...left.copy().or(right).toRows()]).toEqual(within(count, [...new Set([...a, ...b])]));
      expect([...left.copy().without(right).toRows()]).toEqual(inA.filter((row) => !inB.includes(row)));
      expect([...left.toRows()]).toEqual(inA);
      expect([...right.toRows()]).toEqual(inB);
    }),
  );
});

test.each([0, 1, 31, 32, 33, 64, 100])('all of %i rows are so many', (count) => {
  expect(Bitmap.full(count).count()).toBe(count);
  expect(Bitmap.full(count).without(new Bitmap(count)).toRows()).toHaveLength(count);
});

test('the first rows from a place on', () => {
  fc.assert(
    fc.property(rows, set, fc.nat({ max: ROWS + 5 }), fc.nat({ max: 40 }), (count, members, first, size) => {
      const wanted = within(count, members).filter((row) => row >= first);
      expect(bitmapOf(count, members).from(first, size)).toEqual(wanted.slice(0, size));
    }),
  );
});
