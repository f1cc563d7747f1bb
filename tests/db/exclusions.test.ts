import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { findDataset } from '../../db/catalog.ts';
import type { EngineHost } from '../../db/engine/host.ts';
import { startEngine } from '../../db/engine/start.ts';
import { addRules, listRules, removeRules } from '../../db/exclusions/exclusions.ts';
import { type Rule, ruleOf } from '../../db/exclusions/rules.ts';
import type { Question } from '../../db/query.ts';
import { readCount } from '../../db/reader.ts';
import { ensureRoles } from '../../db/roles.ts';
import { type IngestSetup, ingestSetup } from './ingest-setup.ts';
import { writeParquet } from './parquet-file.ts';

type Image = [url: string, text: string | null, aesthetic: number | null];

const ARTIST = 'Thomas Kinkade';
const IMAGES: Image[] = Array.from({ length: 400 }, (_, i): Image => {
  const host = ['cdn.one.example', 'img.one.example', 'www.two.example', 'three.example', 'Four.example:8080'][i % 5];
  const caption = [`Cottage by ${ARTIST}, print ${i % 7}`, 'Une forêt, été', 'bad words here', null, `${i}e3ab poster`][
    i % 9 < 5 ? i % 5 : 2
  ];
  return [`https://${host}/${i}.jpg`, caption ?? null, i % 11 === 0 ? null : 5 + (i % 30) / 10];
});
const LONE: Image = ['https://lone.example/only.jpg', 'alone', 9];
const REJECTED: Image = ['ftp://lone.example/x.jpg', 'rejected', 1];
const ALL = [...IMAGES, LONE, REJECTED];

let setup: IngestSetup;
let engine: EngineHost;
let file: string;

const write = async (name: string, images: Image[]): Promise<string> => {
  const path = join(setup.folder, `${name}.parquet`);
  await writeParquet(path, { url: 'VARCHAR', text: 'VARCHAR', aesthetic: 'FLOAT' }, images);
  return path;
};

beforeAll(async () => {
  setup = await ingestSetup();
  file = await write('all', ALL);
  await setup.ingest([file]);
  engine = startEngine((await ensureRoles(setup.url)).readerUrl);
});

afterAll(async () => {
  await engine?.stop();
  await setup?.close();
});

afterEach(async () => {
  const inForce = await listRules(setup.owner, true);
  if (inForce.length > 0) await removeRules(setup.owner, inForce);
});

