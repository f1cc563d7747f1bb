import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';

let database: FreshDatabase;
let one: Sql;

beforeAll(async () => {
  database = await freshDatabase({ migrated: false });
  // As on a connection whose own question for the types failed.
  one = connect(database.url, 1, {}, { fetch_types: false });
});

afterAll(async () => {
  await one.end();
  await database.drop();
});

type Rows = readonly unknown[];

/** Every way to take the rows of a statement. */
const WAYS: Record<string, (text: string) => PromiseLike<Rows>> = {
  tagged: (text) => one`${one.unsafe(text)}`,
  unsafe: (text) => one.unsafe(text),
  'a batch at a time': async (text) => {
    const all: unknown[] = [];
    for await (const batch of one.unsafe(text).cursor(2)) all.push(...batch);
    return all;
  },
  'a batch at a time, told': async (text) => {
    const all: unknown[] = [];
    await one.unsafe(text).cursor(2, (batch) => void all.push(...batch));
    return all;
  },
};

test.each(Object.keys(WAYS))('rows behind a statement that failed in the middle of its rows: %s', async (way) => {
  for (const count of [3, 1, 0]) {
    await expect(one`select 1 / (${4}::int - i) from generate_series(1, 10) i`).rejects.toThrow('division by zero');
    const rows = await WAYS[way]?.(`select i from generate_series(1, ${count}) i`);
    expect([...(rows ?? [])]).toEqual([{ i: 1 }, { i: 2 }, { i: 3 }].slice(0, count));
    expect(rows?.length).toBe(count);
  }
});

test('rows asked for before the one in front failed are whole, and so are no rows', async () => {
  const failed = one`select 1 / (4 - i) from generate_series(1, 10) i`.catch((error: Error) => error.message);
  const behind = one`select i from generate_series(1, 3) i`;
  const none = one`select 1 where false`;
  expect(await failed).toBe('division by zero');
  expect([...(await behind)]).toEqual([{ i: 1 }, { i: 2 }, { i: 3 }]);
  await expect(one`select 1 / (4 - i) from generate_series(1, 10) i`).rejects.toThrow();
  expect((await none).length).toBe(0);
  await expect(one`select 1 / (4 - i) from generate_series(1, 10) i`).rejects.toThrow();
  expect((await one`select 1 where false`).length).toBe(0);
});

test('arrays go there and come back', async () => {
  const texts = ['a', 'b,c', '{"}', '\\', '', 'NULL', ' é😀'];
  const [row] = await one`
    select ${texts}::text[] as texts, array['a', null] as blank, ${[null, 'x']}::text[] as given,
      ${[1, -2]}::int[] as integers, ${[3, 4]}::float8[] as floats, array[1.5, 'infinity']::float8[] as broken,
      ${['5', '6']}::bigint[] as bigints, array['name'::name] as names, '{}'::text[] as none, ${[] as string[]}::text[] as empty,
      array[array[1, 2], array[3, 4]] as nested, ${['a & b']}::tsquery[] as queries`;
  expect(row).toEqual({
    texts,
    blank: ['a', null],
    given: [null, 'x'],
    integers: [1, -2],
    floats: [3, 4],
    broken: [1.5, Number.POSITIVE_INFINITY],
    bigints: [5n, 6n],
    names: ['name'],
    none: [],
    empty: [],
    nested: [
      [1, 2],
      [3, 4],
    ],
    queries: ["'a' & 'b'"],
  });
});
