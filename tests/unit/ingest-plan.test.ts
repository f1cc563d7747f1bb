import { expect, test } from 'vitest';
import type { RowFilter } from '../../scripts/ingest/clean-rows.ts';
import type { OpenedFile } from '../../scripts/ingest/open-file.ts';
import { assignNumbers, planReading } from '../../scripts/ingest/plan-files.ts';

const ALL: RowFilter = { minAesthetic: null, language: null };
const file = (label: string, rows: number, sha256 = label): OpenedFile => ({
  label,
  path: label,
  sha256,
  rows,
  bytes: 1,
  columns: {},
  notices: [],
  layout: '',
  card: null,
});
const numbersOf = (files: OpenedFile[], last: number, firstIds: [string, number[]][], taken: number[] = []) => {
  const plan = planReading(files, ALL, null).files;
  const highest = assignNumbers(plan, { last, firstIds: new Map(firstIds) }, taken);
  return [...plan.map(({ firstId }) => firstId), highest];
};

test('a limit is taken from the files in their order', () => {
  const limits = planReading([file('a', 10), file('b', 10), file('c', 10)], ALL, 15).files.map(({ limit }) => limit);
  expect(limits).toEqual([10, 5]);
  expect(planReading([file('a', 0), file('b', 3)], ALL, null).files.map(({ limit }) => limit)).toEqual([0, 3]);
});

test('the same content is read once, however it is called', () => {
  const plan = planReading([file('a', 10), file('copy', 10, 'a'), file('b', 10)], ALL, 15);
  expect(plan.files.map(({ label, limit }) => [label, limit])).toEqual([
    ['a', 10],
    ['b', 5],
  ]);
  expect(plan.notices).toEqual(['copy is the same as a and was not read again.']);
});

test('the options that shape the rows tell two readings apart', () => {
  const print = (filter = ALL, limit: number | null = null) =>
    planReading([file('a', 10)], filter, limit).files[0]?.fingerprint;
  expect(print()).toBe(print({ ...ALL }, 10));
  expect(
    new Set([print(), print(ALL, 9), print({ ...ALL, language: 'ko' }), print({ ...ALL, minAesthetic: 5 })]).size,
  ).toBe(4);
});

test('numbers go on after the highest ever given', () => {
  expect(numbersOf([file('a', 10), file('b', 5)], 0, [])).toEqual([1, 11, 15]);
  expect(numbersOf([file('a', 10), file('b', 5)], 100, [])).toEqual([101, 111, 115]);
});

test('a file gets the numbers back that it had, unless they are taken', () => {
  expect(numbersOf([file('b', 5), file('a', 10)], 20, [['a', [1]]])).toEqual([21, 1, 25]);
  expect(numbersOf([file('a', 10)], 20, [['a', [1]]], [1])).toEqual([21, 30]);
  expect(numbersOf([file('a', 10)], 30, [['a', [1, 21]]], [1])).toEqual([21, 30]);
});
