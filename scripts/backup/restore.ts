import { rm } from 'node:fs/promises';
import { connect, type Sql } from '../../db/client.ts';
import { SetupError } from '../../db/setup-error.ts';
import { currentVersion } from '../../db/versions/current.ts';
import { dropLeftovers, dropRetired } from '../../db/versions/drop.ts';
import { loaderSettings } from '../../db/versions/loader-settings.ts';
import { lockDataset } from '../../db/versions/lock.ts';
import { bringBack, mergeExclusions, RESTORED } from '../../db/versions/merge-exclusions.ts';
import { checkNames } from '../../db/versions/names.ts';
import { checkColumns, isIngested, templateColumns } from '../../db/versions/recreate.ts';
import { temporaryFolder } from '../ingest/temporary-folder.ts';
import type { RestoreOptions } from './arguments.ts';
import { checkFiles, tablesOf } from './check-files.ts';
import { openFrugalDuck } from './frugal-duck.ts';
import { loadTable } from './load-table.ts';
import { type BackedUpDataset, type Manifest, readManifest } from './manifest.ts';
import { figure, stopwatch } from './progress.ts';
import { publishBackedUp, type Restoring } from './publish-backed-up.ts';

/** Connections: the lock, the load, and two for what is asked meanwhile. */
const CONNECTIONS = 4;

type Say = (sentence: string) => void;

/**
 * Publishes the datasets of a folder that `backup` made, as they were: rows, numbers, what is stated, what was read and
 * what was taken out. The exclusions of this database hold for them, and theirs for this database. The database must be
 * migrated.
 *
 * Throws a SetupError, in a sentence for people, for a folder or names that cannot be used, before anything is done.
 * Whatever it throws, and when `signal` aborts, the dataset it was at is as before and nothing else is left.
 */
export async function restore(
  ownerUrl: string,
  options: RestoreOptions,
  say: Say,
  signal: AbortSignal = new AbortController().signal,
): Promise<void> {
  const total = stopwatch();
  const { folder } = options;
  const manifest = await readManifest(folder);
  const chosen = chooseDatasets(manifest, options);
  const temporary = await temporaryFolder();
  const owner = connect(ownerUrl, CONNECTIONS, await loaderSettings(ownerUrl));
  const duck = await openFrugalDuck(temporary);
  signal.addEventListener('abort', duck.interrupt);
  try {
    const template = await templateColumns(owner);
    for (const [name, { tables, dataset }] of chosen) {
      if (isIngested(tables)) checkColumns(tables, template);
      await checkTarget(owner, name, dataset.fields.aliases ?? [], options.replace);
    }
    const seconds = stopwatch();
    await checkFiles(duck, folder, manifest, signal);
    say(`${figure(tablesOf(manifest).flatMap(({ files }) => files).length)} files are whole: checked in ${seconds()}`);
    const work = { owner, duck, temporary, folder, template, manifest, say, signal };
    for (const [name, one] of chosen) await restoreDataset(work, name, one, options.replace);
    say(`${chosen.map(([name]) => name).join(', ')} restored in ${total()}.`);
  } finally {
    signal.removeEventListener('abort', duck.interrupt);
    duck.close();
    await owner.end({ timeout: 5 });
    await rm(temporary, { recursive: true, force: true });
  }
}

/** Datasets with what they are to be called. Under another name one leaves its aliases, which lead to the original. */
function chooseDatasets(manifest: Manifest, { folder, dataset, name }: RestoreOptions): [string, BackedUpDataset][] {
  const names = manifest.datasets.map((one) => one.dataset.name).join(', ');
  const found = manifest.datasets.filter((one) => dataset === null || one.dataset.name === dataset);
  if (found.length === 0)
    throw new SetupError(`${folder} holds no dataset ${JSON.stringify(dataset)}; it holds ${names}.`);
  if (name !== null && found.length > 1)
    throw new SetupError(`${folder} holds ${names}: --name renames one of them, which --dataset names.`);
  return found.map((one) => {
    if (name === null || name === one.dataset.name) return [one.dataset.name, one];
    return [name, { ...one, dataset: { ...one.dataset, fields: { ...one.dataset.fields, aliases: [] } } }];
  });
}

async function checkTarget(owner: Sql, name: string, aliases: readonly string[], replace: boolean): Promise<void> {
  await checkNames(owner, name, aliases);
  if (replace || !(await currentVersion(owner, name))) return;
  throw new SetupError(
    `${name} exists already: --replace puts the backup in its place, --name restores it under another name.`,
  );
}

interface Work extends Omit<Restoring, 'name' | 'backedUp'> {
  manifest: Manifest;
}

async function restoreDataset(work: Work, name: string, backedUp: BackedUpDataset, replace: boolean): Promise<void> {
  const { owner, manifest } = work;
  const lock = await lockDataset(owner, name);
  if (!lock) throw new SetupError(`${name} is being ingested by another process just now.`);
  try {
    await checkTarget(owner, name, backedUp.dataset.fields.aliases ?? [], replace);
    await dropRetired(owner);
    await dropLeftovers(owner, name);
    const { exclusions } = manifest;
    const columns = exclusions.columns.map((column) => column.name);
    const mergeRules = () =>
      mergeExclusions(owner, columns, (tx) => loadTable(work, tx, exclusions, { schemaName: null, table: RESTORED }));
    const template = isIngested(backedUp.tables) ? work.template : new Map();
    const { isLifted } = await publishBackedUp({ ...work, template, name, backedUp }, mergeRules);
    if (isLifted) await bringBack(owner);
  } finally {
    await lock.release().catch(() => {});
  }
}
