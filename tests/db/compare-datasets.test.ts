import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDataset } from '../../db/catalog.ts';
import { readNameContrast } from '../../db/compare/read-names.ts';
import { readOverlap } from '../../db/compare/read-overlap.ts';
import { readSiteContrast } from '../../db/compare/read-sites.ts';
import { readWordContrast } from '../../db/compare/read-words.ts';
import type { Side } from '../../db/compare/side.ts';
import { startEngine } from '../../db/engine/start.ts';
import type { Question, Row } from '../../db/query.ts';
import type { Reader } from '../../db/reader.ts';
import { ensureRoles } from '../../db/roles.ts';
import { invent } from '../../scripts/invent/invent.ts';
import { contrastOf, written } from '../oracle/contrast.ts';
import { wordsOf } from '../oracle/words.ts';
import { answered, type PagesFixture, pagesFixture, question } from './pages-fixture.ts';
import { writeParquet } from './parquet-file.ts';

const ALL = 100_000;

/** The images of one dataset as the oracle needs them. */
interface Held {
  reader: Reader;
  images: Row[];
  siteOf: (row: Row) => string;
}

let fixture: PagesFixture;
let first: Held;
let second: Held;
let names: { name: string; phrases: string[] }[];

async function held(reader: Reader): Promise<Held> {
  const { owner } = fixture.setup;
  const { schema } = reader.place.dataset;
  const images = (await owner.unsafe(`select * from ${schema}.images order by id`)) as unknown as Row[];
  const sites = await owner.unsafe(`select id, site from ${schema}.site`);
  const labels = new Map(sites.map(({ id, site }) => [Number(id), String(site)]));
  return { reader, images, siteOf: (row) => labels.get(Number(row.site_id)) ?? '' };
}

async function readNames(): Promise<typeof names> {
  const found: typeof names = [];
  for (const table of ['artists', 'celebrities', 'characters']) {
    const rows = await fixture.setup.owner.unsafe(`select name, search, note from ${fixture.dataset.schema}.${table}`);
    for (const { name, search, note } of rows) {
      if (String(note ?? '').includes('also a common word')) continue;
      const phrases = [...String(search).matchAll(/"([^"]*)"/g)].map(([, each = '']) => ` ${wordsOf(each).join(' ')} `);
      found.push({ name: String(name), phrases });
    }
  }
  return found;
}

/** Some of the first dataset's rows under other numbers and some of their own: other sites, and sites of both. */
async function ingestSecond(): Promise<Reader> {
  const { setup, reader } = fixture;
  await invent({ rows: 1500, out: join(setup.folder, 'second'), files: 1, seed: 8 });
  const shared = first.images.filter((_, i) => i % 4 === 0).map(({ url, text }) => [url, text] as [string, string]);
  const file = join(setup.folder, 'shared.parquet');
  await writeParquet(file, { url: 'VARCHAR', text: 'VARCHAR' }, shared);
  await setup.ingest([file, join(setup.folder, 'second')], { name: 'second' });
  const dataset = await findDataset(setup.owner, 'second');
  if (!dataset) throw new Error('the second dataset was not published');
  return { ...reader, place: { dataset, schema: dataset.schema } };
}

beforeAll(async () => {
  fixture = await pagesFixture();
  first = await held(fixture.reader);
  second = await held(await ingestSecond());
  names = await readNames();
}, 120_000);
afterAll(() => fixture?.setup.close());

const searched = (text: string): Question => question([], [{ text, column: null, mode: 'default' }]);
const holds = (word: string) => (row: Row) => row.text !== null && wordsOf(String(row.text)).includes(word);
const captionsOf = (rows: Row[]) => rows.flatMap(({ text }) => (text === null ? [] : [wordsOf(String(text))]));

function namesIn(words: string[]): string[] {
  const text = ` ${words.join(' ')} `;
  return names.filter(({ phrases }) => phrases.some((each) => text.includes(each))).map(({ name }) => name);
}

/** Anew for each way: what one found is not to be the other's answer. */
const side = ({ reader }: Held, asked: Question, fresh: string): Side => ({
  reader: { ...reader, fresh },
  question: asked,
});