/** Everything that counts images, by name and not by number, for numbers may differ between two ingests. */
async function counted(dataset: string): Promise<Record<string, readonly unknown[]>> {
  const schema = setup.owner(await setup.schema(dataset));
  const { owner } = setup;
  return {
    images: await owner`select url, text, aesthetic from ${schema}.images order by url collate "C"`,
    domain: await owner`
      select domain, image_counts, mean_aesthetic, best_aesthetic from ${schema}.domain order by domain`,
    site: await owner`select site, image_counts, domain_counts, mean_aesthetic from ${schema}.site order by site`,
    word: await owner`select word, image_counts from ${schema}.word order by word`,
    artists: await owner`select name, image_counts from ${schema}.artists where image_counts > 0 order by name`,
  };
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const CASES: [kind: string, rules: Rule[], isOut: (image: Image) => boolean][] = [
  ['a URL', [ruleOf('url', IMAGES[7]?.[0] ?? '')], ([url]) => url === IMAGES[7]?.[0]],
  ['a URL whose host is written otherwise', [ruleOf('url', IMAGES[4]?.[0] ?? '')], ([url]) => url === IMAGES[4]?.[0]],
  ['the only URL of its site', [ruleOf('url', LONE[0])], ([url]) => url === LONE[0]],
  [
    'hashes of URLs',
    [ruleOf('md5', md5(IMAGES[1]?.[0] ?? '')), ruleOf('sha256', sha256(IMAGES[2]?.[0] ?? '').toUpperCase())],
    ([url]) => url === IMAGES[1]?.[0] || url === IMAGES[2]?.[0],
  ],
  ['a host', [ruleOf('domain', 'CDN.one.example')], ([url]) => url.startsWith('https://cdn.one.example/')],
  ['a site', [ruleOf('site', 'one.example')], ([url]) => /\/\/(cdn|img)\.one\.example\//.test(url)],
  [
    'phrases',
    [ruleOf('phrase', '"Bad WORDS"'), ruleOf('phrase', 'foret')],
    ([, text]) => text === 'bad words here' || (text ?? '').includes('forêt'),
  ],
  [
    'several that overlap',
    [ruleOf('site', 'two.example'), ruleOf('phrase', ARTIST)],
    ([url, text]) => url.includes('two.example') || (text ?? '').includes(ARTIST),
  ],
];

test.each(CASES)('%s leaves as if it had never been read, and comes back as it was', async (_, rules, isOut) => {
  const before = await counted('d');
  expect((await addRules(setup.owner, rules, 'asked for')).rules).toBe(rules.length);
  const path = await write(
    'without',
    ALL.filter((image) => !isOut(image)),
  );
  await setup.ingest([path], { name: 'other', mode: 'replace' });
  expect(await counted('d')).toEqual(await counted('other'));
  expect(await addRules(setup.owner, rules, null)).toEqual({ rules: 0, rows: 0 });
  expect((await removeRules(setup.owner, rules)).rules).toBe(rules.length);
  expect(await counted('d')).toEqual(before);
});

test('the engine, kept answers included, follows', async () => {
  const question: Question = {
    table: 'images',
    search: [{ text: 'kinkade', column: null, mode: 'default' }],
    filters: [],
    through: [],
    where: [],
  };
  const count = async () => {
    const dataset = await findDataset(setup.owner, 'd');
    if (!dataset) throw new Error('nothing is published');
    await engine.load(dataset.schema);
    const place = { dataset, schema: dataset.schema };
    const answer = await readCount({ pool: setup.owner, place, milliseconds: 9000, facetMilliseconds: 9000 }, question);
    return answer.state === 'answered' ? answer.value.count : null;
  };
  const all = IMAGES.filter(([, text]) => text?.includes(ARTIST));
  expect(await count()).toBe(all.length);
  await addRules(setup.owner, [ruleOf('domain', 'cdn.one.example')], null);
  expect(await count()).toBe(all.filter(([url]) => !url.includes('cdn.one')).length);
  await removeRules(setup.owner, [ruleOf('domain', 'cdn.one.example')]);
  expect(await count()).toBe(all.length);
});

test('all of them stay out of every later version, and come back with their numbers', async () => {
  const rules = CASES.flatMap(([, each]) => each);
  const isOut = (image: Image) => CASES.some(([, , out]) => out(image));
  await addRules(setup.owner, rules, null);
  const more = await write('more', [
    ['https://five.example/new.jpg', `By ${ARTIST}`, 6],
    ['https://six.example/', 'new', 6],
  ]);
  const summary = await setup.ingest([more], { mode: 'append' });
  expect(summary?.excluded).toMatchObject({ phrase: expect.any(Number), site: expect.any(Number) });
  const schema = setup.owner(await setup.schema());
  const shown = await setup.owner<{ url: string; text: string | null }[]>`select url, text from ${schema}.images`;
  expect(shown.length).toBeGreaterThan(20);
  expect(shown.filter(({ url, text }) => isOut([url, text, null]))).toEqual([]);
  await removeRules(setup.owner, rules);
  const [row] = await setup.owner<{ n: number; different: number }[]>`
    select count(*)::int as n, count(distinct id)::int as different from ${schema}.images`;
  expect(row).toEqual({ n: IMAGES.length + 3, different: IMAGES.length + 3 });
});

test('reports hold no example of it, and nobody but the owner can read it', async () => {
  await addRules(setup.owner, [ruleOf('url', LONE[0]), ruleOf('site', 'lone.example')], 'asked for');
  const reports = await setup.owner<{ text: string }[]>`
    select f.rejected::text || coalesce(v.summary::text, '') as text
    from catalog.ingest_file f join catalog.version v on v.id = f.version_id`;
  expect(reports.filter(({ text }) => text.includes('lone.example'))).toEqual([]);
  const roles = await setup.owner<{ role: string; table: string; may: boolean }[]>`
    select rolname as role, t as table, has_table_privilege(rolname, t, 'select') as may
    from pg_roles, unnest(array['catalog.exclusion', ${`${await setup.schema()}._excluded_images`}]) t
    where rolname like current_database() || '\\_%'`;
  expect(roles.length).toBe(4);
  expect(roles.filter(({ may }) => may)).toEqual([]);
});

test('the record keeps when and why', async () => {
  await addRules(setup.owner, [ruleOf('phrase', 'never seen')], 'a letter');
  await removeRules(setup.owner, [ruleOf('phrase', 'never seen')]);
  const [last] = await listRules(setup.owner, false);
  expect(last).toMatchObject({ kind: 'phrase', value: 'never seen', reason: 'a letter' });
  expect(last?.removedAt).not.toBeNull();
});
