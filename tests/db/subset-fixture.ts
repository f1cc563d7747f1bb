import { join } from 'node:path';
import type { DataCard } from '../../db/data-card.ts';
import { silentProgress } from '../../scripts/ingest/progress.ts';
import type { SubsetOptions } from '../../scripts/subset/arguments.ts';
import type { Literal } from '../../scripts/subset/condition.ts';
import { parseWhere } from '../../scripts/subset/parse-where.ts';
import { subset } from '../../scripts/subset/subset.ts';
import { IMAGE_FILE_COLUMNS, imageFileRows } from '../oracle/image-rows.ts';
import { Random } from '../oracle/random.ts';
import type { Row } from '../oracle/where.ts';
import { runDuck, writeParquet } from './parquet-file.ts';

type Spelling = Record<string, [name: string, type: string]>;

const OURS: Record<string, keyof typeof IMAGE_FILE_COLUMNS> = {
  ...{ url: 'URL', text: 'TEXT', width: 'WIDTH', height: 'HEIGHT', similarity: 'similarity', hash: 'hash' },
  ...{ punsafe: 'punsafe', pwatermark: 'pwatermark', aesthetic: 'AESTHETIC_SCORE', language: 'LANGUAGE' },
  ...{ nsfw: 'NSFW', license: 'LICENSE', source: 'source' },
};

/** The layout that is written. */
export const LAYOUT = Object.values(OURS);

const same = (...columns: string[]): Spelling =>
  Object.fromEntries(
    columns.map((column) => [column, [OURS[column] as string, IMAGE_FILE_COLUMNS[OURS[column] ?? 'URL']]]),
  );

/** Files as different releases write them: names, types, order, and columns that are not there. */
const FILES: Spelling[] = [
  same(...Object.keys(OURS)),
  {
    ...{ hash: ['hash', 'UBIGINT'], aesthetic: ['aesthetic', 'DOUBLE'], similarity: ['similarity', 'FLOAT'] },
    ...{ text: ['caption', 'VARCHAR'], url: ['url', 'VARCHAR'], width: ['original_width', 'BIGINT'] },
    ...{ height: ['original_height', 'DOUBLE'], punsafe: ['punsafe', 'DOUBLE'], pwatermark: ['pwatermark', 'DOUBLE'] },
  },
  {
    ...{
      url: ['url', 'VARCHAR'],
      text: ['top_caption', 'VARCHAR'],
      aesthetic: ['aesthetic_score_laion_v2', 'VARCHAR'],
    },
    ...{
      similarity: ['clip_similarity_vitb32', 'DOUBLE'],
      language: ['Language', 'VARCHAR'],
      nsfw: ['nsfw', 'VARCHAR'],
    },
    ...{ width: ['width', 'VARCHAR'], source: ['SOURCE', 'VARCHAR'] },
  },
  same('url', 'language', 'license'),
];

/** The rows of a file as an ingest would keep their values. */
function kept(spelling: Spelling, given: Record<string, string | null>): Row {
  const row: Row = {};
  for (const [column, spelled] of Object.entries(OURS)) {
    const text = spelling[column] ? (given[spelled] ?? null) : null;
    row[column] = text === null ? null : keptValue(column, text, spelling[column]?.[1] ?? '');
  }
  return row;
}

function keptValue(column: string, text: string, type: string): Literal | null {
  if (column === 'hash') return BigInt(text);
  if (['width', 'height'].includes(column)) return Number(text) >= 1 ? Number(text) : null;
  if (['punsafe', 'pwatermark', 'aesthetic'].includes(column)) return Math.fround(Number(text));
  // A FLOAT has room for the three digits that are given, and none for the least of the numbers.
  if (column === 'similarity') return type === 'FLOAT' && Math.fround(Number(text)) === 0 ? 0 : Number(text);
  return text;
}

export interface SubsetFixture {
  paths: string[];
  /** What is to be found in each file. */
  rows: Row[][];
}

/** Four files in four layouts, with values that are missing and values that cannot be. */
export async function subsetFixture(folder: string, perFile: number): Promise<SubsetFixture> {
  const random = new Random(11);
  const [paths, rows]: [string[], Row[][]] = [[], []];
  for (const [i, spelling] of FILES.entries()) {
    const given = imageFileRows(random, perFile, { columns: LAYOUT, missing: 0.15 }).map((values) =>
      Object.fromEntries(LAYOUT.map((name, k) => [name, values[k] ?? null])),
    );
    for (const row of given) {
      if (spelling.hash?.[1] === 'UBIGINT' && row.hash?.startsWith('-')) row.hash = null;
      if (spelling.similarity?.[1] === 'FLOAT' && row.similarity)
        row.similarity = Number(row.similarity).toPrecision(3);
    }
    const path = join(folder, `release-${i}.parquet`);
    const columns = Object.entries(spelling);
    await writeParquet(
      path,
      Object.fromEntries(columns.map(([, [name, type]]) => [name, type])),
      given.map((row) => columns.map(([column]) => row[OURS[column] ?? ''] ?? null)),
    );
    paths.push(path);
    rows.push(given.map((row) => kept(spelling, row)));
  }
  return { paths, rows };
}

/** Makes a subset; returns its card, and what was said. */
export async function makeSubset(
  paths: string[],
  where: string,
  out: string,
  options: Partial<SubsetOptions> = {},
  signal?: AbortSignal,
): Promise<{ card: DataCard; said: string[] }> {
  const said: string[] = [];
  const progress = { ...silentProgress<string>(), say: (sentence: string) => void said.push(sentence) };
  const given = { paths, where: parseWhere(where), out, limit: null, replace: false, ...options };
  return { card: await subset(given, progress, signal), said };
}

/** The rows of a file in the layout that is written, in their order. */
export async function rowsOf(path: string): Promise<Row[]> {
  const rows = await runDuck<Record<string, string | number | null>>(`
    SELECT * FROM read_parquet('${path}', file_row_number = true) ORDER BY file_row_number`);
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(OURS).map(([column, name]) => {
        const value = row[name] ?? null;
        return [column, column === 'hash' && value !== null ? BigInt(value) : positive(value)];
      }),
    ),
  );
}

/** Nothing tells zero from minus zero here. */
const positive = <T>(value: T) => (value === 0 ? 0 : value);

export const plain = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, positive(value) as Literal | null]));