async function compareBoth(way: string): Promise<void> {
  const [a, b] = [side(first, searched('painting'), way), side(second, searched('print'), way)];
  const inFirst = first.images.filter(holds('painting'));
  const inSecond = second.images.filter(holds('print'));
  const sites = answered(
    (await readSiteContrast(side(first, question(), way), b, ALL)) ?? { state: 'timed out', milliseconds: 0 },
  );
  const wanted = contrastOf(
    first.images.map((row) => [first.siteOf(row)]),
    inSecond.map((row) => [second.siteOf(row)]),
  );
  expect(sites.totals).toEqual({ a: first.images.length, b: inSecond.length });
  expect(written(sites.over)).toEqual(written(wanted.over));
  expect(written(sites.under)).toEqual(written(wanted.under));
  expect(sites.over.length + sites.under.length).toBeGreaterThan(0);
  const words = answered(await readWordContrast(a, b, ALL));
  const wantedWords = contrastOf(captionsOf(inFirst), captionsOf(inSecond), (word) => word.length > 2);
  const long = words.over.filter(({ label }) => label.length > 2);
  for (const line of written(long)) expect(written(wantedWords.over)).toContain(line);
  expect(words.over[0]?.label).toBe('painting');
  expect(words.under[0]?.label).toBe('print');
  const addresses = new Set(inSecond.map(({ url }) => url));
  const both = new Set(inFirst.map(({ url }) => url).filter((url) => addresses.has(url))).size;
  expect(answered(await readOverlap(a, b))).toEqual({ of: 'addresses', count: both });
}

async function compareNames(way: string): Promise<void> {
  const [artist] = await fixture.setup.owner.unsafe(
    `select name, search from ${fixture.dataset.schema}.artists order by image_counts desc, name limit 1`,
  );
  const [name, asked] = [String(artist?.name), searched(String(artist?.search))];
  const [a, b] = [side(first, asked, way), side(first, { ...question(), outside: asked }, way)];
  const isNamed = (row: Row) => namesIn(wordsOf(String(row.text ?? ''))).includes(name);
  const held = first.images.filter((row) => row.text !== null);
  const rows = [held.filter(isNamed), held.filter((row) => !isNamed(row))].map((each) => captionsOf(each).map(namesIn));
  const wanted = contrastOf(rows[0] ?? [], rows[1] ?? []);
  const found = answered((await readNameContrast(a, b, ALL)) ?? { state: 'timed out', milliseconds: 0 });
  expect(found.totals).toEqual({ a: rows[0]?.length, b: rows[1]?.length });
  expect(written(found.over)).toEqual(written(wanted.over));
  expect(written(found.under)).toEqual(written(wanted.under));
  expect(found.over[0]).toMatchObject({ label: name, kind: 'artists', b: 0, ratio: null });
}

test('Postgres alone: two datasets, and names, as the oracle has them', async () => {
  await compareBoth('postgres');
  await compareNames('postgres');
});

test('the engine: two datasets, and names, as the oracle has them', async () => {
  const { readerUrl } = await ensureRoles(fixture.setup.url);
  const engine = startEngine(readerUrl);
  try {
    await engine.load(first.reader.place.schema ?? '');
    await engine.load(second.reader.place.schema ?? '');
    await compareBoth('engine');
    await compareNames('engine');
  } finally {
    await engine.stop();
  }
});

test('the same addresses are found again in the other dataset', async () => {
  const shared = answered(await readOverlap(side(first, question(), 'all'), side(second, question(), 'all')));
  const inSecond = new Set(second.images.map(({ url }) => url));
  const both = new Set(first.images.map(({ url }) => url).filter((url) => inSecond.has(url))).size;
  expect(both).toBeGreaterThan(500);
  expect(shared).toEqual({ of: 'addresses', count: both });
});

test('an exclusion makes what was kept about either side unreachable', async () => {
  const all = [side(first, question(), ''), side(second, searched('print'), '')] as const;
  const [a, b] = all.map(({ question: asked, reader }) => ({
    question: asked,
    reader: { ...reader, fresh: undefined },
  })) as [Side, Side];
  const before = answered((await readSiteContrast(a, b, 5)) ?? { state: 'timed out', milliseconds: 0 });
  const row = second.images.find(holds('print'));
  await fixture.setup.owner.unsafe(`delete from ${second.reader.place.schema}.images where id = ${row?.id}`);
  const kept = answered((await readSiteContrast(a, b, 5)) ?? { state: 'timed out', milliseconds: 0 });
  expect(kept.totals).toEqual(before.totals);
  const { place } = b.reader;
  const later = { ...b, reader: { ...b.reader, place: { ...place, dataset: { ...place.dataset, epoch: 1 } } } };
  const after = answered((await readSiteContrast(a, later, 5)) ?? { state: 'timed out', milliseconds: 0 });
  expect(after.totals.b).toBe(before.totals.b - 1);
});
