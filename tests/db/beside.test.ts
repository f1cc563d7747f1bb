import { afterAll, beforeAll, expect, test } from 'vitest';
import { choicesOf, withChoice, withChoices } from '../../app/_url/choices.ts';
import { type Pairs, readPairs, writePairs } from '../../app/_url/pairs.ts';
import { withRange } from '../../app/_url/ranges.ts';
import { findDataset } from '../../db/catalog.ts';
import { connect } from '../../db/client.ts';
import type { Bins } from '../../db/queries/histogram.ts';
import type { Answer } from '../../db/query.ts';
import { readFacetChoices } from '../../db/read-facet-choices.ts';
import { readHistograms } from '../../db/read-histograms.ts';
import type { Reader } from '../../db/reader.ts';
import { Engine } from '../oracle/ask-engine.ts';
import { fixtureTables } from '../oracle/fixture.ts';
import { loadFixture } from '../oracle/load-fixture.ts';
import { Random } from '../oracle/random.ts';
import { randomQuestion } from '../oracle/random-question.ts';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';

const SEED = Number(process.env.QUESTION_SEED ?? 20240502);
const TIME = 20_000;

const tables = fixtureTables(SEED);
const random = new Random(SEED);
const asked = Array.from({ length: 400 }, () => randomQuestion(random, tables))
  .filter(({ table }) => table.name === 'picture')
  .slice(0, 40)
  .map((question) => question.asked);

const steps = (from: number, step: number, count: number) =>
  Array.from({ length: count }, (_, i) => String(Number((from + i * step).toFixed(6))));
const BINS: Bins[] = [
  { column: 'width', edges: ['0', '256', '512', '640', '1024'] },
  { column: 'aesthetic', edges: steps(0, 0.1, 101) },
  { column: 'punsafe', edges: steps(0, 0.025, 41) },
  { column: 'score', edges: steps(-1, 0.5, 9) },
];

let database: FreshDatabase;
let engine: Engine;
let reader: Reader;

beforeAll(async () => {
  database = await freshDatabase();
  await loadFixture(database.url, tables);
  engine = await Engine.open(database.url, 'questions');
  const pool = connect(database.url, 2);
  const dataset = await findDataset(pool, 'questions');
  if (!dataset) throw new Error('the fixture was not published');
  const place = { dataset, schema: dataset.schema };
  reader = { pool, place, milliseconds: TIME, facetMilliseconds: TIME };
});

afterAll(async () => {
  await reader?.pool.end();
  await engine?.close();
  await database?.drop();
});

function answered<T>(answer: Answer<T> | undefined): T {
  if (answer?.state !== 'answered') throw new Error('it took too long');
  return answer.value;
}

const count = (pairs: Pairs) => engine.count('picture', readPairs(writePairs(pairs)));

test('a bar counts the rows of the question it leads to', async () => {
  let bars = 0;
  for (const question of asked) {
    const pairs = readPairs(question);
    const answers = await Promise.all(readHistograms(reader, engine.read('picture', pairs).query, BINS));
    for (const { column, edges, counts, blank } of answers.map(answered)) {
      for (const [i, bar] of counts.entries()) {
        if (random.chance(bar === 0 ? 0.97 : 0.5)) continue;
        const link = withRange(pairs, column, { from: edges[i - 1] ?? null, below: edges[i] ?? null });
        // The link gives up "no value", which a histogram keeps: such a question has no bars at all.
        if (choicesOf(engine.read('picture', pairs).query.filters, column).blank) continue;
        expect(await count(link), `${question} → ${writePairs(link)}`).toBe(bar);
        bars++;
      }
      const open = withRange(pairs, column, { from: null, below: null });
      const without = engine.read('picture', open).query.filters.some((filter) => filter.column === column);
      if (!without) expect(await count([...open, [`${column}__isnull`, '1']]), question).toBe(blank);
    }
  }
  expect(bars).toBeGreaterThan(100);
}, 120_000);

test('bars and rows without a value are all rows', async () => {
  const { query } = engine.read('picture', []);
  const rows = await count([]);
  for (const answer of await Promise.all(readHistograms(reader, query, BINS))) {
    const { counts, blank } = answered(answer);
    expect(counts.reduce((sum, bar) => sum + bar, blank)).toBe(rows);
  }
});

const FACETS = ['language', 'site_id', 'width', 'flag', 'text', 'tags'];

test('a facet counts what each of its links finds, the chosen values among them', async () => {
  let links = 0;
  for (const question of asked) {
    const pairs = readPairs(question);
    const { query } = engine.read('picture', pairs);
    const column = random.pick(FACETS.slice(0, 4));
    const { values: chosen } = choicesOf(query.filters, column);
    const found = answered(await readFacetChoices(reader, query, column, 5, chosen));
    expect(found.values.length).toBeLessThanOrEqual(5 + chosen.length);
    for (const { value, count: number } of found.values.slice(0, 3)) {
      const alone = withChoices(pairs, column, { values: [String(value)], blank: false });
      if (column === 'flag') continue;
      expect(await count(alone), `${question} → ${writePairs(alone)}`).toBe(number);
      links++;
    }
    const blank = withChoices(pairs, column, { values: [], blank: true });
    if (!chosen.includes('')) expect(await count(blank), writePairs(blank)).toBeGreaterThanOrEqual(found.blank);
  }
  expect(links).toBeGreaterThan(30);
}, 120_000);

test('two values of a facet are alternatives: their counts add up', async () => {
  const { query } = engine.read('picture', []);
  const { values, distinct } = answered(await readFacetChoices(reader, query, 'site_id', 3, []));
  const [first, second] = values;
  if (!first || !second) throw new Error('the fixture has no sites');
  const one = withChoice([], query.filters, { column: 'site_id', type: 'column' }, first.value);
  const two = withChoice(
    one,
    engine.read('picture', one).query.filters,
    { column: 'site_id', type: 'column' },
    second.value,
  );
  expect(await count(two)).toBe(first.count + second.count);
  expect(distinct).toBe(
    new Set((tables.get('picture')?.rows ?? []).map((row) => row.site_id).filter((id) => id !== null)).size,
  );
});

test('every kind of column can be a facet', async () => {
  const { query } = engine.read('picture', []);
  for (const { name } of tables.get('picture')?.columns ?? []) {
    const { values, blank } = answered(await readFacetChoices(reader, query, name, 2000, []));
    expect(
      values.reduce((sum, value) => sum + value.count, blank),
      name,
    ).toBe(await count([]));
  }
});
