import { histogramEdges } from '../../db/histogram-edges.ts';
import { KNOWN_TABLES } from '../../db/known-tables.ts';
import type { Duck } from '../ingest/duck.ts';
import type { Where } from './parse-where.ts';
import { type RowsToRead, rowsSql } from './rows-sql.ts';
import { whereSql } from './where-sql.ts';

/** Where the bins of the scores begin and end: those of the pages. */
export const SCORE_EDGES = (histogramEdges({ kind: 'float' }, KNOWN_TABLES.images?.columns?.aesthetic) as string[]).map(
  Number,
);

/** What a file's rows come to. */
export interface Counts {
  rows: number;
  /** Rows for which the whole condition holds. */
  kept: number;
  /** By term of the condition: see ConditionCount. */
  terms: { holds: number; unknown: number; first: number; only: number }[];
  before: BinCounts;
  after: BinCounts;
  mended: Record<string, number>;
}

interface BinCounts {
  counts: number[];
  blank: number;
}

const noBins = (): BinCounts => ({ counts: SCORE_EDGES.map(() => 0).concat(0), blank: 0 });

export const noCounts = (terms: number): Counts => ({
  rows: 0,
  kept: 0,
  terms: Array.from({ length: terms }, () => ({ holds: 0, unknown: 0, first: 0, only: 0 })),
  before: noBins(),
  after: noBins(),
  mended: {},
});

interface Group extends Record<`holds_${number}` | `unknown_${number}` | `mended_${number}`, string> {
  bin: number;
  first: number | null;
  alone: boolean;
  rows: string;
}

/** Reads the rows of a file once and counts what the terms of a condition come to. */
export async function countRows(duck: Duck, file: RowsToRead, { terms }: Where): Promise<Counts> {
  const { relation, mends } = rowsSql(file);
  const each = <T>(items: readonly T[], text: (place: number, item: T) => string) =>
    items.map((item, place) => text(place, item));
  const judged = [
    `${binSql(SCORE_EDGES)} AS bin`,
    ...each(terms, (i, { condition }) => `${whereSql(condition)} AS term_${i}`),
    ...each(mends, (i) => `mend_${i}`),
  ];
  const sums = [
    ...each(terms, (i) => `count_if(term_${i}) AS holds_${i}, count_if(term_${i} IS NULL) AS unknown_${i}`),
    ...each(mends, (i) => `count_if(mend_${i}) AS mended_${i}`),
  ];
  const groups = await duck.rows<Group>(`
    SELECT bin, CASE ${each(terms, (i) => `WHEN term_${i} IS NOT TRUE THEN ${i}`).join(' ')} END AS first,
      ${each(terms, (i) => `(term_${i} IS NOT TRUE)::INTEGER`).join(' + ')} = 1 AS alone,
      count(*) AS rows, ${sums.join(', ')}
    FROM (SELECT ${judged.join(', ')} FROM ${relation})
    GROUP BY ALL`);
  const counts = noCounts(terms.length);
  for (const group of groups) addGroup(counts, group, mends);
  return counts;
}

/** In which bin a score lies, from 0; null where there is none: edges are halved until one is left. */
function binSql(edges: readonly number[], before = 0): string {
  if (edges.length === 0) return String(before);
  const middle = edges.length >> 1;
  const [lower, upper] = [edges.slice(0, middle), edges.slice(middle + 1)];
  return `CASE WHEN aesthetic < (${edges[middle]})::FLOAT THEN ${binSql(lower, before)}
    WHEN aesthetic IS NOT NULL THEN ${binSql(upper, before + middle + 1)} END`;
}

function addGroup(counts: Counts, group: Group, mends: readonly string[]): void {
  const rows = Number(group.rows);
  counts.rows += rows;
  addBin(counts.before, group.bin, rows);
  for (const [i, term] of counts.terms.entries()) {
    term.holds += Number(group[`holds_${i}`]);
    term.unknown += Number(group[`unknown_${i}`]);
    if (group.first !== i) continue;
    term.first += rows;
    if (group.alone) term.only += rows;
  }
  if (group.first !== null) return;
  counts.kept += rows;
  addBin(counts.after, group.bin, rows);
  for (const [i, reason] of mends.entries()) addMended(counts.mended, reason, Number(group[`mended_${i}`]));
}

function addBin(bins: BinCounts, bin: number | null, rows: number): void {
  if (bin === null) bins.blank += rows;
  else bins.counts[bin] = (bins.counts[bin] ?? 0) + rows;
}

function addMended(mended: Record<string, number>, reason: string, count: number): void {
  if (count > 0) mended[reason] = (mended[reason] ?? 0) + count;
}

/** Adds what one file comes to, to the sum of several. */
export function addCounts(sum: Counts, file: Counts): void {
  sum.rows += file.rows;
  sum.kept += file.kept;
  for (const [i, term] of sum.terms.entries())
    for (const key of ['holds', 'unknown', 'first', 'only'] as const) term[key] += file.terms[i]?.[key] ?? 0;
  for (const bins of ['before', 'after'] as const) {
    sum[bins].blank += file[bins].blank;
    for (const [i, rows] of file[bins].counts.entries()) addBin(sum[bins], i, rows);
  }
  for (const [reason, count] of Object.entries(file.mended)) addMended(sum.mended, reason, count);
}
