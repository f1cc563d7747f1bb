import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';
import { addRules, removeRules } from '../../db/exclusions/exclusions.ts';
import { ruleOf } from '../../db/exclusions/rules.ts';
import { ingest } from '../../scripts/ingest/ingest.ts';
import { silentProgress } from '../../scripts/ingest/progress.ts';
import { runDuck, writeParquet } from '../db/parquet-file.ts';
import { ask, json } from './ask.ts';
import { has, wordsOf } from './uncovered/captions.ts';

const HARBOURS = 1500;
const SECRET = 'https://cdn.hidden.example/secret.jpg';
const RULES = [ruleOf('url', SECRET), ruleOf('site', 'gone.example')];

/** Address and caption; the row's number is its place, from 1. */
const ROWS: [url: string, text: string | null][] = [
  ['https://www.kept.example/a.jpg', 'Ada Lovelace, a portrait'],
  ['https://www.kept.example/a.jpg', 'Lovelace (Ada): the same address'],
  ['http://img.kept.example/Folder/', 'ADA  LOVELACE.'],
  ['https://other.example/c.jpg?x=1', null],
  [SECRET, 'a secret portrait of Ada Lovelace'],
  ['https://gone.example/g.jpg', 'a portrait that will be gone'],
  ['https://other.example/tags.jpg', '<b>bold</b> & "quoted", =SUM(A1)'],
  ...Array.from({ length: HARBOURS }, (_, i): [string, string] => [
    `https://h${i % 7}.harbour.example/${i}.jpg`,
    `Sunlit harbour no. ${i}`,
  ]),
];

let owner: Sql;
let folder: string;

beforeAll(async () => {
  owner = connect(inject('ownerUrl'), 2);
  folder = mkdtempSync(join(tmpdir(), 'explorer-report-'));
  const path = join(folder, 'images.parquet');
  await writeParquet(path, { url: 'VARCHAR', text: 'VARCHAR' }, ROWS);
  const filter = { minAesthetic: null, language: null };
  const options = { paths: [path], name: 'reported', mode: 'new' as const, filter, limit: null, fields: {} };
  await ingest(inject('ownerUrl'), options, silentProgress());
});

afterAll(async () => {
  await removeRules(owner, RULES).catch(() => {});
  await owner?.end();
  rmSync(folder, { recursive: true, force: true });
});

const report = (query: string, dataset = 'reported') => json(`/${dataset}/-/report.json?${query}`);
const page = async (query: string) => (await ask(`/reported/-/report?${query}`)).body;
const urls = (...given: string[]) => given.map((url) => `url=${encodeURIComponent(url)}`).join('&');

/** Cells of a CSV without line breaks in them. */
const cellsOf = (csv: string) =>
  csv
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, q, b]) => q?.replaceAll('""', '"') ?? b),
    );

describe('numbers are those of plain JavaScript over the sample', () => {
  let sample: { url: string; text: string | null }[];
  const siteOf = (url: string) => new URL(url).hostname.split('.').slice(-2).join('.');

  beforeAll(async () => {
    sample = await runDuck("SELECT URL AS url, TEXT AS text FROM 'scripts/sample/laion-sample.parquet'");
  });

  test.each(['Thomas Kinkade', 'oil painting', 'van gogh', 'Frida-Kahlo', 'zzzz nothing'])('%s', async (name) => {
    const words = wordsOf(name) ?? [];
    const found = sample.filter(({ text }) => has(words.join(' '))(wordsOf(text) ?? []));
    const loose = sample.filter(({ text }) => words.every((word) => wordsOf(text)?.includes(word)));
    const body = await report(`q=${encodeURIComponent(name)}`, 'laion-sample');
    expect([body.count, body.count_truncated]).toEqual([found.length, false]);
    expect(body.rows.map(({ url }: { url: string }) => url).sort()).toEqual(found.map(({ url }) => url).sort());
    // A name in one word of the search box is a phrase of its own there.
    if (!name.includes('-')) expect(body.loose_count).toBe(loose.length);
    const places = body.places.values.reduce((sum: number, { count }: { count: number }) => sum + count, 0);
    expect(places).toBe(found.length);
    expect(body.dataset.images).toBe(sample.length);
    expect(
      (await json(`${new URL(body.table_url).pathname}.json${new URL(body.table_url).search}&_extra=count`)).count,
    ).toBe(found.length);
  });

  test('of one site', async () => {
    const found = sample.filter(
      ({ url, text }) => siteOf(url) === 'fineartamerica.com' && has('painting')(wordsOf(text) ?? []),
    );
    const body = await report('q=painting&site=fineartamerica.com', 'laion-sample');
    expect(found.length).toBeGreaterThan(3);
    expect(body.count).toBe(found.length);
    const hosts = new Map<string, number>();
    for (const { url } of found) hosts.set(new URL(url).hostname, (hosts.get(new URL(url).hostname) ?? 0) + 1);
    expect(body.places.column).toBe('domain_id');
    expect(
      body.places.values.map(({ label, count }: { label: string; count: number }) => [label, count]).sort(),
    ).toEqual([...hosts].sort());
    expect(body.answer).toContain('from fineartamerica.com whose caption holds');
  });
});

