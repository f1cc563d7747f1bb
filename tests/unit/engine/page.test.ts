import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bitmap } from '../../../db/engine/bitmap.ts';
import { Front } from '../../../db/engine/front.ts';
import { Matched } from '../../../db/engine/matched.ts';
import { firstRows, rankBy } from '../../../db/engine/page.ts';
import { compareRows } from '../../oracle/question.ts';
import { columnsOf, type OracleRow, type OracleTable } from '../../oracle/table.ts';
import { held } from './held.ts';

const ROWS = 400;
const COLUMNS = { a: 'integer', b: 'real', c: 'double precision' } as const;
type Name = keyof typeof COLUMNS;

const value = fc.option(fc.constantFrom(0, -0, 1, 2, 3, -7, 5), { nil: null, freq: 5 });
const values = fc.array(value, { minLength: ROWS, maxLength: ROWS });
const tableValues = fc.record({ a: values, b: values, c: values });
const sort = fc.uniqueArray(fc.record({ column: fc.constantFrom<Name>('a', 'b', 'c'), descending: fc.boolean() }), {
  selector: ({ column }) => column,
  minLength: 0,
  maxLength: 3,
});
const members = fc.array(fc.boolean(), { minLength: ROWS, maxLength: ROWS });

function matchedOf(chosen: boolean[]): Matched {
  const set = new Bitmap(chosen.length);
  chosen.forEach((isIn, row) => {
    if (isIn) set.add(row);
  });
  return new Matched(set);
}

/** The rows in their order, by a plain sort. */
function sorted(data: Record<Name, (number | null)[]>, chosen: boolean[], by: { column: Name; descending: boolean }[]) {
  const columns = columnsOf(['id bigint not null', 'a int', 'b real', 'c double precision']);
  const rows = chosen.flatMap((isIn, row): OracleRow[] => {
    if (!isIn) return [];
    const a = data.a[row] ?? null;
    return [{ id: BigInt(row), a: a === null ? null : BigInt(a), b: data.b[row] ?? null, c: data.c[row] ?? null }];
  });
  const table = { columns, key: ['id'] } as unknown as OracleTable;
  return rows.sort((x, y) => compareRows(table, by, x, y)).map(({ id }) => Number(id));
}

test('pages one after another are the rows in their order', () => {
  fc.assert(
    fc.property(tableValues, members, sort, fc.constantFrom(1, 3, 17, 100, 1000), (data, chosen, by, size) => {
      const matched = matchedOf(chosen);
      const ranks = by.map(({ column, descending }) => rankBy(held(COLUMNS[column], data[column]), descending));
      const wanted = sorted(data, chosen, by);
      let last: number | null = null;
      const found: number[] = [];
      for (let page = 0; page < 6; page++) {
        const after: number | null = last;
        const start = after === null ? null : { ranks: ranks.map((rank) => rank(after)), row: after + 1 };
        const rows = firstRows(matched, ranks, start, size);
        found.push(...rows);
        last = rows.at(-1) ?? last;
        if (rows.length < size) break;
      }
      expect(found).toEqual(wanted.slice(0, size * 6));
    }),
    { numRuns: 60 },
  );
});

test('what begins among the first rows of all is the same, and it is said when it does not', () => {
  const count = 300_000;
  const columns = [
    Array.from({ length: count }, (_, row) => ((row * 7919) % 65_521) / 8),
    Array.from({ length: count }, (_, row) => (row % 3 === 0 ? null : row % 5)),
    Array.from({ length: count }, () => null),
  ];
  for (const column of columns) {
    for (const descending of [true, false]) {
      const rank = rankBy(held('real', column), descending);
      const front = Front.of(count, rank);
      for (const step of [1, 2, 7, 1000, 299_999]) {
        const matched = matchedOf(Array.from({ length: count }, (_, row) => row % step === 0));
        const found = front.firstOf(matched.set, 21);
        const wanted = firstRows(matched, [rank], null, 21);
        if (found) expect(found).toEqual(wanted);
        if (step < 1000) expect(found).not.toBeNull();
        if (step === 299_999 && column === columns[0]) expect(found).toBeNull();
      }
    }
  }
});

test('a front that holds all rows tells of a set with few', () => {
  const rank = rankBy(held('integer', [3, null, 1, 2]), false);
  const front = Front.of(4, rank);
  expect(front.firstOf(matchedOf([true, true, false, true]).set, 10)).toEqual([1, 3, 0]);
  expect(front.firstOf(matchedOf([false, false, false, false]).set, 10)).toEqual([]);
});
