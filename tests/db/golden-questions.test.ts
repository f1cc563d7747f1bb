import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readPairs } from '../../app/_url/pairs.ts';
import { BadRequest, type Facet } from '../../db/query.ts';
import { Engine } from '../oracle/ask-engine.ts';
import { fixtureTables } from '../oracle/fixture.ts';
import { loadFixture } from '../oracle/load-fixture.ts';
import { nonsenseQuestion } from '../oracle/nonsense.ts';
import { loadOddTables } from '../oracle/odd-table.ts';
import { Random } from '../oracle/random.ts';
import { OPERATOR_NAMES } from '../oracle/random-filter.ts';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';

const SEED = Number(process.env.QUESTION_SEED ?? 7);
const COUNT = Number(process.env.QUESTIONS ?? 800);
const tables = fixtureTables(SEED);
let database: FreshDatabase;
let questions: Engine;
let odd: Engine;

beforeAll(async () => {
  database = await freshDatabase();
  await loadFixture(database.url, tables);
  await loadOddTables(database.url);
  questions = await Engine.open(database.url, 'questions');
  odd = await Engine.open(database.url, 'odd');
});

afterAll(async () => {
  await questions?.close();
  await odd?.close();
  await database?.drop();
});

const BAD = Symbol('a bad request, said so');

/** What came of it; a request that is called bad is one answer, anything else that is thrown is a defect. */
async function outcome<T>(work: () => Promise<T>): Promise<T | typeof BAD> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof BadRequest && error.errors.every((message) => message.length > 10)) return BAD;
    throw error;
  }
}

/** Asks a page, its count and its facets. */
async function askAll(engine: Engine, table: string, asked: string): Promise<string[]> {
  const told: string[] = [];
  const work = async () => {
    await engine.page(table, `${asked}&_size=5`);
    await engine.count(table, readPairs(asked));
    for (const facet of engine.read(table, readPairs(asked)).facets) await engine.facet(table, asked, facet);
  };
  await outcome(work).catch((error: Error & { code?: string }) => {
    told.push(`/${table}?${asked}\n  ${error.code ?? ''} ${error}`);
  });
  return told;
}

test('nothing that is typed is an error of ours', async () => {
  const random = new Random(SEED);
  const told: string[] = [];
  for (let i = 0; i < COUNT; i++) {
    const table = random.pick(['picture', 'pair', 'wide', 'loose']);
    const columns = (tables.get(table)?.columns ?? []).map((column) => column.name);
    told.push(...(await askAll(questions, table, nonsenseQuestion(random, columns))));
  }
  expect(told).toEqual([]);
});

describe('a search of any length', () => {
  const words = (count: number, separator: string, word = (i: number) => `w${i % 9}`) =>
    Array.from({ length: count }, (_, i) => word(i)).join(separator);
  test.each([
    ['words', words(5000, ' '), ''],
    ['quoted words', words(3000, ' ', (i) => `"w${i} x"`), ''],
    ['literal words', words(5000, ' '), 'escaped'],
    ['alternatives', words(900, ' OR '), ''],
    ['one long word', 'x'.repeat(3900), ''],
    ['the start of one', `${'x'.repeat(3900)}*`, ''],
    ['raw exclusions', words(2500, ' NOT '), 'raw'],
    ['raw brackets', `${'('.repeat(7000)}a${')'.repeat(7000)}`, 'raw'],
    ['raw neighbours', words(300, ' AND ', () => 'NEAR(a b, 100)'), 'raw'],
  ])('%s', async (_, text, mode) => {
    const asked = new URLSearchParams({ _search: text, _searchmode: mode }).toString();
    expect(await askAll(questions, 'pair', asked)).toEqual([]);
  });
});

describe('columns of every type', () => {
  const columns = [
    'id',
    'u',
    'c',
    'v',
    'j',
    'jb',
    'i',
    'd',
    't',
    'tz',
    'ip',
    'p',
    'r',
    'b',
    'ns',
    'ts',
    'n',
    'm',
    'x',
    'ch',
    'nm',
  ];

  test.each(columns)('%s: every operator answers', async (column) => {
    const random = new Random(SEED);
    for (const operator of OPERATOR_NAMES) {
      for (const value of ['1', random.pick(['a', '2024-05-01', '', '%', '[1]', 'NaN'])]) {
        expect(await askAll(odd, 'odd', new URLSearchParams({ [`${column}__${operator}`]: value }).toString())).toEqual(
          [],
        );
      }
    }
  });

  test.each(columns)('%s: sorted pages hold every row once, or it may not be sorted by', async (column) => {
    for (const sort of [`_sort=${column}`, `_sort_desc=${column}`]) {
      for (const size of [1, 5]) {
        if ((await outcome(() => odd.page('odd', sort))) === BAD) continue;
        const pages = await odd.pages('odd', `${sort}&_size=${size}`, 13);
        expect(new Set(pages.flat().map((row) => row.id)).size).toBe(12);
        expect(pages.flat()).toHaveLength(12);
      }
    }
  });

  test.each(columns)('%s: a facet’s number is the count of its link', async (column) => {
    const facet: Facet = { column, type: 'column' };
    const found = await outcome(() => odd.facet('odd', `_facet=${column}`, facet));
    if (found === BAD) return;
    for (const { value, count } of found.values) {
      expect([value, await odd.countChosen('odd', '', facet, value, [])]).toEqual([value, count]);
    }
  });

  test.each(columns)('%s: a token of another order is called bad', async (column) => {
    for (const value of ['~00', 'abc', '9999-99-99', '1e99', '99999999999', '~7B', '']) {
      expect(await askAll(odd, 'odd', `_sort=${column}&_next=${encodeURIComponent(`${value},1`)}`)).toEqual([]);
    }
  });

  test('keys of several types are walked to the end', async () => {
    const pages = await odd.pages('Keys of "every" kind', '_size=2', 6);
    expect(new Set(pages.flat().map((row) => row.u)).size).toBe(9);
  });

  test('a table without rows answers', async () => {
    expect(await odd.page('empty', '_search=x&text=a&_sort=text')).toEqual({ rows: [], next: null });
  });
});
