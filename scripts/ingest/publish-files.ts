import type { DataCard } from '../../db/data-card.ts';
import { withoutExcluded } from '../../db/exclusions/examples.ts';
import { listRules } from '../../db/exclusions/exclusions.ts';
import { cancelLoader } from '../../db/versions/cancel.ts';
import { createVersion, type Version } from '../../db/versions/create.ts';
import { type CurrentVersion, givenNumbers } from '../../db/versions/current.ts';
import { dropVersion } from '../../db/versions/drop.ts';
import { countPlaces } from '../../db/versions/places.ts';
import { publishVersion, type ReadFile } from '../../db/versions/publish.ts';
import { makeVersion } from './make-version.ts';
import { assignNumbers, fingerprintOf, type PlannedFile } from './plan-files.ts';
import type { Summary } from './summary.ts';
import { type Survey, type SurveyedFile, surveyFiles } from './survey-files.ts';
import type { Work } from './work.ts';

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
  const survey = await surveyFiles(work, files);
  signal.throwIfAborted();
  const version = await createVersion(owner, options.name);
  let cancelling: Promise<unknown> = Promise.resolve();
  const cancel = () => {
    cancelling = cancelLoader(owner).catch(() => {});
  };
  signal.addEventListener('abort', cancel);
  try {
    const previous = base?.schemaName ?? null;
    const excluded = await makeVersion({ ...work, version, files: survey.files, kept: survey.total.kept, previous });
    signal.throwIfAborted();
    await hideExamples(owner, survey);
    const cards = { ...base?.cards, ...cardsOf(survey.files) };
    const summary = { ...(await summarise(work, version, survey, excluded.rows)), cards };
    await publish(work, version, base, survey, { summary, lastImageId, lastRule: excluded.lastRule });
    return summary;
  } catch (error) {
    await cancelling;
    // Where not even this works, the next ingest clears it.
    await dropVersion(owner, version, true).catch(() => false);
    throw error;
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}

async function publish(
  { owner, options }: Work,
  version: Version,
  base: CurrentVersion | null,
  { files }: Survey,
  { summary, lastImageId, lastRule }: { summary: Summary; lastImageId: number; lastRule: number },
): Promise<void> {
  const { invented = false, ...fields } = options.fields;
  await publishVersion(
    owner,
    version,
    { ...fields, invented: invented || (base?.invented ?? false), lastImageId },
    {
      fingerprint: [base?.fingerprint, fingerprintOf(files)].filter(Boolean).join(' '),
      summary,
      lastRule,
      files: [...(base?.files ?? []), ...files.map(readFileOf)],
    },
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

const cardsOf = (files: readonly SurveyedFile[]): Record<string, DataCard> =>
  Object.fromEntries(files.flatMap(({ sha256, card }) => (card ? [[sha256, card]] : [])));

/** No report holds an address that must not be shown. */
async function hideExamples(owner: Work['owner'], { files, total }: Survey): Promise<void> {
  const rules = await listRules(owner, true);
  for (const tally of [total, ...files.map((file) => file.tally)])
    tally.rejected = withoutExcluded(tally.rejected, rules);
}

async function summarise(
  { owner, progress }: Work,
  version: Version,
  survey: Survey,
  excluded: Record<string, number>,
): Promise<Summary> {
  const { read, kept, rejected, mended } = survey.total;
  const { duplicateUrls } = survey;
  const places = await countPlaces(owner, version.schemaName);
  return {
    rowsRead: read,
    rowsKept: kept,
    rejected,
    mended,
    duplicateUrls,
    excluded,
    ...places,
    seconds: progress.seconds(),
  };
}
