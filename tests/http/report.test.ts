import { beforeAll, describe, expect, inject, test } from 'vitest';
import { connect } from '../../db/client.ts';
import { runDuck } from '../db/parquet-file.ts';
import { ask, json } from './ask.ts';
import { HARBOURS, ROWS, reportedDataset } from './reported.ts';
import { has, wordsOf } from './uncovered/captions.ts';

const { report, page, csv } = reportedDataset('reported');

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
  expect(await csv('site=other.example')).toEqual([
    ['id', 'text', 'url', 'link'],
    ...[4, 7].map((id) => [`${id}`, ROWS[id - 1]?.[1] ?? '', ROWS[id - 1]?.[0], `${origin}/reported/images/${id}`]),
  ]);
  const safe = await csv('q=sum&_safe=on');
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
  const owner = connect(inject('ownerUrl'), 1);
  const [row] = await owner`
    select v.id::int as version, v.fingerprint, f.sha256, f.rows_kept::int as kept from catalog.dataset d
    join catalog.version v on v.id = d.current_version join catalog.ingest_file f on f.version_id = v.id
    where d.name = 'reported'`;
  await owner.end();
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

test('an ETag of the version, and 304 to who has it', async () => {
  const first = await ask('/reported/-/report.json?q=ada');
  const etag = String(first.headers.etag);
  expect(etag).toMatch(/^W\//);
  expect((await ask('/reported/-/report.json?q=ada', { headers: { 'if-none-match': etag } })).status).toBe(304);
  expect((await ask('/reported/-/report.json?q=ada')).body).toBe(first.body);
});
