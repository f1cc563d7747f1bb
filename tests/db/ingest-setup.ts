import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Sql } from '../../db/client.ts';
import { currentVersion } from '../../db/versions/current.ts';
import { type IngestResult, ingest } from '../../scripts/ingest/ingest.ts';
import type { IngestOptions } from '../../scripts/ingest/options.ts';
import { silentProgress } from '../../scripts/ingest/progress.ts';
import { freshDatabase } from './fresh-database.ts';

export interface IngestSetup {
  url: string;
  owner: Sql;
  /** A folder for files. */
  folder: string;
  /** What the ingests said. */
  said: string[];
  /** Ingests, as `new` and with no filter unless told otherwise. */
  ingest(paths: string[], options?: Partial<IngestOptions>, signal?: AbortSignal): Promise<IngestResult>;
  /** Schema of the published version; fails when there is none. */
  schema(dataset?: string): Promise<string>;
  close(): Promise<void>;
}

/** A database and a folder of the caller's own to ingest with; the dataset is `d` unless told otherwise. */
export async function ingestSetup(): Promise<IngestSetup> {
  const database = await freshDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'explorer-ingest-test-'));
  const owner = connect(database.url, 3);
  const said: string[] = [];
  const progress = { ...silentProgress(), say: (sentence: string) => void said.push(sentence) };
  return {
    url: database.url,
    owner,
    folder,
    said,
    ingest: (paths, options = {}, signal = undefined) =>
      ingest(database.url, { ...DEFAULTS, paths, ...options }, progress, signal),
    schema: async (dataset = 'd') => {
      const current = await currentVersion(owner, dataset);
      if (!current) throw new Error(`${dataset} is not published`);
      return current.schemaName;
    },
    close: async () => {
      await owner.end();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

const DEFAULTS = {
  name: 'd',
  mode: 'new',
  filter: { minAesthetic: null, language: null },
  limit: null,
  fields: {},
} as const satisfies Partial<IngestOptions>;
