import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { postgresError } from '../../db/client.ts';
import { SetupError } from '../../db/setup-error.ts';
import { type CurrentVersion, currentVersion } from '../../db/versions/current.ts';
import { describeSchema, type SchemaDefinition } from '../../db/versions/describe.ts';
import { publishedDatasets, readDatasetRow } from '../../db/versions/history.ts';
import type { Session } from '../../db/versions/session.ts';
import { openSnapshot } from '../../db/versions/snapshot.ts';
import { temporaryFolder } from '../ingest/temporary-folder.ts';
import type { BackupOptions } from './arguments.ts';
import { prepareFolder } from './folder.ts';
import { openFrugalDuck } from './frugal-duck.ts';
import { type BackedUpDataset, type BackedUpTable, writeManifest } from './manifest.ts';
import { bytesText, figure, stopwatch } from './progress.ts';
import { type Writing, writeTable } from './write-table.ts';

type Say = (sentence: string) => void;

/**
 * Writes datasets as Parquet files and a backup.json into a folder, all as they were at one moment, while others read
 * and ingest. The database must be migrated.
 *
 * Throws a SetupError, in a sentence for people, for a dataset or a folder that cannot be used. Whatever it throws, and
 * when `signal` aborts, the folder is as it was.
 */
export async function backup(
  ownerUrl: string,
  { out, dataset }: BackupOptions,
  say: Say,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const clear = await prepareFolder(out);
  try {
    await writeBackup(ownerUrl, out, dataset, say, signal);
  } catch (error) {
    await clear();
    throw cutOff(error) ?? error;
  }
}

/** What becomes of whoever still reads a version long after it was replaced; null: something else. */
function cutOff(error: unknown): SetupError | null {
  // A statement was cancelled, or the snapshot went with the connection that held it.
  if (!['57014', '42704'].includes(postgresError(error)?.code ?? '')) return null;
  return new SetupError('Postgres cut the backup off, as it does ten minutes after a dataset was replaced: try again.');
}

async function writeBackup(
  ownerUrl: string,
  out: string,
  dataset: string | null,
  say: Say,
  signal: AbortSignal,
): Promise<void> {
  const total = stopwatch();
  const temporary = await temporaryFolder();
  const duck = await openFrugalDuck(temporary);
  signal.addEventListener('abort', duck.interrupt);
  const snapshot = await openSnapshot(ownerUrl);
  try {
    const writing: Writing = { snapshot, duck, temporary, out, signal };
    const versions = await lockVersions(snapshot.session, dataset);
    const datasets: BackedUpDataset[] = [];
    for (const version of versions) datasets.push(await writeDataset(writing, version, say));
    const exclusions = await writeExclusions(writing);
    signal.throwIfAborted();
    await writeManifest(out, { madeAt: new Date().toISOString(), datasets, exclusions });
    const bytes = bytesOf([...datasets.flatMap(({ tables }) => tables), exclusions]);
    say(`${out} holds ${datasets.map((one) => one.dataset.name).join(', ')}: ${bytesText(bytes)} in ${total()}.`);
  } finally {
    signal.removeEventListener('abort', duck.interrupt);
    await snapshot.end();
    duck.close();
    await rm(temporary, { recursive: true, force: true });
  }
}

interface FoundVersion {
  version: CurrentVersion;
  definition: SchemaDefinition;
}

/** What is published of the datasets that are asked for, and stays there until the snapshot ends. */
async function lockVersions(session: Session, asked: string | null): Promise<FoundVersion[]> {
  const names = await publishedDatasets(session);
  if (names.length === 0) throw new SetupError('There is nothing to back up: no dataset is published.');
  if (asked !== null && !names.includes(asked)) {
    throw new SetupError(`There is no dataset ${JSON.stringify(asked)}; there is ${names.join(', ')}.`);
  }
  const found: FoundVersion[] = [];
  for (const name of asked === null ? names : [asked]) {
    const version = await currentVersion(session, name);
    if (!version) continue;
    const definition = await describeSchema(session, version.schemaName);
    // An ingest that replaces the version drops it some time after; a reader may hold that up.
    for (const table of definition.tables)
      await session`lock table ${session(version.schemaName)}.${session(table.name)} in access share mode`;
    found.push({ version, definition });
  }
  return found;
}

async function writeDataset(writing: Writing, found: FoundVersion, say: Say): Promise<BackedUpDataset> {
  const { dataset: name, schemaName, fingerprint, files } = found.version;
  await mkdir(join(writing.out, name));
  const tables: BackedUpTable[] = [];
  for (const table of found.definition.tables) {
    const seconds = stopwatch();
    const written = await writeTable(writing, schemaName, table, `${name}/`);
    tables.push(written);
    say(`${name} · ${table.name}: ${figure(written.rows)} rows, ${bytesText(bytesOf([written]))} in ${seconds()}`);
  }
  const dataset = await readDatasetRow(writing.snapshot.session, name);
  return { dataset, version: { fingerprint, files }, tables, views: found.definition.views };
}

async function writeExclusions(writing: Writing): Promise<BackedUpTable> {
  const { tables } = await describeSchema(writing.snapshot.session, 'catalog');
  const table = tables.find(({ name }) => name === 'exclusion');
  if (!table) throw new Error('There is no table catalog.exclusion.');
  return writeTable(writing, 'catalog', table, '');
}

const bytesOf = (tables: readonly BackedUpTable[]) =>
  tables.flatMap(({ files }) => files).reduce((sum, file) => sum + file.bytes, 0);