describe('a large report', () => {
  test('shows the first thousand, all the numbers, and where all of it is', async () => {
    const body = await report('q=sunlit+harbour');
    expect([body.count, body.rows.length, body.truncated]).toEqual([HARBOURS, 1000, true]);
    expect(body.rows.map(({ id }: { id: number }) => id)).toEqual(Array.from({ length: 1000 }, (_, i) => i + 8));
    expect(body.places.values).toMatchObject([{ label: 'harbour.example', count: HARBOURS }]);
    const every = await ask(body.export_url.slice(new URL(body.export_url).origin.length));
    expect(every.body.trimEnd().split('\r\n')).toHaveLength(HARBOURS + 1);
    const html = await page('q=sunlit+harbour');
    expect(html.replaceAll('<!-- -->', '')).toContain('The first 1,000 of 1,500 images.');
    expect(html.match(/<th scope="row" class="n">/g)).toHaveLength(1000);
  });

  test('of one host of many', async () => {
    const body = await report('q=harbour&domain=h3.harbour.example&_sort_desc=id');
    const ids = ROWS.flatMap(([url], i) => (new URL(url).hostname === 'h3.harbour.example' ? [i + 1] : []));
    expect(body.rows.map(({ id }: { id: number }) => id)).toEqual(ids.reverse());
    expect(body.places).toBeNull();
  });
});

test('page, JSON and CSV hold the same rows, with their permanent links', async () => {
  const origin = new URL((await report('q=portrait')).report_url).origin;
  const { rows } = await report('site=other.example');
  expect(rows.map(({ id }: { id: number }) => id)).toEqual([4, 7]);
  const csv = cellsOf((await ask('/reported/-/report.csv?site=other.example')).body);
  expect(csv).toEqual([
    ['id', 'text', 'url', 'link'],
    ...[4, 7].map((id) => [`${id}`, ROWS[id - 1]?.[1] ?? '', ROWS[id - 1]?.[0], `${origin}/reported/images/${id}`]),
  ]);
  const safe = cellsOf((await ask('/reported/-/report.csv?q=sum&_safe=on')).body);
  expect(safe[1]?.[1]).toBe(ROWS[6]?.[1]);
  const html = await page('site=other.example');
  for (const { link } of rows) {
    expect(html).toContain(`>${link}</a>`);
    expect((await ask(link.slice(origin.length))).status).toBe(200);
  }
  expect(html).toContain('&lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot;');
});

test('which data it is: version, files and their contents', async () => {
  const { dataset } = await report('q=ada');
  const [row] = await owner`
    select v.id::int as version, v.fingerprint, f.sha256, f.rows_kept::int as kept from catalog.dataset d
    join catalog.version v on v.id = d.current_version join catalog.ingest_file f on f.version_id = v.id
    where d.name = 'reported'`;
  expect(dataset).toMatchObject({
    name: 'reported',
    version: row?.version,
    fingerprint: row?.fingerprint,
    images: ROWS.length,
  });
  expect(dataset.files).toMatchObject([{ name: 'images.parquet', sha256: row?.sha256, rows_kept: row?.kept }]);
  const html = await page('q=ada');
  for (const text of [row?.fingerprint, row?.sha256]) expect(html).toContain(`<code>${text}</code>`);
});

describe('addresses', () => {
  const ASKED: [given: string, found: string, ids: number[]][] = [
    ['https://www.kept.example/a.jpg', 'exact', [1, 2]],
    ['www.kept.example/a.jpg', 'exact', [1, 2]],
    ['http://WWW.kept.example/a.jpg#top', 'alike', [1, 2]],
    ['https://img.kept.example/Folder', 'alike', [3]],
    ['https://img.kept.example/folder', 'none', []],
    ['https://other.example/c.jpg?x=1', 'exact', [4]],
    ['https://other.example/c.jpg', 'none', []],
    ['https://nowhere.example/c.jpg', 'none', []],
  ];

  test('found, found otherwise, not found', async () => {
    const body = await report(urls(...ASKED.map(([given]) => given)));
    expect(body.addresses).toEqual(ASKED.map(([url, found, ids]) => ({ url, found, ids })));
    expect(body.count).toBe(4);
    expect(body.answer).toBe('5 of 8 are in the data, in 4 rows.');
    const table = new URL(body.table_url);
    expect((await json(`${table.pathname}.json${table.search}&_extra=count`)).count).toBe(4);
    const csv = cellsOf((await ask(`/reported/-/report.csv?${urls(...ASKED.map(([given]) => given))}`)).body);
    expect(csv.slice(1).map(([asked, found, id]) => [asked, found, id])).toEqual(
      ASKED.flatMap(([given, found, ids]) => (ids.length > 0 ? ids : ['']).map((id) => [given, found, String(id)])),
    );
  });

  test('pasted as lines they become the address of the report', async () => {
    const { status, headers } = await ask(
      '/reported/-/report?q=&site=&domain=&urls=http%3A%2F%2Fa.example%2F1%0D%0A%0D%0Ab.example%2F2',
    );
    expect([status, headers.location]).toEqual([302, '/reported/-/report?url=http://a.example/1&url=b.example/2']);
  });

  test('more than there is room for: how many fit, and what was typed stays', async () => {
    const lines = Array.from({ length: 300 }, (_, i) => `https://pictures.example/${i}.jpg`);
    const answer = await ask(`/reported/-/report?urls=${encodeURIComponent(lines.join('\r\n'))}`);
    expect(answer.status).toBe(400);
    const fit = Number(/room for the first (\d+) of these 300 addresses/.exec(answer.body)?.[1]);
    expect(answer.body).toContain(lines.at(-1));
    const fitting = await ask(
      `/reported/-/report?${lines
        .slice(0, fit)
        .map((url) => `url=${url}`)
        .join('&')}`,
    );
    expect(fitting.status).toBe(200);
    expect((await ask(`/reported/images?urls=${'x'.repeat(9000)}`)).status).toBe(414);
  });
});

