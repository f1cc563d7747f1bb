import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, inject, test } from 'vitest';
import { ask } from './ask.ts';

/** A client of its own behind the proxy that the server trusts; each test takes another one. */
const as = (address: string) => ({ headers: { 'x-forwarded-for': address } });

describe('limits of a client', () => {
  const PAGE = '/golden/images.json?_size=1';

  test('so many a minute; then 429 in the format of the address, with the time to wait', async () => {
    const client = as('198.51.100.1');
    const statuses = [];
    for (let i = 0; i < 61; i++) statuses.push((await ask(PAGE, client)).status);
    expect(statuses.slice(0, 60)).toEqual(Array.from({ length: 60 }, () => 200));
    expect(statuses[60]).toBe(429);
    const refused = await ask(PAGE, client);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(JSON.parse(refused.body)).toMatchObject({
      ok: false,
      status: 429,
      errors: [expect.stringMatching(/^Too many/)],
    });
    const page = await ask('/golden/images', client);
    expect([page.status, page.headers['content-type']]).toEqual([429, 'text/plain; charset=utf-8']);
    expect((await ask(PAGE, as('198.51.100.2'))).status).toBe(200);
    expect((await ask('/-/healthz', client)).status).toBe(200);
    expect((await ask('/icon.svg', client)).status).toBe(200);
  });

  test.each([
    ['/golden/images.ndjson?_size=1', 3],
    ['/golden/-/query.json?sql=select+1', 6],
    ['/golden/images.json?_facet=width', 30],
  ])('%s counts for more', async (target, most) => {
    const client = as(`198.51.101.${most}`);
    for (let i = 0; i < most; i++) expect((await ask(target, client)).status).toBe(200);
    expect((await ask(target, client)).status).toBe(429);
  });

  test('what a client says of itself changes nothing', async () => {
    const statuses = [];
    for (let i = 0; i < 4; i++)
      statuses.push((await ask('/golden/images.ndjson', as(`203.0.113.${i}, 198.51.102.1`))).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
  });
});

test('an export whose client reads nothing is cut off, and seen to be', async () => {
  const request = get(`${inject('origin')}/laion-sample/images.ndjson?_labels=on`);
  const response = await new Promise<IncomingMessage>((resolve) => request.once('response', resolve));
  response.pause();
  const ended = new Promise<string>((resolve) => {
    response.once('error', () => resolve('cut'));
    response.once('end', () => resolve('whole'));
  });
  // The limit of this server is three seconds, and it looks a few times in them.
  await sleep(6000);
  response.resume();
  expect(await ended).toBe('cut');
});

test('alive and ready', async () => {
  for (const path of ['/-/healthz', '/-/readyz']) {
    const { status, headers, body } = await ask(path);
    expect([status, headers['content-type'], body]).toEqual([200, 'application/json; charset=utf-8', '{"ok":true}\n']);
  }
});

test('metrics name kinds and statuses, and nothing that was asked', async () => {
  await ask('/golden/images.json?_search=kinkade-canary');
  await ask('/kinkade-canary/kinkade-canary');
  const { status, body } = await ask('/-/metrics');
  expect(status).toBe(200);
  expect(body).toMatch(/^explorer_requests_total\{kind="table",status="200"\} \d+$/m);
  expect(body).toMatch(/^explorer_rows_total\{kind="(table|export)"\} \d+$/m);
  expect(body).toMatch(/^explorer_engine_questions_total\{outcome="answered"\} \d+$/m);
  expect(body).toMatch(/^explorer_engine_state\{state="loaded"\} 1$/m);
  expect(body).toMatch(/^explorer_engine_state\{state="gone"\} 0$/m);
  // The sample's, and of what other tests read in; the golden fixture has nothing for the engine.
  expect(Number(/^explorer_engine_rows (\d+)$/m.exec(body)?.[1])).toBeGreaterThanOrEqual(46_956);
  expect(Number(/^explorer_engine_resident_bytes (\d+)$/m.exec(body)?.[1])).toBeGreaterThan(10 * 2 ** 20);
  expect(body).toMatch(/^explorer_database_connections\{login="explorer_reader",state="idle"\} \d+$/m);
  expect(body).toMatch(/^explorer_database_up 1$/m);
  expect(body).not.toMatch(/kinkade|golden|_search/);
});

test('robots are asked to keep to the plain pages', async () => {
  const { body } = await ask('/robots.txt');
  for (const rule of ['/*?', '/*.json', '/*.csv', '/*.ndjson', '/*.parquet', '/*/-/query'])
    expect(body.split('\n')).toContain(`Disallow: ${rule}`);
  for (const target of ['/golden/images?_facet=width', '/golden/images.csv', '/golden/-/query?sql=select+1']) {
    expect((await ask(target)).headers['x-robots-tag']).toBe('noindex');
  }
  for (const target of ['/', '/golden/images', '/golden/images/5', '/-/about']) {
    expect((await ask(target)).headers['x-robots-tag']).toBeUndefined();
  }
});

test('links of facets, sorts and exports ask robots not to follow', async () => {
  const { body } = await ask('/laion-sample/images?_search=painting&_facet=site_id&_facet=nsfw');
  const own = new URLSearchParams('_search=painting&_facet=site_id&_facet=nsfw');
  const costly = [...body.matchAll(/<a\b[^>]*href="([^"]*)"[^>]*>/g)].filter(([, href = '']) => {
    const { pathname, searchParams } = new URL(href.replaceAll('&amp;', '&'), 'http://localhost');
    const isAdded = [...searchParams.keys()].some(
      (key) => /^_sort|^_facet|^(site_id|nsfw)/.test(key) && searchParams.getAll(key).length > own.getAll(key).length,
    );
    return isAdded || /\.(csv|ndjson|parquet)$/.test(pathname);
  });
  expect(costly.length).toBeGreaterThan(30);
  expect(costly.filter(([link]) => !/rel="[^"]*nofollow/.test(link))).toEqual([]);
});
