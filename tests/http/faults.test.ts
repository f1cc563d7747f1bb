import { beforeAll, expect, test } from 'vitest';
import { FAULTS, runFaults } from '../../scripts/faults/run.ts';
import { mayMount } from '../../scripts/faults/small-disk.ts';
import type { Trial } from '../../scripts/faults/trial.ts';

/** Seconds that errors may go on: `npm run faults` holds to 5, here other tests take the processors meanwhile. */
const PATIENCE = 15;

const possible = FAULTS.filter(({ base }) => base !== 'own, small disk' || mayMount());
let trials: Trial[];

beforeAll(async () => {
  trials = await runFaults(possible, {
    times: 1,
    patience: PATIENCE,
    env: { NEXT_DIST_DIR: 'tests/.output/next' },
  });
}, 240_000);

test.each(possible)('$name: $done', (fault) => {
  const trial = trials.find((each) => each.fault === fault);
  expect(trial?.broken).toEqual([]);
  expect(trial?.answers).toBeGreaterThan(0);
  expect([trial?.lost, trial?.doubled]).toEqual([0, 0]);
});
