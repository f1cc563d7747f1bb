import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrasted, LEAST, logLikelihood, UNLIKELY } from '../../../db/compare/contrast.ts';
import { entropyG2 } from '../../oracle/contrast.ts';

test('G² is that of Dunning’s own table: "the swiss"', () => {
  expect(logLikelihood({ a: 110, b: 111 }, { a: 110 + 2442, b: 111 + 29_114 })).toBeCloseTo(270.72, 2);
});

const counts = fc
  .tuple(
    fc.integer({ min: 1, max: 1e7 }),
    fc.integer({ min: 1, max: 1e7 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  )
  .map(([a, b, x, y]) => ({ totals: { a, b }, found: { a: Math.round(a * x), b: Math.round(b * y) } }));

test('G² is the same by way of entropies, the same from both sides, and never below 0', () => {
  fc.assert(
    fc.property(counts, ({ totals, found }) => {
      const g2 = logLikelihood(found, totals);
      expect(g2).toBeGreaterThanOrEqual(0);
      expect(g2).toBeCloseTo(Math.max(0, entropyG2(found.a, found.b, totals.a, totals.b)), 0);
      const turned = logLikelihood({ a: found.b, b: found.a }, { a: totals.b, b: totals.a });
      expect(turned).toBeCloseTo(g2, 6);
    }),
  );
});

const byLabel = (x: { label: string }, y: { label: string }) => (x.label < y.label ? -1 : 1);
const TOTALS = { a: 100, b: 1000 };

test('what only one side has is said to be so, and no number', () => {
  const { over, under } = contrasted(
    [
      { label: 'only a', a: 20, b: 0 },
      { label: 'only b', a: 0, b: 300 },
      { label: 'twice', a: 80, b: 400 },
    ],
    TOTALS,
    9,
    byLabel,
  );
  expect(over.map(({ label, ratio }) => [label, ratio])).toEqual([
    ['only a', null],
    ['twice', 2],
  ]);
  expect(under.map(({ label, ratio }) => [label, ratio])).toEqual([['only b', 0]]);
});

test('few, and what chance may bring, are left out; the same share is on neither side', () => {
  const found = [
    { label: 'few', a: LEAST - 1, b: 0 },
    { label: 'enough', a: LEAST, b: 0 },
    { label: 'chance', a: 8, b: 60 },
    { label: 'same', a: 50, b: 500 },
  ];
  const { over, under } = contrasted(found, TOTALS, 9, byLabel);
  expect(over.map(({ label }) => label)).toEqual(['enough']);
  expect(under).toEqual([]);
  expect(logLikelihood({ a: 8, b: 60 }, TOTALS)).toBeLessThan(UNLIKELY);
});

test('nothing is told apart from an empty side', () => {
  const { over, under } = contrasted([{ label: 'x', a: 50, b: 0 }], { a: 100, b: 0 }, 9, byLabel);
  expect([over, under]).toEqual([[], []]);
});

test('equal differences stand in the order of their names, the first few are kept', () => {
  const found = ['c', 'a', 'b'].map((label) => ({ label, a: 30, b: 1 }));
  expect(contrasted(found, TOTALS, 2, byLabel).over.map(({ label }) => label)).toEqual(['a', 'b']);
});
