import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { ensureRoles } from '../db/roles.ts';
import { type Asked, type Contrast, DuckAnswers, type Line } from './check-compare/duck-answers.ts';
import { startExplorer } from './explorer-process.ts';
import { ingest } from './ingest/ingest.ts';
import { showProgress } from './ingest/progress.ts';
import { invent } from './invent/invent.ts';

const ROWS = 1_000_000;

const holds = (word: string): Asked => ({ value: `_search=${word}`, where: `list_contains(words, '${word}')` });
const ALL: Asked = { value: '', where: 'true' };
const restOf = ({ where }: Asked): Asked => ({ value: 'rest', where: `not coalesce(${where}, false)` });
const SCORED: Asked = { value: 'aesthetic__gte=7', where: 'aesthetic >= 7' };
const LARGE: Asked = { value: 'width__gte=1600&aesthetic__gte=6', where: 'width >= 1600 and aesthetic >= 6' };

/** Small and large sides, searches and ranges, the whole and the rest. */
const PAIRS: [Asked, Asked][] = [
  [holds('painting'), restOf(holds('painting'))],
  [holds('painting'), holds('portrait')],
  [holds('castle'), ALL],
  [SCORED, restOf(SCORED)],
  [LARGE, holds('dragon')],
];

const said = (lines: Line[]) =>
  [...lines]
    .sort((x, y) => y.g2 - x.g2 || (x.label < y.label ? -1 : 1))
    .map(({ label, a, b, ratio }) => `${label} ${a} ${b} ${ratio?.toPrecision(6) ?? 'only'}`);

/** What is wrong with the lines that are shown: each must be one of DuckDB's, and none of those before it missing. */
function complaint(what: string, shown: Line[], all: Line[], accepts = (_: string) => true): string[] {
  const wanted = all.filter(({ label }) => accepts(label));
  const found = shown.filter(({ label }) => accepts(label));
  const least = Math.min(...shown.map(({ g2 }) => g2));
  const isFull = shown.length === 15;
  const missing = wanted.filter(
    ({ g2, label }) => (!isFull || g2 > least + 1e-3) && !shown.some((line) => line.label === label),
  );
  const known = new Set(said(wanted));
  const wrong = said(found).filter((line) => !known.has(line));
  return [...wrong.map((line) => `${what}: ${line}`), ...missing.map((line) => `${what}: missing ${said([line])}`)];
}

// biome-ignore lint/suspicious/noExplicitAny: the answer is looked into line by line.
type Answer = any;

async function judge(duck: DuckAnswers, a: Asked, b: Asked, found: Answer): Promise<string[]> {
  const numbers: [string, number, number][] = [
    ['a', found.a.count, await duck.count(a)],
    ['b', found.b.count, await duck.count(b)],
    ['overlap', found.overlap?.count, await duck.both(a, b)],
  ];
  const wrong = numbers.flatMap(([what, got, wanted]) => (got === wanted ? [] : [`${what}: ${got}, not ${wanted}`]));
  const contrasts: [string, Contrast & { sampled?: boolean }, Contrast][] = [
    ['sites', found.sites, await duck.sites(a, b)],
  ];
  if (!found.words?.sampled) contrasts.push(['words', found.words, await duck.words(a, b)]);
  // Which words are left out, and how other scripts fall apart, is no question of SQL.
  const accepts = (what: string) => (label: string) => what === 'sites' || /^[a-z]{3,}$/.test(label);
  const named = (lines: (Line & { site?: string })[]): Line[] =>
    lines.map((line) => ({ ...line, label: line.site ?? line.label }));
  for (const [what, got, wanted] of contrasts) {
    if (!got) wrong.push(`${what}: not in time`);
    else
      for (const side of ['over', 'under'] as const)
        wrong.push(
          ...complaint(
            `${what} ${side}`,
            named(got[side]),
            wanted[side].filter(({ label }) => !GRAMMAR.has(label)),
            accepts(what),
          ),
        );
  }
  for (const [column, { edges, a: first, b: second }] of Object.entries<Answer>(found.histograms))
    for (const [name, side, got] of [
      ['a', a, first],
      ['b', b, second],
    ] as const)
      if (String(await duck.histogram(side, column, edges)) !== String(got)) wrong.push(`${column} of ${name}`);
  return wrong;
}

/** The little words among those that are invented. */
const GRAMMAR = new Set(['the', 'and', 'with', 'for']);

/** Each host with its site, as the explorer tells it. */
async function placesOf(address: string, file: string): Promise<void> {
  const csv = await (await fetch(`${address}/compared/domain.csv?_stream=on&_labels=on`)).text();
  writeFileSync(
    file,
    csv.replace(/^[^\n]*/, (head) => head.replace('site_id_label', 'site')),
  );
}

/** Asks for every pair and says what came of it; whether all of it is DuckDB's, too. */
async function compareAll(address: string, duck: DuckAnswers): Promise<boolean> {
  let passed = true;
  for (const [a, b] of PAIRS) {
    const asked = new URLSearchParams({ a: a.value, b: b.value });
    const began = performance.now();
    const found = await (await fetch(`${address}/compared/-/compare.json?${asked}`)).json();
    const milliseconds = Math.round(performance.now() - began);
    const wrong = found.ok ? await judge(duck, a, b, found) : [found.error];
    if (found.timed_out?.length > 0) wrong.push(`not in time: ${found.timed_out.join(', ')}`);
    passed &&= wrong.length === 0;
    const counts = `${found.a?.count} against ${found.b?.count}, ${found.overlap?.count} in both`;
    console.log(
      `${a.value} against ${b.value || 'all'}: ${counts}, ${milliseconds} ms${wrong.map((each) => `\n  ${each}`).join('')}`,
    );
  }
  return passed;
}

/** Comparisons on a million rows, each number held against DuckDB's, and how long they took. */
async function main(folder: string): Promise<boolean> {
  const source = process.argv[2] ?? join(folder, 'source');
  if (!process.argv[2]) await invent({ rows: ROWS, out: source, files: 4, seed: 1 }, () => {});
  const database = await startEmbedded(join(folder, 'data'));
  try {
    await migrate(database.url);
    await ensureRoles(database.url);
    const options = {
      name: 'compared',
      mode: 'new' as const,
      filter: { minAesthetic: null, language: null },
      limit: null,
    };
    await ingest(
      database.url,
      { ...options, paths: [source], fields: { invented: true } },
      showProgress(process.stdout),
    );
    // What is judged is what is answered; how long it took is printed.
    const server = await startExplorer({ DATABASE_URL: database.url, FACET_TIME_LIMIT_MS: '20000' });
    try {
      const places = join(folder, 'places.csv');
      await placesOf(server.address, places);
      const duck = await DuckAnswers.open(`${source}/*.parquet`, places);
      return await compareAll(server.address, duck);
    } finally {
      await server.end('SIGTERM');
    }
  } finally {
    await database.stop();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'explorer-compare-'));
try {
  const passed = await main(folder);
  console.log(passed ? '1 passed, 0 failed' : '0 passed, 1 failed');
  process.exitCode = passed ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
