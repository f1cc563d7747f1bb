import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Dataset, findDataset } from '../../db/catalog.ts';
import { connect, type Sql } from '../../db/client.ts';
import type { EngineHost } from '../../db/engine/host.ts';
import { startEngine } from '../../db/engine/start.ts';
import { exportRows } from '../../db/export.ts';
import { countStatement } from '../../db/queries/count.ts';
import { everyRowStatement, rowsByIdStatement, rowsStatement } from '../../db/queries/rows.ts';
import type { Place } from '../../db/queries/where.ts';
import type { Answer, Filter, Question, Sort, TableQuery } from '../../db/query.ts';
import { type Reader, readCount, readFacet, readRows } from '../../db/reader.ts';
import { printed, type SQL } from '../../db/sql.ts';
import { invent } from '../../scripts/invent/invent.ts';
import { type IngestSetup, ingestSetup } from './ingest-setup.ts';

const ROWS = 200_000;
const COLUMNS = ['id', 'text', 'aesthetic'];
const BY_SCORE: Sort[] = [{ column: 'aesthetic', descending: true }];

let setup: IngestSetup;
let host: EngineHost;
let pool: Sql;
let dataset: Dataset;
let place: Place;
/** The statements that Postgres got, without those that open and close a transaction. */
const statements: string[] = [];

beforeAll(async () => {
  setup = await ingestSetup();
  await invent({ rows: ROWS, out: join(setup.folder, 'many'), files: 2, seed: 3 });
  await setup.ingest([join(setup.folder, 'many')]);
  const debug = (_: number, text: string) => {
    if (!/^(begin|commit|rollback|set local)/.test(text)) statements.push(text);
  };
  pool = connect(setup.url, 4, { plan_cache_mode: 'force_custom_plan' }, { debug });
  const found = await findDataset(pool, 'd');
  if (!found) throw new Error('nothing was published');
  dataset = found;
  place = { dataset, schema: dataset.schema };
  host = startEngine(setup.url);
  await host.load(dataset.schema);
});

afterAll(async () => {
  await host?.stop();
  await pool?.end();
  await setup?.close();
});

const about = (search: string | null, filters: Filter[] = [], table = 'images'): Question => ({
  table,
  search: search === null ? [] : [{ text: search, column: null, mode: 'default' }],
  filters,
  through: [],
  where: [],
});
const page = (question: Question, sort: Sort[] = [], next: string | null = null): TableQuery => ({
  ...question,
  sort,
  next,
  size: 100,
});
const reader = (): Reader => ({ pool, place, milliseconds: 20_000, facetMilliseconds: 20_000 });

function answered<T>(answer: Answer<T>): T {
  if (answer.state !== 'answered') throw new Error(`timed out after ${answer.milliseconds} ms`);
  return answer.value;
}

async function planOf(statement: SQL): Promise<string> {
  const { text, params } = printed(statement);
  const rows = await setup.owner.unsafe(`explain ${text}`, params as never[]);
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

test.each<[string, string, () => SQL]>([
  ['all images by score', 'images_aesthetic', () => rowsStatement(place, page(about(null), BY_SCORE), COLUMNS)],
  [
    'a later page of them',
    'images_aesthetic',
    () => rowsStatement(place, page(about(null), BY_SCORE, '6.5,900'), COLUMNS),
  ],
  ['all images by number', 'images_pkey', () => rowsStatement(place, page(about(null)), COLUMNS)],
  ['a page of the engine', 'images_pkey', () => rowsByIdStatement(place, page(about(null)), COLUMNS, [7, 90_000])],
  ['a rare search', 'images_search', () => rowsStatement(place, page(about('"claude monet"')), COLUMNS)],
  ['its count', 'images_search', () => countStatement(place, about('"claude monet"'))],
  [
    'a small site',
    'images_site',
    () => countStatement(place, about(null, [{ column: 'site_id', operator: 'exact', value: '900' }])),
  ],
  [
    'a host',
    'images_domain',
    () => countStatement(place, about(null, [{ column: 'domain_id', operator: 'exact', value: '900' }])),
  ],
  [
    'hosts by images',
    'domain_counts',
    () => rowsStatement(place, page(about(null, [], 'domain'), [{ column: 'image_counts', descending: true }]), ['id']),
  ],
  [
    'hosts by mean score',
    'domain_mean',
    () =>
      rowsStatement(place, page(about(null, [], 'domain'), [{ column: 'mean_aesthetic', descending: true }]), ['id']),
  ],
  [
    'sites by hosts, the fewest first',
    'site_hosts',
    () => rowsStatement(place, page(about(null, [], 'site'), [{ column: 'domain_counts', descending: false }]), ['id']),
  ],
])('%s: the plan takes %s', async (_, index, statement) => {
  const plan = await planOf(statement());
  expect(plan).toContain(index);
  expect(plan).not.toContain('Seq Scan');
});

test('a page of a search is one statement, by the key, and so is the next', async () => {
  statements.length = 0;
  const first = answered(await readRows(reader(), page(about('the')), COLUMNS));
  expect(first.rows.length).toBe(100);
  const second = answered(await readRows(reader(), page(about('the'), [], first.next), COLUMNS));
  expect(Number(second.rows[0]?.id)).toBeGreaterThan(Number(first.rows.at(-1)?.id));
  expect(statements.length).toBe(2);
  for (const text of statements) expect(text).toMatch(/where "images"\."id" = any\(/);
});

test('an export is one statement and counts nothing', async () => {
  statements.length = 0;
  const statement = everyRowStatement(place, page(about('the')), COLUMNS);
  let rows = 0;
  const limits = { milliseconds: 20_000, signal: new AbortController().signal };
  for await (const batch of exportRows(pool, statement, limits)) rows += batch.length;
  expect(rows).toBe(answered(await readCount(reader(), about('the'))).count);
  expect(statements.length).toBe(1);
  expect(statements[0]).not.toMatch(/count\(/);
});

test('counts and facets of a search cost Postgres nothing but the labels', async () => {
  statements.length = 0;
  const question = about('painting of');
  const { count } = answered(await readCount(reader(), question));
  const facet = answered(await readFacet(reader(), question, { column: 'site_id', type: 'column' }, 10));
  expect(count).toBeGreaterThan(facet.values[0]?.count ?? Number.POSITIVE_INFINITY);
  expect(statements.length).toBe(1);
  expect(statements[0]).toMatch(/from "\w+"\."site"\s+where "id" = any\(/);
});

test('an identical question in flight is asked once, and not again', async () => {
  let asked = 0;
  const ask = host.ask.bind(host);
  host.ask = (...args) => {
    asked++;
    return ask(...args);
  };
  const counts = await Promise.all(Array.from({ length: 20 }, () => readCount(reader(), about('vintage poster'))));
  expect(new Set(counts.map((each) => JSON.stringify(each))).size).toBe(1);
  await readCount(reader(), about('vintage poster'));
  expect(asked).toBe(1);
  await readCount({ ...reader(), fresh: 'a request' }, about('vintage poster'));
  expect(asked).toBe(2);
});
