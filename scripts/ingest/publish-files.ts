import type { Sql } from '../../db/client.ts';
import { SetupError } from '../../db/setup-error.ts';
import { createVersion, type Version } from '../../db/versions/create.ts';
import { type CurrentVersion, givenNumbers } from '../../db/versions/current.ts';
import { dropVersion } from '../../db/versions/drop.ts';
import { countPlaces } from '../../db/versions/places.ts';
import { publishVersion, type ReadFile } from '../../db/versions/publish.ts';
import { type CleanRows, cleanRows } from './clean-rows.ts';
import type { Duck } from './duck.ts';
import { makeVersion } from './make-version.ts';
import { namingFile } from './open-file.ts';
import type { IngestOptions } from './options.ts';
import { assignNumbers, fingerprintOf, type PlannedFile } from './plan-files.ts';
import type { Progress } from './progress.ts';
import { addTallies, type Summary } from './summary.ts';
import { countDuplicates, prepareSurvey, surveyFile, type Tally } from './survey.ts';

export interface Work {
  owner: Sql;
  duck: Duck;
  folder: string;
  options: IngestOptions;
  progress: Progress;
  signal: AbortSignal;
}

interface SurveyedFile extends PlannedFile {
  clean: CleanRows;
  tally: Tally;
}

/**
 * Reads planned files into a new version, behind what `base` holds if that is given, and publishes it.
 *
 * Throws a SetupError when a file turns out to be damaged or no row can be kept. Then, or when the signal aborts, the
 * new version is dropped.
 */
export async function publishFiles(work: Work, files: PlannedFile[], base: CurrentVersion | null): Promise<Summary> {
  const { owner, options, signal } = work;
  const given = await givenNumbers(owner, options.name);
  const lastImageId = assignNumbers(files, given, base?.files.map((file) => file.firstId) ?? []);
  const surveyed = await surveyFiles(work, files);
  const total = addTallies(surveyed.map((file) => file.tally));
  if (total.kept === 0) throw new SetupError(`None of the ${total.read} rows can be kept: nothing was published.`);
  const version = await createVersion(owner, options.name);
  try {
    const previous = base?.schemaName ?? null;
    await makeVersion({ ...work, version, files: surveyed, kept: total.kept, previous });
    signal.throwIfAborted();
    const summary = await summarise(work, version, surveyed);
    const { invented = false, ...fields } = options.fields;
    await publishVersion(
      owner,
      version,
      { ...fields, invented: invented || (base?.invented ?? false), lastImageId },
      {
        fingerprint: [base?.fingerprint, fingerprintOf(files)].filter(Boolean).join(' '),
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

async function surveyFiles({ duck, options, progress, signal }: Work, files: PlannedFile[]): Promise<SurveyedFile[]> {
  progress.stage(
    'surveying rows',
    files.reduce((sum, file) => sum + file.limit, 0),
  );
  for (const notice of noticesOf(files)) progress.say(notice);
  await prepareSurvey(duck);
  const surveyed: SurveyedFile[] = [];
  let done = 0;
  for (const file of files) {
    signal.throwIfAborted();
    const clean = cleanRows(file.path, file.columns, options.filter, file.limit);
    const tally = await namingFile(file.label, () => surveyFile(duck, clean));
    surveyed.push({ ...file, clean, tally });
    done += file.limit;
    progress.at(done);
  }
  return surveyed;
}

/** What is to be said about the files' columns, once where it is the same for many. */
function noticesOf(files: PlannedFile[]): string[] {
  const labels = new Map<string, string[]>();
  for (const { label, notices } of files) {
    for (const notice of notices) labels.set(notice, [...(labels.get(notice) ?? []), label]);
  }
  return [...labels].map(([notice, [first, ...others]]) =>
    others.length === 0 ? `${first}: ${notice}` : `${first} and ${others.length} more: ${notice}`,
  );
}

const readFileOf = ({ label, sha256, bytes, firstId, notices, tally }: SurveyedFile): ReadFile => ({
  path: label,
  sha256,
  bytes,
  firstId,
  rowsRead: tally.read,
  rowsKept: tally.kept,
  rejected: tally.rejected,
  mended: tally.mended,
  notices,
});

async function summarise({ owner, duck, progress }: Work, version: Version, files: SurveyedFile[]): Promise<Summary> {
  const { read, kept, rejected, mended } = addTallies(files.map((file) => file.tally));
  const duplicateUrls = await countDuplicates(
    duck,
    files.map((file) => file.clean),
  );
  const places = await countPlaces(owner, version.schemaName);
  return { rowsRead: read, rowsKept: kept, rejected, mended, duplicateUrls, ...places, seconds: progress.seconds() };
}
