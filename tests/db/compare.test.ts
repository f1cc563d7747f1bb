import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDataset } from '../../db/catalog.ts';
import { connect, type Sql } from '../../db/client.ts';
import { readOverlap } from '../../db/compare/read-overlap.ts';
import { readSiteContrast } from '../../db/compare/read-sites.ts';
import { readWordContrast } from '../../db/compare/read-words.ts';
import type { Side } from '../../db/compare/side.ts';
import type { Question } from '../../db/query.ts';
import { readHistogramsOf } from '../../db/read-histograms.ts';
import type { Reader } from '../../db/reader.ts';
import { readCount } from '../../db/reader.ts';
import { ensureRoles } from '../../db/roles.ts';
import { contrastOf, grammarWords, type Line, written } from '../oracle/contrast.ts';
import { imageQuestion } from '../oracle/image-question.ts';
import { rowsWith, searchFor } from '../oracle/plain-question.ts';
import { type AskedQuestion, rowsFound } from '../oracle/question.ts';
import { Random } from '../oracle/random.ts';
import type { OracleRow } from '../oracle/table.ts';
import { wordsOf } from '../oracle/words.ts';
import { type EngineFixture, engineFixture, WITHOUT_ENGINE } from './engine-fixture.ts';
import { answered } from './pages-fixture.ts';

/** QUESTION_SEED=7 QUESTIONS=500 compares others, and more. */
const SEED = Number(process.env.QUESTION_SEED ?? 20240611);
const COUNT = Number(process.env.QUESTIONS ?? 9);
const ALL = 100_000;
const TIME = 20_000;

/** A side as the oracle knows it, and as the explorer is asked for it. */
interface OracleSide {
  said: string;
  question: Question;
  rows: OracleRow[];
}

let fixture: EngineFixture;
let pool: Sql;
let pairs: [OracleSide, OracleSide][];
const labels = { sites: new Map<string, string>() };
const ways: Record<string, Reader> = {};

const bare = ({ table, search, filters, through, where }: Question): Question => ({
  table,
  search,
  filters,
  through,
  where,
});

function sideOf(asked: AskedQuestion): OracleSide {
  const { images } = fixture;
  const params = [...new URLSearchParams(asked.asked)];
  const question = bare(fixture.ways.engine.read('images', params).query);
  return { said: asked.asked, question, rows: rowsFound(new Map(), images, { ...asked.question, sort: [] }) };
}

const wholeSide = (): OracleSide => ({ said: 'all', question: sideNothing(), rows: fixture.images.rows });
const sideNothing = (): Question => ({ table: 'images', search: [], filters: [], through: [], where: [] });

/** Captions with these words have more of some others than chance would give: names of several words, say. */
const SEARCHES = ['fox', 'kinkade', 'frida'];

function restOf({ said, question, rows }: OracleSide): OracleSide {
  const held = new Set(rows.map(({ id }) => id));
  const rest = fixture.images.rows.filter(({ id }) => !held.has(id));
  return { said: `the rest of ${said}`, question: { ...sideNothing(), outside: question }, rows: rest };
}

beforeAll(async () => {
  fixture = await engineFixture(SEED);
  const { readerUrl } = await ensureRoles(fixture.setup.url);
  pool = connect(readerUrl, 4);
  const dataset = await findDataset(pool, 'd');
  if (!dataset) throw new Error('the fixture was not published');
  for (const [way, schema] of [
    ['engine', dataset.schema],
    ['postgres', WITHOUT_ENGINE],
  ] as const)
    ways[way] = { pool, place: { dataset, schema }, milliseconds: TIME, facetMilliseconds: TIME };
  for (const { id, site } of await pool.unsafe(`select id, site from ${dataset.schema}.site`))
    labels.sites.set(String(id), String(site));
  const random = new Random(SEED);
  const some = () => sideOf(imageQuestion(random, fixture.images));
  pairs = [
    ...SEARCHES.map((words) => searchFor(fixture.images, words)),
    ...['1', '2', '5'].map((site) => rowsWith(fixture.images, 'site_id', site)),
  ].flatMap((asked) => {
    const a = sideOf(asked);
    return [
      [a, restOf(a)],
      [wholeSide(), a],
    ] as [OracleSide, OracleSide][];
  });
  const drawn = Array.from({ length: COUNT }, (_, i): [OracleSide, OracleSide] => {
    const a = some();
    return i % 3 === 0 ? [a, restOf(a)] : i % 3 === 1 ? [a, wholeSide()] : [a, some()];
  });
  pairs.push(...drawn);
}, 120_000);

afterAll(async () => {
  await pool?.end();
  await fixture?.close();
});