describe('nothing found', () => {
  test.each([
    ['q=zebra+crossing', 'No: no caption of this data holds zebra crossing.'],
    ['site=nowhere.example', 'No: no image of this data comes from nowhere.example.'],
    ['domain=x.nowhere.example', 'No: no image of this data comes from x.nowhere.example.'],
    ['q=ada&site=other.example', 'No: this data holds no images from other.example whose caption holds "ada".'],
    ['url=http://nowhere.example/1', 'No: it is not in the data.'],
  ])('%s', async (query, answer) => {
    const body = await report(query);
    expect([body.count, body.rows, body.truncated]).toEqual([0, [], false]);
    expect(body.answer).toBe(answer);
    expect(await page(query)).toContain('The work may still be among the pictures');
  });
});

describe('what makes no sense', () => {
  test.each([
    ['q=!!!', 'holds no letter and no digit', 'value="!!!"'],
    ['site=a%20b', 'is no name of a site', 'value="a b"'],
    ['site=nothing', 'is no name of a site', 'value="nothing"'],
    [
      urls('http://a.example/1', 'not an address'),
      'address 2 is none of the web: not an address',
      'not an address</textarea>',
    ],
    ['url=http://a.example/1&q=ada', 'url goes alone', 'value="ada"'],
    ['_search=%22ada&_searchmode=raw', 'the raw search does not parse near', 'name="_search" value="&quot;ada"'],
    ['nothing=1&q=ada', 'no such column: nothing', 'name="nothing"'],
  ])('%s', async (query, error, kept) => {
    const answer = await ask(`/reported/-/report?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body.replaceAll('<!-- -->', '')).toContain(error);
    expect(answer.body).toContain(kept);
    for (const format of ['json', 'csv']) {
      const data = await ask(`/reported/-/report.${format}?${query}`);
      expect([data.status, data.body.includes(error)]).toEqual([400, true]);
    }
  });

  test('no question, no such format, no such data', async () => {
    expect((await ask('/reported/-/report')).status).toBe(200);
    expect((await ask('/reported/-/report.json')).status).toBe(400);
    expect((await ask('/reported/-/report.parquet?q=a')).status).toBe(404);
    expect((await ask('/nothing/-/report?q=a')).status).toBe(404);
  });
});

test('an ETag of the version, and 304 to who has it', async () => {
  const first = await ask('/reported/-/report.json?q=ada');
  const etag = String(first.headers.etag);
  expect(etag).toMatch(/^W\//);
  expect((await ask('/reported/-/report.json?q=ada', { headers: { 'if-none-match': etag } })).status).toBe(304);
  expect((await ask('/reported/-/report.json?q=ada')).body).toBe(first.body);
});

test('what was taken out is as if it had never been read', async () => {
  const UNREAD = 'https://cdn.hidden.example/unread.jpg';
  expect((await report(urls(SECRET))).count).toBe(1);
  expect((await report('site=gone.example')).count).toBe(1);
  await addRules(owner, RULES, 'asked for');
  await sleep(1000);
  const [secret, unread] = await Promise.all([page(urls(SECRET)), page(urls(UNREAD))]);
  // What is to be read, without the marks of one answer.
  const tidy = (html: string) => /<main.*<\/main>/s.exec(html)?.[0].replaceAll('unread', 'secret');
  expect(tidy(secret)).toBe(tidy(unread));
  expect((await report(urls(SECRET))).addresses).toEqual([{ url: SECRET, found: 'none', ids: [] }]);
  expect((await report('site=gone.example')).answer).toBe('No: no image of this data comes from gone.example.');
  expect(JSON.stringify(await report('q=portrait'))).not.toMatch(/secret|gone/);
  await removeRules(owner, RULES);
  expect((await report(urls(SECRET))).count).toBe(1);
});
