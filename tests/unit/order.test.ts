import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { orderBy, rangesAfter, readOffset, readToken, writeToken } from '../../db/queries/order.ts';
import { isTime } from '../../db/queries/time-text.ts';
import { BadRequest, type Sort } from '../../db/query.ts';
import { printed } from '../../db/sql.ts';
import { exampleTable } from '../oracle/example-context.ts';

const table = exampleTable();
const pair = exampleTable({}, [
  ['a', 'text', 'text', 2],
  ['b', 'integer', 'integer', 1],
  ['c', 'float', 'real'],
]);
const up = (column: string): Sort => ({ column, descending: false });
const down = (column: string): Sort => ({ column, descending: true });
const plain = (text: string) => text.replaceAll('"images".', '').replaceAll('"', '');

describe('the order', () => {
  test.each([
    [[], 'id asc'],
    [[up('width')], 'width asc nulls first, id asc'],
    [[down('width')], 'width desc nulls last, id asc'],
    [[up('text'), down('width')], 'text collate C asc nulls first, width desc nulls last, id asc'],
    [[down('id')], 'id desc nulls last, id asc'],
  ])('%j ends with the key, ascending', (sort, order) => {
    expect(plain(printed(orderBy(table, sort)).text)).toBe(` order by ${order}`);
  });

  test('a compound key in its own order', () => {
    expect(plain(printed(orderBy(pair, [])).text)).toBe(' order by b asc, a collate C asc');
  });
});

describe('what comes after a row', () => {
  const after = (sort: Sort[], sorted: (string | null)[]) =>
    rangesAfter(table, sort, { sorted, key: ['7'] }).map((range) => {
      const { text, params } = printed(range);
      return plain(text).replace(/\$(\d+)::text::\w+/g, (_, n) => String(params[n - 1]));
    });

  test.each([
    ['no sort', [], [], ['id > 7']],
    ['ascending', [up('width')], ['5'], ['width = 5 and id > 7', 'width > 5']],
    ['ascending from null', [up('width')], [null], ['width is null and id > 7', 'width is not null']],
    ['descending', [down('width')], ['5'], ['width = 5 and id > 7', 'width < 5', 'width is null']],
    ['descending from null', [down('width')], [null], ['width is null and id > 7']],
    ['descending, never null', [down('id')], ['5'], ['id = 5 and id > 7', 'id < 5']],
    [
      'two columns',
      [up('width'), down('site_id')],
      ['5', null],
      ['width = 5 and site_id is null and id > 7', 'width > 5'],
    ],
  ])('%s', (_, sort, sorted, ranges) => {
    expect(after(sort, sorted)).toEqual(ranges);
  });
});

describe('a token', () => {
  test.each([
    [[], { id: 20 }, '20'],
    [[down('aesthetic')], { id: 37, aesthetic: 7 }, '7~2E0,37'],
    [[up('text')], { id: 107, text: 'winter lake, watercolour' }, 'winter+lake~2C+watercolour,107'],
    [[up('text')], { id: 117, text: '' }, ',117'],
    [[up('text')], { id: 5, text: '$null' }, '~24null,5'],
    [[up('text')], { id: 5, text: null }, '$null,5'],
    [[up('width'), down('text')], { id: 5, width: 9, text: 'é' }, '9,~C3~A9,5'],
  ])('%j %j', (sort, row, token) => {
    expect(writeToken(table, sort, row)).toBe(token);
    const { sorted, key } = readToken(table, sort, token);
    expect(key).toEqual([String(row.id)]);
    expect(sorted.map((value) => value === null)).toEqual(
      sort.map(({ column }) => (row as Record<string, unknown>)[column] === null),
    );
  });

  test('any text and any number comes back as it went', () => {
    const row = fc.record({ b: fc.integer(), a: fc.string(), c: fc.float().map((x) => Math.fround(x)) });
    fc.assert(
      fc.property(
        row.filter(({ a }) => !a.includes('\0')),
        (values) => {
          const { sorted, key } = readToken(pair, [up('c')], writeToken(pair, [up('c')], values));
          expect(key).toEqual([String(values.b), values.a]);
          // Minus zero is zero wherever it is compared.
          expect(Number(sorted[0]) + 0).toBe(values.c + 0);
        },
      ),
    );
  });

  const of = (column: string): Sort[] => [up(column)];
  test.each([
    [[], ''],
    [[], 'abc'],
    [[], '1,2'],
    [[], '1.5'],
    [[], '$null'],
    [[], '9223372036854775808'],
    [of('width'), '5'],
    [of('width'), '5,6,7'],
    [of('width'), 'abc,6'],
    [of('width'), ',6'],
    [of('width'), '99999999999,6'],
    [of('width'), '5,$null'],
    [of('id'), '$null,6'],
    [of('aesthetic'), 'abc,6'],
    [of('aesthetic'), '0x10,6'],
    [of('text'), '~00,6'],
    [of('taken'), '2024-02-30,6'],
    [of('taken'), '2024-05-01 25~3A00,6'],
    [[up('width'), up('text')], '5,6'],
  ])('%j refuses %s', (sort, token) => {
    expect(() => readToken(table, sort, token)).toThrow(BadRequest);
    expect(() => readToken(table, sort, token)).toThrow(/^Invalid _next: /);
  });

  test.each([
    ['0', 0],
    ['10', 10],
  ])('of a view: %s', (token, offset) => {
    expect(readOffset(token)).toBe(offset);
  });

  test.each(['abc', '-1', '1.5', '', '9999999999', '1,2'])('of a view refuses %s', (token) => {
    expect(() => readOffset(token)).toThrow(/^Invalid _next: /);
  });
});

test.each([
  ['2024-05-01', true],
  ['2024-02-29', true],
  ['2023-02-29', false],
  ['2024-13-01', false],
  ['2024-00-10', false],
  ['2024-05-00', false],
  ['0000-01-01', false],
  ['0001-01-01', true],
  ['0044-03-15 BC', true],
  ['5000-01-01 BC', false],
  ['12024-01-01', true],
  ['999999-01-01', false],
  ['2024-05-01 23:59:59.999999+05:30', true],
  ['2024-05-01T23:59', true],
  ['2024-05-01 24:00', false],
  ['2024-05-01 10:60', false],
  ['infinity', true],
  ['-infinity', true],
  ['today', false],
  ['', false],
])('%s is a time: %s', (text, wanted) => {
  expect(isTime(text)).toBe(wanted);
});
