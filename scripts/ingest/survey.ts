import { hostOf } from '../../db/host-of.ts';
import { type CleanRows, FILTERED } from './clean-rows.ts';
import type { Duck } from './duck.ts';
import { literal } from './quote.ts';

const EXAMPLES = 5;
const EXAMPLE_LENGTH = 200;

export interface Rejection {
  count: number;
  /** Up to five of the URLs, cut to 200 characters. */
  examples: string[];
}

/** What a file's rows come to. read = kept + the sum of all rejected. */
export interface Tally {
  read: number;
  kept: number;
  /** By reason; `filtered` are those a filter left out. */
  rejected: Record<string, Rejection>;
  /** Values mended in rows that are kept, by reason. */
  mended: Record<string, number>;
}

/** Makes the tables that the survey of each file adds to. */
export async function prepareSurvey(duck: Duck): Promise<void> {
  // What each key (clean-rows.ts) leads to: a host and its site, or the reason why it leads to none.
  await duck.run('CREATE TABLE origin (key VARCHAR, host VARCHAR, site VARCHAR, reason VARCHAR)');
  await duck.run('CREATE TABLE host_rows (host VARCHAR, site VARCHAR, rows BIGINT)');
}

/**
 * Reads a file once: counts what is kept, rejected and mended, and adds its hosts to `origin` and `host_rows`.
 *
 * Each distinct host is looked at once, by the parser of URLs that browsers use. Throws what DuckDB says of a file that
 * cannot be read, or that there are not the `expected` rows.
 */
export async function surveyFile(duck: Duck, rows: CleanRows, expected: number): Promise<Tally> {
  const mends = rows.mends.map((_, i) => `, count_if(mend_${i}) AS mend_${i}`).join('');
  await duck.run(`
    CREATE OR REPLACE TABLE survey AS
    SELECT CASE WHEN reason IS NULL THEN key END AS key, reason, filtered, count(*) AS rows${mends}
    FROM ${rows.relation} GROUP BY ALL`);
  await resolveKeys(duck);
  await duck.run(`
    INSERT INTO host_rows SELECT host, site, sum(rows) FROM survey JOIN origin USING (key)
    WHERE host IS NOT NULL AND NOT filtered GROUP BY ALL`);
  const tally = await readTally(duck, rows.mends);
  if (tally.read !== expected) throw new Error(`it states ${expected} rows but has ${tally.read}`);
  await addExamples(duck, rows, tally);
  await duck.run('DROP TABLE survey');
  return tally;
}

async function resolveKeys(duck: Duck): Promise<void> {
  const fresh = duck.column(`
    SELECT DISTINCT key FROM survey ANTI JOIN origin USING (key) WHERE key IS NOT NULL`);
  for await (const keys of fresh) {
    await duck.append(
      'origin',
      keys.map((key) => originOf(key as string)),
    );
  }
}

function originOf(key: string): (string | null)[] {
  const found = hostOf(key.startsWith('//') ? key.slice(2) : `http://${key}/`);
  return 'host' in found ? [key, found.host, found.site, null] : [key, null, null, found.reason];
}

type TallyRow = { reason: string | null; rows: string } & Record<`mend_${number}`, string>;

async function readTally(duck: Duck, mends: string[]): Promise<Tally> {
  const sums = mends.map((_, i) => `, sum(s.mend_${i})::BIGINT AS mend_${i}`).join('');
  const groups = await duck.rows<TallyRow>(`
    SELECT coalesce(s.reason, o.reason, CASE WHEN filtered THEN ${literal(FILTERED)} END) AS reason,
      sum(s.rows)::BIGINT AS rows${sums}
    FROM survey s LEFT JOIN origin o USING (key) GROUP BY 1 ORDER BY 1`);
  const tally: Tally = { read: 0, kept: 0, rejected: {}, mended: {} };
  for (const group of groups) {
    const count = Number(group.rows);
    tally.read += count;
    if (group.reason !== null) tally.rejected[group.reason] = { count, examples: [] };
    else {
      tally.kept = count;
      tally.mended = Object.fromEntries(
        mends.map((mend, i) => [mend, Number(group[`mend_${i}`])]).filter(([, n]) => n),
      );
    }
  }
  return tally;
}

async function addExamples(duck: Duck, rows: CleanRows, tally: Tally): Promise<void> {
  if (!Object.keys(tally.rejected).some((reason) => reason !== FILTERED)) return;
  const found = await duck.rows<{ reason: string; examples: (string | null)[] }>(`
    SELECT coalesce(r.reason, o.reason) AS reason, min_by(left(url, ${EXAMPLE_LENGTH}), n, ${EXAMPLES}) AS examples
    FROM ${rows.relation} r LEFT JOIN (FROM origin WHERE reason IS NOT NULL) o USING (key)
    WHERE coalesce(r.reason, o.reason) IS NOT NULL GROUP BY 1`);
  for (const { reason, examples } of found) {
    const rejection = tally.rejected[reason];
    if (rejection) rejection.examples = examples.filter((url) => url !== null);
  }
}

/** The tallies of several files as one. */
export function addTallies(tallies: readonly Tally[]): Tally {
  const sum: Tally = { read: 0, kept: 0, rejected: {}, mended: {} };
  for (const tally of tallies) {
    sum.read += tally.read;
    sum.kept += tally.kept;
    for (const [reason, { count, examples }] of Object.entries(tally.rejected)) {
      const before = sum.rejected[reason] ?? { count: 0, examples: [] };
      const together = [...before.examples, ...examples].slice(0, EXAMPLES);
      sum.rejected[reason] = { count: before.count + count, examples: together };
    }
    for (const [reason, count] of Object.entries(tally.mended)) sum.mended[reason] = (sum.mended[reason] ?? 0) + count;
  }
  return sum;
}

/**
 * How many rows hold a URL that an earlier row holds already, among all that are kept. Exact: URLs are compared by hash
 * first, and those whose hash occurs twice in full.
 */
export async function countDuplicates(
  duck: Duck,
  files: readonly { clean: CleanRows; tally: Tally }[],
): Promise<number> {
  const kept = files
    .map(({ clean, tally }) => `SELECT url FROM ${clean.relation} WHERE ${keptCondition(tally)}`)
    .join(' UNION ALL ');
  await duck.run(`
    CREATE OR REPLACE TABLE twice AS
    SELECT hash(url) AS hash, count(*) AS rows FROM (${kept}) GROUP BY 1 HAVING count(*) > 1`);
  const [first] = await duck.rows<{ rows: string }>('SELECT coalesce(sum(rows), 0)::BIGINT AS rows FROM twice');
  if (Number(first?.rows) === 0) return 0;
  const [exact] = await duck.rows<{ n: string }>(`
    SELECT count(*) - count(DISTINCT url) AS n FROM (${kept}) k SEMI JOIN twice t ON t.hash = hash(k.url)`);
  return Number(exact?.n);
}

/** What a row of a file must fulfil to be kept; true where all are, which spares a look at each. */
export const keptCondition = (tally: Tally): string =>
  tally.kept === tally.read
    ? 'true'
    : 'reason IS NULL AND NOT filtered AND key NOT IN (SELECT key FROM origin WHERE host IS NULL)';
