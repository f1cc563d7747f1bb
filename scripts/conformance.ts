import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { ensureRoles } from '../db/roles.ts';
import { compareAnswer, type Recorded } from './conformance/compare.ts';
import { GOLDEN_SETTINGS, loadGolden } from './conformance/fixture.ts';
import { startExplorer } from './explorer-process.ts';

const FOLDER = join(import.meta.dirname, '../tests/fixtures/conformance');

/** Asks every recorded request of a file and prints each difference; returns how many failed. */
async function askAll(file: string, origin: string): Promise<{ passed: number; failed: number }> {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  let failed = 0;
  for (const line of lines) {
    const recorded: Recorded = JSON.parse(line);
    const response = await fetch(origin + recorded.path, { method: recorded.method, redirect: 'manual' });
    const answered = { status: response.status, headers: response.headers, body: await response.text() };
    const told = compareAnswer(recorded, answered, origin);
    if (told.length === 0) continue;
    failed++;
    console.log(`${recorded.method} ${recorded.path}\n  ${told.slice(0, 4).join('\n  ')}`);
  }
  return { passed: lines.length - failed, failed };
}

async function main(): Promise<number> {
  const file = process.argv[2] ?? join(FOLDER, 'golden.ndjson');
  const dataDir = mkdtempSync(join(tmpdir(), 'explorer-conformance-'));
  const embedded = await startEmbedded(dataDir, { settings: { shared_buffers: '64MB', fsync: 'off' } });
  try {
    await migrate(embedded.url);
    await ensureRoles(embedded.url);
    await loadGolden(embedded.url, FOLDER);
    const server = await startExplorer({ ...GOLDEN_SETTINGS, DATABASE_URL: embedded.url });
    const { passed, failed } = await askAll(file, server.address).finally(() => server.end('SIGTERM'));
    console.log(`${passed} passed, ${failed} failed`);
    return failed === 0 ? 0 : 1;
  } finally {
    await embedded.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

process.exitCode = await main();
