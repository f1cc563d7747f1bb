import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FacetValue, FacetValues } from '../../db/query.ts';
import type { Engine } from '../oracle/ask-engine.ts';
import { checkCount, checkFacets, checkRows } from '../oracle/check.ts';
import { type Check, complaints } from '../oracle/complaints.ts';
import { facetValues } from '../oracle/facet.ts';
import { histogram } from '../oracle/histogram.ts';
import { edgeQuestions, SEARCHES } from '../oracle/image-edges.ts';
import { imageQuestion } from '../oracle/image-question.ts';
import { type AskedQuestion, rowsFound } from '../oracle/question.ts';
import { Random } from '../oracle/random.ts';
import { BLANK_HOST, type EngineFixture, engineFixture } from './engine-fixture.ts';

/** QUESTION_SEED=7 QUESTIONS=5000 asks others, and more; QUESTION_SEED alone asks again what failed. */
const SEED = Number(process.env.QUESTION_SEED ?? 20240503);
const COUNT = Number(process.env.QUESTIONS ?? 100);

let fixture: EngineFixture;
let questions: AskedQuestion[];

beforeAll(async () => {
  fixture = await engineFixture(SEED);
  const random = new Random(SEED);
  const { images } = fixture;
  questions = [
    ...Array.from({ length: COUNT }, () => imageQuestion(random, images)),
    ...edgeQuestions(images, BLANK_HOST),
  ];
});

afterAll(() => fixture?.close());

type Page = Awaited<ReturnType<Engine['page']>>;
const told = (check: Check) => complaints(SEED, questions, check);
const SIZES = [3, 40, 1, 7, 100, 13, 2000];

/** Page after page, the two ways give the same rows, value by value, and the same tokens. */
async function comparePages(asked: string): Promise<string | null> {
  const { engine, postgres } = fixture.ways;
  let next: string | null = asked;
  for (let page = 1; next !== null && page < 6; page++) {
    const [one, other]: [Page, Page] = await Promise.all([engine.page('images', next), postgres.page('images', next)]);
    if (!isDeepStrictEqual(one.rows, other.rows)) return `rows of page ${page} are not those of Postgres`;
    if (one.next !== other.next) return `next of page ${page}: ${one.next} instead of ${other.next}`;
    next = one.next;
  }
  return null;
}

test('rows, their order and the tokens are those of the oracle and of Postgres', async () => {
  const tables = new Map([['images', fixture.images]]);
  const wrong = await told(async (question, number) => {
    const size = SIZES[number % SIZES.length] as number;
    const found = await checkRows(fixture.ways.engine, tables, question, [size]);
    return found ?? (await comparePages(`${question.asked}&_size=${size}`));
  });
  expect(wrong).toEqual([]);
});

test('a token whose row is gone, as after a replacement, begins where it would have stood', async () => {
  const ids = new Set(fixture.images.rows.map(({ id }) => id));
  const gone = Array.from({ length: 1000 }, (_, i) => BigInt(i + 1)).filter((id) => !ids.has(id));
  expect(gone.length).toBeGreaterThan(10);
  for (const id of gone.slice(-5)) {
    for (const place of [`_sort=-id&_next=${id}%2C${id}`, `_sort=id&_next=${id}%2C${id}`, `_next=${id}`]) {
      expect(await comparePages(`_search=red&_size=7&${place}`), place).toBeNull();
      expect((await fixture.ways.engine.page('images', `_search=red&_size=7&${place}`)).rows, place).toHaveLength(7);
    }
    const score = `_search=red&_size=7&_sort=aesthetic&_next=6.05%2C${id}`;
    expect(await comparePages(score)).toBeNull();
  }
});

test('counts are those of the oracle', async () => {
  const tables = new Map([['images', fixture.images]]);
  expect(await told((question) => checkCount(fixture.ways.engine, tables, question))).toEqual([]);
});

/** As text, for which of the two zeros stands for both is Postgres's own affair. */
const written = (facet: FacetValues) =>
  JSON.stringify(facet, (_, value) => (typeof value === 'bigint' ? String(value) : value));