/** Asks about every pair by both ways; `check` says what is wrong. */
async function complaints(check: (a: Side, b: Side, pair: [OracleSide, OracleSide]) => Promise<void>) {
  for (const [way, reader] of Object.entries(ways))
    for (const pair of pairs) {
      const [a, b] = pair.map(({ question }) => ({ question, reader })) as [Side, Side];
      await check(a, b, pair).catch((error: Error) => {
        throw new Error(`${way}: ${pair[0].said} against ${pair[1].said}\n${error.message}`);
      });
    }
}

const known = new Map<OracleSide, string[][]>();

/** The words of a side's captions, one list a caption. */
function captions(side: OracleSide): string[][] {
  const found = known.get(side) ?? side.rows.flatMap(({ text }) => (text === null ? [] : [wordsOf(String(text))]));
  known.set(side, found);
  return found;
}

test('the counts of both sides, the rest among them, are those of the oracle', () =>
  complaints(async (a, b, [first, second]) => {
    expect(answered(await readCount(a.reader, a.question)).count).toBe(first.rows.length);
    expect(answered(await readCount(b.reader, b.question)).count).toBe(second.rows.length);
  }));

test('the overlap is the rows that both sides have', () =>
  complaints(async (a, b, [first, second]) => {
    const held = new Set(first.rows.map(({ id }) => id));
    const both = second.rows.filter(({ id }) => held.has(id)).length;
    expect(answered(await readOverlap(a, b))).toEqual({ of: 'images', count: both, truncated: false });
  }));

test('the sites that tell them apart are those of the oracle', async () => {
  let lines = 0;
  await complaints(async (a, b, [first, second]) => {
    const found = await readSiteContrast(a, b, ALL);
    const sites = ({ rows }: OracleSide) => rows.map(({ site_id }) => [labels.sites.get(String(site_id)) ?? '']);
    const wanted = contrastOf(sites(first), sites(second));
    const { over, under, totals } = answered(found as NonNullable<typeof found>);
    expect(totals).toEqual({ a: first.rows.length, b: second.rows.length });
    expect(written(over)).toEqual(written(wanted.over));
    expect(written(under)).toEqual(written(wanted.under));
    lines += over.length + under.length;
  });
  expect(lines).toBeGreaterThan(20);
});

test('the words that tell them apart are those of the oracle', async () => {
  const grammar = grammarWords();
  const accepts = (word: string) => !grammar.has(word) && [...word].length > 1 && !/^\d+$/.test(word);
  let lines = 0;
  await complaints(async (a, b, [first, second]) => {
    const { over, under, totals, captions: all } = answered(await readWordContrast(a, b, ALL));
    const wanted = contrastOf(captions(first), captions(second), accepts);
    expect(totals).toEqual({ a: captions(first).length, b: captions(second).length });
    expect(all).toEqual(totals);
    expect(written(over)).toEqual(written(wanted.over));
    expect(written(under)).toEqual(written(wanted.under));
    lines += over.length + under.length;
  });
  expect(lines).toBeGreaterThan(25);
});

test('the first few are the plainest of all', async () => {
  const [a, b] = (pairs.find(([first]) => first.rows.length > 100) ?? []).map(({ question }) => ({
    question,
    reader: ways.engine as Reader,
  })) as [Side, Side];
  const all = answered(await readWordContrast(a, b, ALL));
  const few = answered(await readWordContrast(a, b, 3));
  expect(few.over).toEqual(all.over.slice(0, 3));
  expect(few.under).toEqual(all.under.slice(0, 3));
  const g2 = all.over.map((line: Line) => line.g2);
  expect(g2).toEqual([...g2].sort((x, y) => y - x));
});

test('histograms are those of the side’s own rows, also where it bounds the column', () =>
  complaints(async (a, _, [first]) => {
    const edges = ['0', '2', '4', '5', '6', '7', '10'];
    const [histogram] = readHistogramsOf(a.reader, a.question, [{ column: 'aesthetic', edges }]);
    const found = answered(await (histogram as NonNullable<typeof histogram>));
    const cells = first.rows.map(({ aesthetic }) => aesthetic as number | null);
    const counts = new Array<number>(edges.length + 1).fill(0);
    for (const cell of cells) {
      const bin = edges.filter((edge) => Number(edge) <= Number(cell)).length;
      if (cell !== null) counts[bin] = (counts[bin] ?? 0) + 1;
    }
    expect(found.counts).toEqual(counts);
    expect(found.blank).toBe(cells.filter((cell) => cell === null).length);
  }));

test('the engine answered, and what it does not take Postgres did', () => {
  for (const kind of ['count', 'values', 'words', 'histograms']) {
    const { asked = 0, answered: given = 0 } = fixture.told.get(kind) ?? {};
    expect(given, kind).toBeGreaterThan(10);
    expect(given, kind).toBeLessThanOrEqual(asked);
  }
});
