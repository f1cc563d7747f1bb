import { pipeline } from 'node:stream';
import type { Sql } from '../../db/client.ts';
import { excludeFromNew, type TakenOut } from '../../db/exclusions/exclusions.ts';
import { carryOverImages } from '../../db/versions/carry-over.ts';
import { checkVersion } from '../../db/versions/checks.ts';
import type { Version } from '../../db/versions/create.ts';
import { buildIndexes } from '../../db/versions/indexes.ts';
import { copyRows } from '../../db/versions/load.ts';
import { fillNames } from '../../db/versions/name-counts.ts';
import { fillPlaces, knownDomains, knownSites, preparePlaces } from '../../db/versions/places.ts';
import { carryOverSegments } from '../../db/versions/segments.ts';
import type { Session } from '../../db/versions/session.ts';
import { createTables } from '../../db/versions/tables.ts';
import { watchProgress } from '../../db/versions/watch.ts';
import { fillWords } from '../../db/versions/words.ts';
import { FILE_COLUMNS } from './clean-rows.ts';
import { withCsv } from './csv-stream.ts';
import type { Duck } from './duck.ts';
import { RowIndexer } from './index-rows.ts';
import { nameLists } from './name-lists.ts';
import { assignPlaces } from './places.ts';
import type { Progress } from './progress.ts';
import { RowPlaces } from './row-places.ts';
import type { SurveyedFile } from './survey-files.ts';

export interface Making {
  owner: Sql;
  duck: Duck;
  /** For what is too large for memory. */
  folder: string;
  version: Version;
  files: readonly SurveyedFile[];
  /** Rows of the files that are kept. */
  kept: number;
  /** Schema of the version that is added to; null: the files are all there is. */
  previous: string | null;
  progress: Progress;
  signal: AbortSignal;
}

/** What the engine reads, and what will be taken out one day. */
const ENGINE_TABLES = [
  '_segment',
  '_column',
  '_posting',
  '_gone',
  '_excluded_images',
  '_excluded_domain',
  '_excluded_site',
];

const TEXT_COLUMNS = ['url', 'text', 'language', 'nsfw', 'license', 'source'];

/**
 * Fills a version's tables from surveyed files, indexes and checks them, and takes out what must not be shown. Not yet
 * published. Returns what was taken out.
 *
 * Throws when the rows that Postgres holds in the end are not those that were to be kept.
 */
export async function makeVersion(making: Making): Promise<TakenOut> {
  const { owner, version, previous, progress, signal } = making;
  const known = previous && { domains: knownDomains(owner, previous), sites: knownSites(owner, previous) };
  await assignPlaces(making.duck, known || null);
  const carried = await loadImages(making);
  signal.throwIfAborted();
  await indexImages(making, carried + making.kept);
  signal.throwIfAborted();
  await countPlaces(making);
  await countWords(making);
  signal.throwIfAborted();
  await countNames(making);
  progress.stage('publishing');
  await checkVersion(owner, version.schemaName, carried + making.kept);
  return owner.begin((tx) => excludeFromNew(tx, version.schemaName));
}

const GIVEN = ['id', ...FILE_COLUMNS];
const COLUMNS = [...GIVEN, 'domain_id', 'site_id'];

/** Fills `images`, and on its way what the engine reads. Returns how many images came from the previous version. */
async function loadImages(making: Making): Promise<number> {
  const { owner, version, previous, progress, kept } = making;
  progress.stage('loading rows', kept);
  return owner.begin(async (tx) => {
    await createTables(tx, version.schemaName, 'rows');
    const carried = previous ? await carryOverImages(tx, previous, version.schemaName) : 0;
    await owner.begin(async (engine) => {
      await createTables(engine, version.schemaName, 'engine');
      const next = previous ? await carryOverSegments(engine, previous, version.schemaName) : 0;
      const places = await RowPlaces.read(making.duck);
      const { schemaName } = version;
      const indexer = new RowIndexer({ session: engine, pool: owner, schemaName, columns: GIVEN, places }, next);
      await loadFiles(making, tx, indexer);
      await indexer.finish();
    });
    return carried;
  });
}

async function loadFiles(making: Making, tx: Session, indexer: RowIndexer): Promise<void> {
  const { owner, progress } = making;
  let loaded = 0;
  const stop = await watchProgress(owner, tx, (at) => 'rows' in at && progress.at(loaded + at.rows));
  try {
    for (const file of making.files) {
      const rows = await loadFile(making, tx, file, indexer);
      if (rows !== file.tally.kept) throw new Error(`${file.label}: ${rows} rows came, not ${file.tally.kept}.`);
      loaded += rows;
    }
  } finally {
    stop();
  }
}

function loadFile(
  { duck, folder, version }: Making,
  tx: Session,
  file: Making['files'][number],
  indexer: RowIndexer,
): Promise<number> {
  const query = `
    SELECT n + ${file.firstId} AS id, ${FILE_COLUMNS.map((name) => `"${name}"`).join(', ')}, key
    FROM ${file.clean.relation} WHERE reason IS NULL AND NOT filtered`;
  const target = { schemaName: version.schemaName, table: 'images', columns: COLUMNS, frozen: true };
  return withCsv(duck, folder, query, TEXT_COLUMNS, (csv) => {
    const placing = indexer.placing();
    // What breaks breaks the copy, which tells of it.
    pipeline(csv, placing, () => {});
    return copyRows(tx, target, placing);
  });
}

async function indexImages({ owner, version, progress, signal }: Making, rows: number): Promise<void> {
  progress.stage('indexing images', rows);
  const session = await owner.reserve();
  const stop = await watchProgress(owner, session, (at) => 'part' in at && progress.at(at.part * rows));
  try {
    await buildIndexes(session, version.schemaName, ['images'], () => signal.throwIfAborted());
  } finally {
    stop();
    session.release();
  }
}

async function countPlaces({ owner, duck, folder, version, previous, progress }: Making): Promise<void> {
  progress.stage('counting hosts');
  await owner.begin(async (tx) => {
    await preparePlaces(tx);
    const copy = (query: string, table: string, columns: string[], texts: string[]) =>
      withCsv(duck, folder, query, texts, (csv) => copyRows(tx, { schemaName: null, table, columns }, csv));
    await copy('SELECT id, domain, site_id FROM new_domain', 'read_domain', ['id', 'domain', 'site_id'], ['domain']);
    await copy('SELECT id, site FROM new_site', 'read_site', ['id', 'site'], ['site']);
    await fillPlaces(tx, version.schemaName, previous);
  });
  await buildIndexes(owner, version.schemaName, ['domain', 'site']);
}

async function countWords({ owner, version, progress }: Making): Promise<void> {
  progress.stage('counting words');
  await fillWords(owner, version.schemaName);
  await buildIndexes(owner, version.schemaName, ['word', ...ENGINE_TABLES]);
}

async function countNames({ owner, duck, version, progress }: Making): Promise<void> {
  const lists = await nameLists(duck);
  progress.stage(
    'counting names',
    lists.reduce((sum, list) => sum + list.entries.length, 0),
  );
  let done = 0;
  for (const { table, entries } of lists) {
    const left = await fillNames(owner, version.schemaName, table, entries, (names) => progress.at(done + names));
    if (left.length > 0) progress.say(`Names in ${table} without a word to search for, left out: ${left.join(', ')}.`);
    done += entries.length;
  }
  await buildIndexes(owner, version.schemaName, ['artists', 'celebrities', 'characters']);
}
