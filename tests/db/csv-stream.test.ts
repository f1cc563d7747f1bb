import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withCsv } from '../../scripts/ingest/csv-stream.ts';
import { type Duck, openDuck } from '../../scripts/ingest/duck.ts';

let folder: string;
let duck: Duck;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'explorer-csv-test-'));
  duck = await openDuck(folder);
});

afterAll(async () => {
  duck?.close();
  await rm(folder, { recursive: true, force: true });
});

test.each([0, 1, 2, 5, 50, 300])(
  'who stops reading after %i ms is told why, and DuckDB is not left waiting',
  async (ms) => {
    for (let round = 0; round < 3; round++) {
      const reading = withCsv(duck, folder, 'SELECT range AS n FROM range(50000000)', [], async (csv) => {
        if (ms > 0) csv.once('data', () => {});
        if (ms > 0) await sleep(ms);
        csv.destroy();
        throw new Error('the reader broke');
      });
      await expect(Promise.race([reading, sleep(10_000, 'stuck')])).rejects.toThrow('the reader broke');
    }
  },
);
