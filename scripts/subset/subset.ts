import { rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { CARD_FORMAT, CARD_KEY, type CardFile, type DataCard } from '../../db/data-card.ts';
import { SetupError } from '../../db/setup-error.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { COLUMN_NAMES, layoutName } from '../ingest/columns.ts';
import { type Duck, openDuck } from '../ingest/duck.ts';
import { findFiles } from '../ingest/find-files.ts';
import { namingFile, openFile } from '../ingest/open-file.ts';
import { type PlannedFile, planReading } from '../ingest/plan-files.ts';
import type { Progress } from '../ingest/progress.ts';
import { identifier, literal } from '../ingest/quote.ts';
import { noticesOf } from '../ingest/survey-files.ts';
import { temporaryFolder } from '../ingest/temporary-folder.ts';
import type { SubsetOptions } from './arguments.ts';
import { columnsOf } from './condition.ts';
import { addCounts, type Counts, countRows, noCounts, SCORE_EDGES } from './count-rows.ts';
import { prepareOut, refuseInput } from './out-file.ts';
import { groupsOf, rowsSql } from './rows-sql.ts';
import { whereSql } from './where-sql.ts';

/** Stages and their share of the time, as measured on twelve million rows. */
export const STAGES = {
  'finding files': 0,
  'hashing files': 8,
  'counting rows': 11,
  'writing rows': 81,
};

export type Stage = keyof typeof STAGES;

interface Work {
  duck: Duck;
  /** For what is downloaded or too large for memory. */
  folder: string;
  options: SubsetOptions;
  progress: Progress<Stage>;
  signal: AbortSignal;
}

/**
 * Writes the rows of Parquet files of any layout for which a condition holds into one file in the layout of
 * improved_aesthetics, in the order they are read, with the values an ingest would keep of them. The file holds its data
 * card, which is returned. No database is asked, so exclusions do not count here; an ingest of the file applies them.
 *
 * All rows are read twice, to count and to write; memory does not grow with their number, and with that of the files only
 * where their layouts alternate. Throws a SetupError, in
 * sentences for people, for what cannot be read or written. Whatever it throws, and when `signal` aborts, no file is left
 * and one that was to be replaced is as it was.
 */
export async function subset(
  options: SubsetOptions,
  progress: Progress<Stage>,
  signal: AbortSignal = new AbortController().signal,
): Promise<DataCard> {
  const out = await prepareOut(options.out, options.replace);
  const folder = await temporaryFolder();
  const duck = await openDuck(folder);
  signal.addEventListener('abort', duck.interrupt);
  try {
    const card = await writeSubset({ duck, folder, options, progress, signal }, out.part);
    signal.throwIfAborted();
    await out.finish();
    return card;
  } finally {
    progress.end();
    signal.removeEventListener('abort', duck.interrupt);
    duck.close();
    await out.discard();
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeSubset(work: Work, part: string): Promise<DataCard> {
  const { options, progress } = work;
  const files = await openFiles(work);
  for (const notice of noticesOf(files)) progress.say(notice);
  refuseUnknown(options.where, files);
  const counted = await countFiles(work, files);
  const total = noCounts(options.where.terms.length);
  for (const { counts } of counted) addCounts(total, counts);
  if (total.kept === 0) throw new SetupError(nothingHolds(options, total));
  const card = cardOf(options, counted, total);
  await writeRows(work, files, card, part);
  return card;
}

async function openFiles({ duck, folder, options, progress, signal }: Work): Promise<PlannedFile[]> {
  progress.stage('finding files');
  const found = await findFiles(duck, options.paths, folder, signal);
  await refuseInput(options.out, found);
  progress.stage('hashing files');
  const opened = [];
  for (const file of found) opened.push(await openFile(duck, file, signal));
  const { files, notices } = planReading(opened, { minAesthetic: null, language: null }, options.limit);
  for (const notice of notices) progress.say(notice);
  return files;
}

/** A column that is nowhere would make the condition unknown for every row: a slip, not a wish. */
function refuseUnknown({ condition }: SubsetOptions['where'], files: readonly PlannedFile[]): void {
  for (const column of columnsOf(condition)) {
    if (files.some(({ columns }) => columns[column])) continue;
    const there = COLUMN_NAMES.filter((name) => files.some(({ columns }) => columns[name]));
    throw new SetupError(
      `--where speaks of ${column}, which none of the files has; what they have is ${there.join(', ')}.`,
    );
  }
}

interface CountedFile {
  file: PlannedFile;
  counts: Counts;
}

async function countFiles({ duck, options, progress, signal }: Work, files: PlannedFile[]): Promise<CountedFile[]> {
  progress.stage('counting rows', sum(files.map(({ limit }) => limit)));
  const counted: CountedFile[] = [];
  let done = 0;
  for (const file of files) {
    signal.throwIfAborted();
    const { label, limit } = file;
    const before = done;
    const stop = duck.watch((part) => progress.at(before + part * limit));
    const counts = await namingFile(label, async () => {
      const found = await countRows(duck, { ...file, paths: [file.path] }, options.where);
      if (found.rows !== limit) throw new Error(`it states ${limit} rows but has ${found.rows}`);
      return found;
    }).finally(stop);
    counted.push({ file, counts });
    done += limit;
    progress.at(done);
  }
  return counted;
}

const OURS = COLUMN_NAMES.map(identifier).join(', ');

async function writeRows({ duck, options, progress }: Work, files: PlannedFile[], card: DataCard, part: string) {
  progress.stage('writing rows', card.rowsIn);
  const stop = duck.watch((share) => progress.at(share * card.rowsIn));
  // Several threads would read later files before earlier ones are written, and hold what they read.
  await duck.run('SET threads = 1');
  const [written] = await duck
    .rows<{ Count: string }>(
      `COPY (
        SELECT ${COLUMN_NAMES.map((name) => `${identifier(name)} AS ${identifier(layoutName(name))}`).join(', ')}
        FROM (${groupsOf(files)
          .map((group) => `SELECT ${OURS} FROM ${rowsSql(group).relation}`)
          .join(' UNION ALL ')}) WHERE ${whereSql(options.where.condition)}
      ) TO ${literal(part)}
      (FORMAT parquet, COMPRESSION zstd, KV_METADATA {${literal(CARD_KEY)}: ${literal(JSON.stringify(card))}})`,
    )
    .finally(stop);
  if (Number(written?.Count) !== card.rowsOut)
    throw new SetupError(
      `The files changed while they were read: ${written?.Count} rows were written, not ${card.rowsOut}.`,
    );
  progress.at(card.rowsIn);
}

function cardOf({ where, limit }: SubsetOptions, counted: CountedFile[], total: Counts): DataCard {
  return {
    format: CARD_FORMAT,
    program: `${packageJson.name} ${packageJson.version}`,
    madeAt: new Date().toISOString(),
    where: where.text,
    limit,
    rowsIn: total.rows,
    rowsOut: total.kept,
    conditions: where.terms.map(({ text }, i) => ({ text, ...(total.terms[i] as Counts['terms'][0]) })),
    scores: { edges: SCORE_EDGES, before: total.before, after: total.after },
    mended: total.mended,
    fileCount: counted.length,
    files: counted.map(({ file, counts }) => cardFile(file, counts)),
  };
}

/** Its name alone, without what a server was asked and what cannot be shown. */
function cardFile({ label, sha256, bytes }: PlannedFile, { rows, kept }: Counts): CardFile {
  const path = /^https?:\/\//i.test(label) ? (label.split(/[?#]/, 1)[0] as string) : label;
  const name = basename(path).replace(/[\p{Cc}\p{Cs}]/gu, '\uFFFD');
  return { name, sha256, bytes, rowsIn: rows, rowsOut: kept };
}

function nothingHolds({ where }: SubsetOptions, { rows, terms }: Counts): string {
  const held = terms.map(({ holds, unknown }, i) => {
    const besides = unknown > 0 ? `, is unknown for ${unknown}` : '';
    return `${where.terms[i]?.text} holds for ${holds}${besides}`;
  });
  return `Of ${rows} rows none fulfils the condition (${held.join('; ')}), so nothing was written.`;
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
