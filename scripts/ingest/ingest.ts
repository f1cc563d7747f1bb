import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { connect, type Sql } from '../../db/client.ts';
import { diskError } from '../../db/disk-error.ts';
import { SetupError } from '../../db/setup-error.ts';
import { type CurrentVersion, currentVersion } from '../../db/versions/current.ts';
import { dropLeftovers, dropRetired } from '../../db/versions/drop.ts';
import { loaderSettings } from '../../db/versions/loader-settings.ts';
import { lockDataset } from '../../db/versions/lock.ts';
import { checkNames } from '../../db/versions/names.ts';
import { describeDataset } from '../../db/versions/publish.ts';
import { openDuck } from './duck.ts';
import { findFiles } from './find-files.ts';
import { openFile } from './open-file.ts';
import type { IngestOptions } from './options.ts';
import { fingerprintOf, type Plan, planReading, withoutKnown } from './plan-files.ts';
import type { Progress } from './progress.ts';
import { publishFiles } from './publish-files.ts';
import type { Summary } from './summary.ts';
import { temporaryFolder } from './temporary-folder.ts';
import type { Work } from './work.ts';

/** Connections: the lock, the load of rows and that of segments, one that watches, and two that are asked meanwhile. */
const CONNECTIONS = 6;

/** Null: everything has been read before, and nothing was done. */
export type IngestResult = Summary | null;

/**
 * Reads Parquet files into a new version of a dataset and publishes it. The database must be migrated.
 *
 * Throws a SetupError, in sentences for people, for names, files and options that cannot be used, and for a full disk. Whatever it throws,
 * and when `signal` aborts, what was published before stays as it was and nothing else is left.
 */
export async function ingest(
  ownerUrl: string,
  options: IngestOptions,
  progress: Progress,
  signal: AbortSignal = new AbortController().signal,
): Promise<IngestResult> {
  const folder = await temporaryFolder();
  const owner = connect(ownerUrl, CONNECTIONS, await loaderSettings(ownerUrl));
  const folders = { database: await dataFolder(owner).catch(() => null), temporary: tmpdir() };
  const duck = await openDuck(folder);
  signal.addEventListener('abort', duck.interrupt);
  try {
    await checkNames(owner, options.name, options.fields.aliases ?? []);
    const lock = await lockDataset(owner, options.name);
    if (!lock) throw new SetupError(`${options.name} is being ingested by another process just now.`);
    try {
      return await ingestLocked({ owner, duck, folder, options, progress, signal });
    } finally {
      await lock.release().catch(() => {});
    }
  } catch (error) {
    throw diskError(error, folders) ?? error;
  } finally {
    progress.end();
    signal.removeEventListener('abort', duck.interrupt);
    duck.close();
    await owner.end({ timeout: 5 });
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where the server keeps its data, for people; null: it tells that to superusers only. */
async function dataFolder(owner: Sql): Promise<string | null> {
  const [row] = await owner<{ folder: string | null }[]>`
    select max(setting) as folder from pg_settings where name = 'data_directory'`;
  return row?.folder ?? null;
}

async function ingestLocked(work: Work): Promise<IngestResult> {
  const { owner, options, progress } = work;
  await dropRetired(owner);
  const leftovers = await dropLeftovers(owner, options.name);
  if (leftovers.length > 0) progress.say(`An earlier ingest of ${options.name} was cut off; what it left is cleared.`);
  const current = await currentVersion(owner, options.name);
  const plan = await planOf(work, current);
  for (const notice of plan.notices) progress.say(notice);
  if (plan.files.length === 0) {
    await describeDataset(owner, options.name, options.fields);
    return null;
  }
  if (current && options.mode === 'new') {
    throw new SetupError(
      `${options.name} exists already: --replace puts these files in its place, --append adds them to it.`,
    );
  }
  return publishFiles(work, plan.files, options.mode === 'append' ? current : null);
}

/** What is to be read; no file when all of it has been read before. */
async function planOf(
  { duck, folder, options, progress, signal }: Work,
  current: CurrentVersion | null,
): Promise<Plan> {
  progress.stage('finding files');
  const found = await findFiles(duck, options.paths, folder, signal);
  progress.stage('hashing files');
  const opened = [];
  for (const file of found) opened.push(await openFile(duck, file, signal));
  const plan = planReading(opened, options.filter, options.limit);
  if (!current) return plan;
  if (options.mode === 'append') return withoutKnown(plan, current);
  if (fingerprintOf(plan.files) !== current.fingerprint) return plan;
  const sentence = `${options.name} was made from the same files with the same options; nothing was read again.`;
  return { files: [], notices: [...plan.notices, sentence] };
}
