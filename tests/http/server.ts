import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '../../db/embedded.ts';
import { migrate } from '../../db/migrate.ts';
import { ensureRoles } from '../../db/roles.ts';
import { GOLDEN_SETTINGS, loadGolden } from '../../scripts/conformance/fixture.ts';
import { startExplorer } from '../../scripts/explorer-process.ts';
import { ingestSample } from '../../scripts/ingest/sample.ts';

export const GOLDEN_FOLDER = join(import.meta.dirname, '../fixtures/conformance');

/** Where these tests have the pages built. */
export const DIST_DIR = process.env.NEXT_DIST_DIR ?? 'tests/.output/next';

/** The production server on a throw-away Postgres that holds the golden fixture and the sample. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'explorer-http-'));
  const database = await startEmbedded(dataDir, { settings: { fsync: 'off', shared_buffers: '256MB' } });
  try {
    await migrate(database.url);
    await ensureRoles(database.url);
    await loadGolden(database.url, GOLDEN_FOLDER);
    await ingestSample(database.url);
    const server = await startExplorer({
      ...GOLDEN_SETTINGS,
      // Room for a busy machine: what is asserted here is what is answered, not how soon.
      TIME_LIMIT_MS: '4000',
      SQL_TIME_LIMIT_MS: '1000',
      // Clients behind this proxy are limited; the tests themselves are not.
      TRUSTED_PROXIES: '127.0.0.1',
      RATE_LIMIT: '60',
      CLIENT_TIMEOUT_MS: '3000',
      METRICS: 'on',
      DATABASE_URL: database.url,
      NEXT_DIST_DIR: DIST_DIR,
    });
    project.provide('origin', server.address);
    project.provide('ownerUrl', database.url);
    return async () => {
      await server.end('SIGTERM');
      await database.stop();
      rmSync(dataDir, { recursive: true, force: true });
    };
  } catch (error) {
    await database.stop();
    throw error;
  }
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Scheme, host and port of the server under test. */
    origin: string;
    /** The owner's address of its database. */
    ownerUrl: string;
  }
}
