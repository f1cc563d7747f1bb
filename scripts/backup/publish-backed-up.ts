import type { Sql } from '../../db/client.ts';
import { withoutExcluded } from '../../db/exclusions/examples.ts';
import { excludeFromNew, type KeptRule, listRules } from '../../db/exclusions/exclusions.ts';
import { cancelLoader } from '../../db/versions/cancel.ts';
import { checkVersion } from '../../db/versions/checks.ts';
import { createVersion, type Version } from '../../db/versions/create.ts';
import { dropVersion } from '../../db/versions/drop.ts';
import { forgetHistory, keepHistory, type Report, setCreationTime } from '../../db/versions/history.ts';
import { followExclusions, type Merged, setEpoch } from '../../db/versions/merge-exclusions.ts';
import { publishVersion, type ReadFile } from '../../db/versions/publish.ts';
import { finishTables, recreateTables } from '../../db/versions/recreate.ts';
import { type Loading, loadTable } from './load-table.ts';
import type { BackedUpDataset } from './manifest.ts';
import { figure, stopwatch } from './progress.ts';

export interface Restoring extends Loading {
  owner: Sql;
  /** What the dataset is to be called. */
  name: string;
  backedUp: BackedUpDataset;
  /** Tables of the template, with their columns; none for a version of one's own tables. */
  template: ReadonlyMap<string, string[]>;
  say: (sentence: string) => void;
}

/**
 * Loads a dataset of a backup into a new version and publishes it; `mergeRules` puts the backup's exclusions in force
 * before. Returns what `mergeRules` does. Whatever it throws, and when the signal aborts, the new version is dropped.
 */
export async function publishBackedUp(restoring: Restoring, mergeRules: () => Promise<Merged>): Promise<Merged> {
  const { owner, name, backedUp, signal } = restoring;
  const version = await createVersion(owner, name);
  let cancelling: Promise<unknown> = Promise.resolve();
  const cancel = () => {
    cancelling = cancelLoader(owner).catch(() => {});
  };
  signal.addEventListener('abort', cancel);
  let history: number[] = [];
  try {
    await fillVersion(restoring, version);
    const merged = await mergeRules();
    await followExclusions(owner, merged.inForce);
    signal.throwIfAborted();
    const reports = withoutExamples(backedUp, await listRules(owner, true));
    history = await keepHistory(owner, name, reports.dataset.earlier);
    await publish({ ...restoring, backedUp: reports }, version);
    return merged;
  } catch (error) {
    await cancelling;
    await forgetHistory(owner, history).catch(() => {});
    // Where not even this works, the next ingest clears it.
    await dropVersion(owner, version, true).catch(() => false);
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

async function fillVersion(restoring: Restoring, version: Version): Promise<void> {
  const { owner, name, backedUp, template, say, signal } = restoring;
  const { tables, views } = backedUp;
  const { schemaName } = version;
  await owner.begin(async (tx) => {
    await recreateTables(tx, schemaName, tables, template);
    for (const table of tables) {
      const seconds = stopwatch();
      await loadTable(restoring, tx, table, { schemaName, table: table.name });
      say(`${name} · ${table.name}: ${figure(table.rows)} rows in ${seconds()}`);
    }
  });
  signal.throwIfAborted();
  const seconds = stopwatch();
  await finishTables(owner, schemaName, { tables, views }, template, () => signal.throwIfAborted());
  say(`${name} · keys, indexes and views in ${seconds()}`);
  const images = tables.find((table) => table.name === 'images');
  if (images && template.size > 0) await checkVersion(owner, schemaName, images.rows);
}

async function publish({ owner, name, backedUp, template }: Restoring, version: Version): Promise<void> {
  const { dataset, version: made } = backedUp;
  await setEpoch(owner, version.id, dataset.epoch);
  // Rules of this database that the backup's did not know.
  const taken = template.size > 0 ? await owner.begin((tx) => excludeFromNew(tx, version.schemaName)) : null;
  await publishVersion(owner, version, dataset.fields, {
    fingerprint: made.fingerprint || undefined,
    summary: dataset.summary ?? undefined,
    files: made.files,
    lastRule: taken?.lastRule,
  });
  await setCreationTime(owner, name, dataset.createdAt);
}

/** Its reports without the addresses that rules of this database speak of. */
function withoutExamples(backedUp: BackedUpDataset, rules: readonly KeptRule[]): BackedUpDataset {
  if (rules.length === 0) return backedUp;
  const clean = <T extends Report | null>(report: T): T =>
    report?.rejected ? { ...report, rejected: withoutExcluded(report.rejected, rules) } : report;
  const { dataset, version } = backedUp;
  const earlier = dataset.earlier.map((one) => ({ ...one, summary: clean(one.summary), files: one.files.map(clean) }));
  return {
    ...backedUp,
    dataset: { ...dataset, summary: clean(dataset.summary), earlier },
    version: { ...version, files: version.files.map((file) => clean(file as ReadFile & Report)) },
  };
}
