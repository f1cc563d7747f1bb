import { expect, test } from 'vitest';
import { spread } from '../../../db/engine/spread.ts';

const rows = (size: number) => Uint32Array.from({ length: size }, (_, i) => i * 3);

test('few rows are all there, many are thinned out evenly, each once', () => {
  expect([...spread(rows(5), 5)]).toEqual([0, 3, 6, 9, 12]);
  expect([...spread(rows(10), 5)]).toEqual([0, 6, 12, 18, 24]);
  for (const size of [1, 7, 999]) {
    const found = [...spread(rows(1000), size)];
    expect(new Set(found).size).toBe(size);
    const steps = found.slice(1).map((row, i) => row - (found[i] as number));
    expect(Math.max(0, ...steps) - Math.min(...steps, Number.POSITIVE_INFINITY)).toBeLessThanOrEqual(3);
  }
});
