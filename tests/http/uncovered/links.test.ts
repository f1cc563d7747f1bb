import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { connect, type Sql } from '../../../db/client.ts';
import { describeDataset } from '../../../db/versions/publish.ts';
import { ask, json } from '../ask.ts';
import { IMAGES, idsWhere, inOrder, pick } from '../golden.ts';
import { has, wordsOf } from './captions.ts';

const ALIAS = 'laion-aesthetic-6pls';
const SAMPLE = 'scripts/sample/laion-sample.parquet';
let owner: Sql;

beforeAll(async () => {
  owner = connect(inject('ownerUrl'), 1);
  await describeDataset(owner, 'laion-sample', { aliases: [ALIAS] });
});

afterAll(async () => {
  await describeDataset(owner, 'laion-sample', { aliases: [] });
  await owner.end();
});

/** Captions of the sample's file that hold a phrase, in the file's order. */
async function captionsWith(phrase: string): Promise<string[]> {
  const duck = await (await DuckDBInstance.create(':memory:')).connect();
  const rows = (
    await duck.runAndReadAll(`select "TEXT" as text from '${SAMPLE}' where "TEXT" is not null`)
  ).getRowObjectsJson();
  const holds = has(phrase);
  return rows.map(({ text }) => String(text)).filter((text) => holds(wordsOf(text) ?? []));
}

const follow = (url: string) => json(url.replace(inject('origin'), ''));

describe('links that were published', () => {
  test.each([
    `/${ALIAS}`,
    `/${ALIAS}/images`,
    ...['artists', 'celebrities', 'characters', 'domain'].map((table) => `/${ALIAS}/${table}?_sort_desc=image_counts`),
  ])('%s', async (target) => {
    for (const url of [target, target.replace(/(\?|$)/, '.json$1')]) {
      const { status } = await ask(url);
      expect({ url, status }).toEqual({ url, status: 200 });
    }
  });

  test('leaderboards are in order', async () => {
    for (const table of ['artists', 'celebrities', 'characters', 'domain']) {
      const { rows } = await json(`/${ALIAS}/${table}.json?_sort_desc=image_counts&_size=100`);
      const counts = rows.map((row: { image_counts: number }) => row.image_counts);
      expect(counts.length).toBeGreaterThan(0);
      expect(counts).toEqual([...counts].sort((a, b) => b - a));
    }
  });

  test.each(['Thomas Kinkade', 'frida kahlo'])('_search="%s"&_sort=rowid', async (name) => {
    const asked = `_search=${encodeURIComponent(`"${name}"`).replace(/%20/g, '+')}&_sort=rowid`;
    expect((await ask(`/${ALIAS}/images?${asked}`)).status).toBe(200);
    const found: { id: number; text: string }[] = [];
    for (let at: string | null = `${inject('origin')}/${ALIAS}/images.json?${asked}&_size=3`; at; ) {
      const page = await follow(at);
      found.push(...page.rows);
      at = page.next_url;
    }
    expect(pick(found, 'text').sort()).toEqual((await captionsWith(name.toLowerCase())).sort());
    expect(pick(found, 'id')).toEqual((pick(found, 'id') as number[]).sort((a, b) => a - b));
    for (const { id } of found.slice(0, 2)) expect((await json(`/${ALIAS}/images/${id}.json`)).rows[0].id).toBe(id);
  });

  test('an alias answers as the dataset itself does', async () => {
    const asked = 'images.json?_search=painting&_size=3&_col=text';
    const [alias, dataset] = [await json(`/${ALIAS}/${asked}`), await json(`/laion-sample/${asked}`)];
    expect(alias.rows).toEqual(dataset.rows);
    expect((await follow(alias.next_url)).rows).toEqual((await follow(dataset.next_url)).rows);
  });
});

describe('rowid is the key', () => {
  test('as a filter and as a column', async () => {
    const ids = async (asked: string) => pick((await json(`/golden/images.json?${asked}&_size=max`)).rows, 'id');
    expect(await ids('rowid=5')).toEqual([5]);
    expect(await ids('rowid__in=7,5')).toEqual([5, 7]);
    expect(await ids('rowid__gt=200')).toEqual(idsWhere(({ id }) => Number(id) > 200));
    expect(Object.keys((await json('/golden/images.json?_col=rowid&_size=1')).rows[0])).toEqual(['id']);
  });

  test('as a sort with its tokens, both ways', async () => {
    for (const [key, sort] of [
      ['_sort', 'id'],
      ['_sort_desc', '-id'],
    ] as const) {
      const found: unknown[] = [];
      const wanted = inOrder(IMAGES.rows, [], sort).slice(0, 9);
      for (let at: string | null = `/golden/images.json?${key}=rowid&_size=3&id__gt=0`; at && found.length < 9; ) {
        const page = await follow(at);
        found.push(...pick(page.rows, 'id'));
        expect(page.next).toBe(`${found.at(-1)},${found.at(-1)}`);
        at = page.next_url;
      }
      expect(found).toEqual(pick(wanted, 'id'));
    }
    expect(pick((await json('/golden/images.json?_sort=rowid&_next=20,20&_size=2')).rows, 'id')).toEqual([21, 22]);
  });

  test('where the key is text there is none', async () => {
    for (const asked of ['_sort=rowid', 'rowid=1', '_facet=rowid', '_col=rowid']) {
      const { errors } = await json(`/golden/artists.json?${asked}`, 400);
      expect(errors.join()).toContain('rowid');
    }
  });
});
