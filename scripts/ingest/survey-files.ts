import { SetupError } from '../../db/setup-error.ts';
import { type CleanRows, cleanRows } from './clean-rows.ts';
import { namingFile } from './open-file.ts';
import type { PlannedFile } from './plan-files.ts';
import { addTallies, countDuplicates, prepareSurvey, surveyFile, type Tally } from './survey.ts';
import type { Work } from './work.ts';

export interface SurveyedFile extends PlannedFile {
  clean: CleanRows;
  tally: Tally;
}

export interface Survey {
  files: SurveyedFile[];
  total: Tally;
  /** Rows to keep whose URL an earlier one has as well. */
  duplicateUrls: number;
}

/**
 * Reads all files once, to count what is kept, rejected and mended before anything is written.
 *
 * Throws a SetupError naming the file that is damaged, or saying why no row at all can be kept.
 */
export async function surveyFiles(work: Work, planned: PlannedFile[]): Promise<Survey> {
  const { duck, options, progress, signal } = work;
  progress.stage(
    'surveying rows',
    planned.reduce((sum, file) => sum + file.limit, 0),
  );
  for (const notice of noticesOf(planned)) progress.say(notice);
  await prepareSurvey(duck);
  const files: SurveyedFile[] = [];
  let done = 0;
  for (const file of planned) {
    signal.throwIfAborted();
    const clean = cleanRows(file.path, file.columns, options.filter, file.limit);
    const before = done;
    const stop = duck.watch((part) => progress.at(before + part * file.limit));
    const tally = await namingFile(file.label, () => surveyFile(duck, clean, file.limit)).finally(stop);
    files.push({ ...file, clean, tally });
    done += file.limit;
    progress.at(done);
  }
  const total = addTallies(files.map((file) => file.tally));
  if (total.kept === 0) throw new SetupError(nothingKept(total));
  return { files, total, duplicateUrls: await countDuplicates(duck, files) };
}

function nothingKept({ read, rejected }: Tally): string {
  const reasons = Object.entries(rejected).map(([reason, { count }]) => `${reason}: ${count}`);
  const why = reasons.length > 0 ? ` (${reasons.join(', ')})` : '';
  return `Of ${read} rows none can be kept${why}, so nothing was published.`;
}

/** What is to be said about the files' columns, once where it is the same for many. */
export function noticesOf(files: readonly PlannedFile[]): string[] {
  const labels = new Map<string, string[]>();
  for (const { label, notices } of files) {
    for (const notice of notices) labels.set(notice, [...(labels.get(notice) ?? []), label]);
  }
  return [...labels].map(([notice, [first, ...others]]) =>
    others.length === 0 ? `${first}: ${notice}` : `${first} and ${others.length} more: ${notice}`,
  );
}
