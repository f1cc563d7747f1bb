import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startExplorer } from '../../scripts/explorer-process.ts';
import { ingestMore } from './datasets.ts';

/**
 * Runs `npm start` for the browser tests: a production build in a folder of its own, data in a throw-away folder, the
 * sample ingested, and the datasets of tests/e2e/datasets.ts beside it. It is started, ended and started again, and what
 * came of that is left for start.spec.ts to judge.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'explorer-e2e-'));
  const env = { DATA_DIR: dataDir, NEXT_DIST_DIR: process.env.NEXT_DIST_DIR ?? 'tests/.output/next', DATABASE_URL: '' };
  const first = await startExplorer(env);
  // While it runs, for the sake of its Postgres, which would be started anew for each.
  await ingestMore(dataDir);
  const firstStatus = await first.end('SIGTERM');
  const began = Date.now();
  const server = await startExplorer(env, 60);
  process.env.EXPLORER_ADDRESS = server.address;
  process.env.EXPLORER_STARTS = JSON.stringify({
    firstStatus,
    firstOutput: first.output(),
    secondSeconds: (Date.now() - began) / 1000,
    secondOutput: server.output(),
  });
  return async () => {
    const status = await server.end('SIGTERM');
    rmSync(dataDir, { recursive: true, force: true });
    if (status !== 0) throw new Error(`npm start ended with ${status} after the tests:\n${server.output()}`);
  };
}