test('facets are those of the oracle and of Postgres, labels and all', async () => {
  const tables = new Map([['images', fixture.images]]);
  const { engine, postgres } = fixture.ways;
  const wrong = await told(async (question) => {
    const found = await checkFacets(engine, tables, question);
    if (found) return found;
    for (const facet of question.facets) {
      const one = await engine.facet('images', question.asked, facet);
      const other = await postgres.facet('images', question.asked, facet);
      if (written(one) !== written(other)) return `facet ${facet.column} is not that of Postgres`;
    }
    return null;
  });
  expect(wrong).toEqual([]);
});

test('searches at the limits of words and places find what Postgres finds', async () => {
  const { ways, told } = fixture;
  const before = told.get('count')?.answered ?? 0;
  const differing: string[] = [];
  for (const [i, text] of SEARCHES.entries()) {
    for (const mode of ['default', 'escaped', 'raw']) {
      const pairs: [string, string][] = [
        ['_search', text],
        ['_searchmode', mode],
        // Makes a question of its own of each.
        ['width__not', `-${i}`],
      ];
      const ask = (way: Engine) => way.count('images', pairs).catch((error: Error) => `${error.name} ${error.message}`);
      const [found, wanted] = [await ask(ways.engine), await ask(ways.postgres)];
      if (found !== wanted) differing.push(`${mode} ${text.slice(0, 60)}: ${found} instead of ${wanted}`);
    }
  }
  expect(differing).toEqual([]);
  expect((told.get('count')?.answered ?? 0) - before).toBeGreaterThan(SEARCHES.length);
});

const countsOf = (values: FacetValue[]) => values.map(({ count }) => count).sort((a, b) => b - a);

test('the choices of a facet are those of the oracle and of Postgres, the chosen ones among them', async () => {
  const tables = new Map([['images', fixture.images]]);
  const wrong = await told(async ({ asked, question, facets, facetSize }, number) => {
    for (const facet of facets) {
      const all = facetValues(tables, fixture.images, question, facet);
      const chosen = all.values.filter((_, i) => (i + number) % 5 === 0).slice(-2);
      const texts = [...chosen.map(({ text }) => text), 'none of them'];
      const one = await fixture.ways.engine.choices('images', asked, facet.column, texts);
      const other = await fixture.ways.postgres.choices('images', asked, facet.column, texts);
      const where = `choices ${facet.column} of ${JSON.stringify(texts)}`;
      if (!isDeepStrictEqual(one, other))
        return `${where}: ${JSON.stringify(one)}\n  instead of ${JSON.stringify(other)}`;
      const others = all.values.filter((value) => !chosen.includes(value));
      const wanted = [...chosen, ...others.slice(0, Math.max(0, facetSize - chosen.length))];
      const expected = { counts: countsOf(wanted as never), distinct: all.values.length, blank: all.blank };
      const found = { counts: countsOf(one.values), distinct: one.distinct, blank: one.blank };
      if (!isDeepStrictEqual(found, expected)) return `${where}: ${JSON.stringify(found)}`;
    }
    return null;
  });
  expect(wrong).toEqual([]);
});

test('histograms are those of the oracle and of Postgres', async () => {
  const wrong = await told(async ({ asked, question }, number) => {
    if (number % 2 !== 0) return null;
    const found = await fixture.ways.engine.histograms('images', asked);
    if (!isDeepStrictEqual(found, await fixture.ways.postgres.histograms('images', asked)))
      return 'histograms are not those of Postgres';
    for (const { column, edges, counts, blank } of found) {
      const wanted = histogram(fixture.images, question, column, edges);
      if (!isDeepStrictEqual({ counts, blank }, wanted)) return `histogram of ${column}`;
    }
    return null;
  });
  expect(wrong).toEqual([]);
});

test('the engine gave most of the answers, and the questions find something', () => {
  const { told, images } = fixture;
  expect([...told.keys()].sort()).toEqual(['count', 'histograms', 'page', 'tally']);
  for (const [kind, { asked, answered }] of told) {
    expect(asked, kind).toBeGreaterThan(50);
    expect(answered / asked, kind).toBeGreaterThan(0.6);
  }
  const tables = new Map([['images', images]]);
  const found = questions.map(({ question }) => rowsFound(tables, images, question).length);
  expect(found.filter((rows) => rows > 0).length / questions.length).toBeGreaterThan(0.5);
});
