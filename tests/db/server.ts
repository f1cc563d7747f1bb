import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect } from '../../db/client.ts';
import { startEmbedded } from '../../db/embedded.ts';
import { migrate } from '../../db/migrate.ts';
import { TEMPLATE_DATABASE } from './fresh-database.ts';

/** What a test server may forget in a power cut. */
const THROWAWAY = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', shared_buffers: '256MB' };

/** Starts the throw-away Postgres of the run, with one migrated database that all others are copies of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'explorer-test-'));
  const server = await startEmbedded(dataDir, { settings: THROWAWAY });
  const teardown = async () => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    await makeTemplate(server.url);
  } catch (error) {
    await teardown();
    throw error;
  }
  project.provide('serverUrl', server.url);
  return teardown;
}

async function makeTemplate(serverUrl: string): Promise<void> {
  const owner = connect(serverUrl, 1);
  await owner`create database ${owner(TEMPLATE_DATABASE)}`;
  await owner.end();
  const template = new URL(serverUrl);
  template.pathname = TEMPLATE_DATABASE;
  await migrate(template.href);
}

declare module 'vitest' {
  interface ProvidedContext {
    /** The owner's address of the run's throw-away Postgres. */
    serverUrl: string;
  }
}
