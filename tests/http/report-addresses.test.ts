import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';
import { addRules, removeRules } from '../../db/exclusions/exclusions.ts';
import { ruleOf } from '../../db/exclusions/rules.ts';
import { ask, json } from './ask.ts';
import { reportedDataset, SECRET, urls } from './reported.ts';

const RULES = [ruleOf('url', SECRET), ruleOf('site', 'gone.example')];
const { report, page, csv } = reportedDataset('asked');

let owner: Sql;

beforeAll(() => {
  owner = connect(inject('ownerUrl'), 2);
});

afterAll(async () => {
  await removeRules(owner, RULES).catch(() => {});
  await owner.end();
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
    const lines = await csv(urls(...ASKED.map(([given]) => given)));
    expect(lines.slice(1).map(([asked, found, id]) => [asked, found, id])).toEqual(
      ASKED.flatMap(([given, found, ids]) => (ids.length > 0 ? ids : ['']).map((id) => [given, found, String(id)])),
    );
  });

  test('pasted as lines they become the address of the report', async () => {
    const { status, headers } = await ask(
      '/asked/-/report?q=&site=&domain=&urls=http%3A%2F%2Fa.example%2F1%0D%0A%0D%0Ab.example%2F2',
    );
    expect([status, headers.location]).toEqual([302, '/asked/-/report?url=http://a.example/1&url=b.example/2']);
  });

  test('more than there is room for: how many fit, and what was typed stays', async () => {
    const lines = Array.from({ length: 300 }, (_, i) => `https://pictures.example/${i}.jpg`);
    const answer = await ask(`/asked/-/report?urls=${encodeURIComponent(lines.join('\r\n'))}`);
    expect(answer.status).toBe(400);
    const fit = Number(/room for the first (\d+) of these 300 addresses/.exec(answer.body)?.[1]);
    expect(answer.body).toContain(lines.at(-1));
    const fitting = await ask(
      `/asked/-/report?${lines
        .slice(0, fit)
        .map((url) => `url=${url}`)
        .join('&')}`,
    );
    expect(fitting.status).toBe(200);
    const beyond = await ask(`/asked/-/report?urls=${'x'.repeat(40_000)}`);
    expect([beyond.status, beyond.body]).toEqual([431, expect.stringContaining('asked in parts')]);
    expect((await ask(`/asked/images?urls=${'x'.repeat(9000)}`)).status).toBe(414);
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
    const answer = await ask(`/asked/-/report?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body.replaceAll('<!-- -->', '')).toContain(error);
    expect(answer.body).toContain(kept);
    for (const format of ['json', 'csv']) {
      const data = await ask(`/asked/-/report.${format}?${query}`);
      expect([data.status, data.body.includes(error)]).toEqual([400, true]);
    }
  });

  test('no question, no such format, no such data', async () => {
    expect((await ask('/asked/-/report')).status).toBe(200);
    expect((await ask('/asked/-/report.json')).status).toBe(400);
    expect((await ask('/asked/-/report.parquet?q=a')).status).toBe(404);
    expect((await ask('/nothing/-/report?q=a')).status).toBe(404);
  });
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
