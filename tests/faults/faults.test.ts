import { afterAll, beforeAll, expect, test } from 'vitest';
import { Rig } from '../../scripts/faults/rig.ts';
import { FAULTS, inOrder, SETTINGS } from '../../scripts/faults/run.ts';
import { mayMount } from '../../scripts/faults/small-disk.ts';
import { tryFault } from '../../scripts/faults/trial.ts';

const onSmallDisk = mayMount();
let rig: Rig;

beforeAll(async () => {
  const NEXT_DIST_DIR = process.env.NEXT_DIST_DIR ?? 'tests/.output/next';
  // Room for a busy machine: an answer that is only slow is none that took too long.
  const env = { ...SETTINGS, TIME_LIMIT_MS: '10000', SQL_TIME_LIMIT_MS: '1000', NEXT_DIST_DIR };
  rig = await Rig.open({ env, rows: { a: 12_000, b: 8000 }, onSmallDisk });
});

afterAll(() => rig?.close());

for (const fault of inOrder(FAULTS)) {
  test.skipIf(fault.base === 'own, small disk' && !onSmallDisk)(`${fault.name}: ${fault.done}`, async () => {
    await rig.use(fault.base);
    const { broken, answers, log } = await tryFault(fault, rig);
    expect(broken, `The server said: …${log}`).toEqual([]);
    expect(answers).toBeGreaterThan(0);
  });
}
