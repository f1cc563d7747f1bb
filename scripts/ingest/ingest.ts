import { rm } from 'node:fs/promises';
import { connect, type Sql } from '../../db/client.ts';
import { SetupError } from '../../db/setup-error.ts';
import { createVersion } from '../../db/versions/create.ts';
import { type CurrentVersion, currentVersion, givenNumbers } from '../../db/versions/current.ts';
import { dropLeftovers, dropRetired, dropVersion } from '../../db/versions/drop.ts';
import { loaderSettings } from '../../db/versions/loader-settings.ts';
import { lockDataset } from '../../db/versions/lock.ts';
import { checkNames } from '../../db/versions/names.ts';
import { describeDataset, publishVersion, type ReadFile } from '../../db/versions/publish.ts';
import { cleanRows } from './clean-rows.ts';
import { type Duck, openDuck } from './duck.ts';
import { findFiles } from './find-files.ts';
import { type Making, makeVersion } from './make-version.ts';
import { namingFile, openFile } from './open-file.ts';
import type { IngestOptions } from './options.ts';
import { assignNumbers, type Plan, planReading, withoutKnown } from './plan-files.ts';
import type { Progress } from './progress.ts';
import { addTallies, type Summary } from './summary.ts';
import { countDuplicates, prepareSurvey, surveyFile, type Tally } from './survey.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** Connections: the lock, the load, two for counting names, one that watches. */
const CONNECTIONS = 5;

/** Null: everything has been read before, and nothing was done. */
export type IngestResult = Summary | null;

interface Work {
  owner: Sql;
  duck: Duck;
  folder: string;
  options: IngestOptions;
  progress: Progress;
  signal: AbortSignal;
}

/**
 * Reads Parquet files into a new version of a dataset and publishes it. The database must be migrated.
 *
 * Throws a SetupError, in sentences for people, for names, files and options that cannot be used. Whatever it throws,
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
  const duck = await openDuck(folder);
  signal.addEventListener('abort', duck.interrupt);
  try {
    await checkNames(owner, options.name, options.fields.aliases ?? []);
    const lock = await lockDataset(owner, options.name);
    if (!lock) throw new SetupError(`${options.name} is being ingested by another process just now.`);
    try {
      return await ingestLocked({ owner, duck, folder, options, progress, signal });
    } finally {
      await lock.release();
    }
  } finally {
    progress.end();
    signal.removeEventListener('abort', duck.interrupt);
    duck.close();
    await owner.end({ timeout: 5 });
    await rm(folder, { recursive: true, force: true });
  }
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
  return readAndPublish(work, plan, options.mode === 'append' ? current : null, current);
}

/** What is to be read; no file when all of it has been read before. */
async function planOf({ duck, folder, options, progress, signal }: Work, current: CurrentVersion | null): Promise<Plan> {
  progress.stage('finding files');
  const found = await findFiles(duck, options.paths, folder, signal);
  progress.stage('hashing files');
  const opened = [];
  for (const file of found) opened.push(await openFile(duck, file, signal));
  const plan = planReading(opened, options.filter, options.limit);
  if (!current) return plan;
  if (options.mode === 'append') return withoutKnown(plan, current);
  if (fingerprintOf(plan) !== current.fingerprint) return plan;
  const sentence = `${options.name} was made from the same files with the same options; nothing was read again.`;
  return { files: [], notices: [...plan.notices, sentence] };
}

const fingerprintOf = (plan: Plan) => plan.files.map((file) => file.fingerprint).join(' ');

async function readAndPublish(work: Work, plan: Plan, base: CurrentVersion | null): Promise<Summary> {
  const { owner, duck, options, progress, signal } = work;
  const given = await givenNumbers(owner, options.name);
  const lastImageId = assignNumbers(plan.files, given, base?.files.map((file) => file.firstId) ?? []);
  const surveyed = await surveyFiles(work, plan);
  const total = addTallies(surveyed.map((file) => file.tally));
  if (total.kept === 0) throw new SetupError(`None of the ${total.read} rows can be kept: nothing was published.`);
  const version = await createVersion(owner, options.name);
  try {
    const making: Making = { ...work, version, files: surveyed, kept: total.kept, previous: base?.schemaName ?? null };
    await makeVersion(making);
    signal.throwIfAborted();
    const summary = await summarise(work, version, total);
    const { invented = false, ...fields } = options.fields;
    await publishVersion(
      owner,
      version,
      { ...fields, invented: invented || (base?.invented ?? false), lastImageId },
      {
        fingerprint: [base?.fingerprint, fingerprintOf(plan)].filter(Boolean).join(' '),
        summary,
        files: [...(base?.files ?? []), ...surveyed.map(readFileOf)],
      },
    );
    return summary;
  } catch (error) {
    await dropVersion(owner, version, true);
    throw error;
  }
}
