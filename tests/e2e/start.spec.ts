import { expect, test } from './fixtures.ts';

const starts = JSON.parse(process.env.EXPLORER_STARTS ?? '{}') as {
  firstStatus: number | string;
  firstOutput: string;
  secondSeconds: number;
  secondOutput: string;
};

test('SIGTERM ends it in good order', () => {
  expect(starts.firstStatus).toBe(0);
});

test('the second start takes seconds, builds nothing and ingests nothing', () => {
  expect(starts.secondSeconds).toBeLessThan(20);
  expect(starts.secondOutput).not.toMatch(/building|ingest|sample/i);
});
