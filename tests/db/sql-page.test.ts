import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { SqlError } from '../../db/sql-page/sql-error.ts';
import { refused, sqlFixture } from './sql-fixture.ts';

const fixture = sqlFixture();
const { ask, rowsOf } = fixture;

describe('a statement', () => {
  test('finds the tables of its version by name, and gives every value as text', async () => {
    expect(await rowsOf('select id, width, hash from images order by id limit 2')).toEqual([
      ['1', '1920', '1642295254292979'],
      ['2', '800', '-5115813378704125'],
    ]);
    expect(
      await rowsOf(
        `select 9223372036854775807, 1.50, 1e-5::float8, true, null, '\\x01ff'::bytea, array[1, 2],
          date '2022-02-03', timestamptz '2022-02-03 04:05:06Z', 'NaN'::real, row(1, 'a'), '{"a": 1}'::json`,
      ),
    ).toEqual([
      [
        '9223372036854775807',
        '1.50',
        '1e-05',
        't',
        null,
        '\\x01ff',
        '{1,2}',
        '2022-02-03',
        '2022-02-03 04:05:06+00',
        'NaN',
        '(1,a)',
        '{"a": 1}',
      ],
    ]);
  });

  test('searches as the explorer does', async () => {
    expect(await rowsOf("select template.norm('Dürer'), public.similarity('a', 'a')")).toEqual([['durer', '1']]);
  });

  test('keeps a value each of columns that share a name', async () => {
    const answer = await ask('select 1 as x, 2 as x');
    expect(answer).toMatchObject({ value: { columns: [{ name: 'x' }, { name: 'x' }], rows: [['1', '2']] } });
  });

  test('may have no rows, no columns, or be explained', async () => {
    expect(await ask('select id from images where false')).toMatchObject({
      value: { columns: [{ name: 'id' }], rows: [] },
    });
    expect(await rowsOf('select from images limit 2')).toEqual([[], []]);
    expect((await rowsOf('explain select * from images where id = :id', { id: '1' })).length).toBeGreaterThan(0);
    expect(await rowsOf('explain query plan select 1')).toHaveLength(1);
  });

  test.each([
    ['select count(*) from images where width > :w', { w: '1024' }, '45'],
    ['select :a || :b', { a: 'x' }, 'x'],
    ['select :a', {}, ''],
    ['select :n::int + 1', { n: '41' }, '42'],
    ["select case when :n = '' then 0 else :n::int end", { n: '7' }, '7'],
    ['select not :yes', { yes: 'true' }, 'f'],
    ["select :j::jsonb ->> 'a'", { j: '{"a": "b"}' }, 'b'],
    ['select :d::date + 1', { d: '2022-12-31' }, '2023-01-01'],
    ["select :b::bytea = '\\x61'", { b: 'a' }, 't'],
    ['select max(id) from images where id in (select id from images limit :n)', { n: '3' }, '3'],
    ['select (width > :w) from images group by (width > :w) order by 1 limit 1', { w: '1' }, 't'],
    ["select 'drop' || :a", { a: "'; drop table images; --" }, "drop'; drop table images; --"],
  ])('takes parameters as the type they stand for: %s', async (sql, values, expected) => {
    expect((await rowsOf(sql, values as Record<string, string>))[0]?.[0]).toBe(expected);
  });

  test.each([
    ['select id,\n  nope from images', 'column "nope" does not exist (line 2, column 3)', 13],
    ['select :a, "é😀", nope', 'column "é😀" does not exist (line 1, column 12)', 11],
    ['selec', 'Statement must be a SELECT', undefined],
    ['select * form images', 'syntax error at or near "form" (line 1, column 10)', 9],
    ["select 'a", 'unterminated quoted string at or near "\'a" (line 1, column 8)', 7],
    ['select :n::int', 'invalid input syntax for type integer: ""', null],
    ['select 1 / 0', 'division by zero', null],
  ])('that is wrong is refused in words that say where: %s', async (sql, message, position) => {
    const error = await refused(ask(sql));
    expect(error.errors[0]).toBe(message);
    expect((error as SqlError).position).toBe(position);
  });
});

describe('limits', () => {
  test('rows', async () => {
    expect(await ask('select generate_series(1, 100)')).toMatchObject({ value: { cut: null } });
    const answer = await ask('select generate_series(1, 101)');
    expect(answer).toMatchObject({ value: { cut: 'rows' } });
    expect(answer.state === 'answered' && answer.value.rows.length).toBe(100);
    expect(await ask('select * from generate_series(1, 100000000)')).toMatchObject({ state: 'timed out' });
  });

  test('bytes of many rows cut the answer short', async () => {
    const answer = await ask("select repeat('x', 30000) from generate_series(1, 100)", {}, { rows: 1000 });
    expect(answer).toMatchObject({ value: { cut: 'bytes' } });
    expect(answer.state === 'answered' && answer.value.rows.length).toBeGreaterThan(0);
  });

  test.each([
    "select repeat('x', 1000000000)",
    "select repeat('x', 5000000)",
    "select repeat('9', 5000000)::int",
    "select format('%1000000000s', 'x')",
    "select lpad('x', 500000000, 'y')",
    'select array_fill(1, array[100000000])',
    "select repeat('x', 100000000) as a, repeat('y', 100000000) as b, repeat('z', 100000000) as c",
  ])('one huge value does not reach this process: %s', async (sql) => {
    const before = process.memoryUsage.rss();
    const answer = await ask(sql, {}, { milliseconds: 3000 }).catch((error) => error);
    if (answer instanceof Error) {
      expect(answer).toBeInstanceOf(SqlError);
      expect(answer.message).toMatch(/needs more memory|hold more than|too large/);
    } else expect(answer.state).toBe('timed out');
    expect(process.memoryUsage.rss() - before).toBeLessThan(64 * 1024 * 1024);
  });

  test.each([
    'select count(*) from generate_series(1, 1000000000000)',
    'with recursive t(n) as (select 1 union all select n + 1 from t) select count(*) from t',
    "with recursive t(x) as (select 'xx' union all select x || x from t) select max(length(x)) from t",
    'select count(*) from images a, images b, images c, images d, images e',
    "select string_agg(md5(g::text), '') from generate_series(1, 1000000000) g",
    'select array_agg(g) from generate_series(1, 1000000000) g',
    'select jsonb_agg(g) from generate_series(1, 1000000000) g',
    'select count(distinct g) from generate_series(1, 1000000000) g',
    'select g from generate_series(1, 1000000000) g order by md5(g::text)',
    'select max(a.id + b.id) over (partition by a.id) from images a, images b, images c, images d order by random()',
    "select length(repeat('x', 200000000)), length(repeat('x', 200000000)), length(repeat('x', 200000000))",
  ])('time and memory: %s', async (sql) => {
    const started = performance.now();
    const answer = await ask(sql, {}, { milliseconds: 500 }).catch((error) => error);
    expect(performance.now() - started).toBeLessThan(4000);
    if (answer instanceof Error) expect(answer.message).toMatch(/memory|temporary file|array size/);
    else expect(answer).toEqual({ state: 'timed out', milliseconds: 500 });
    expect(await rowsOf('select 1')).toEqual([['1']]);
  });

  test('a client that goes away ends its statement in Postgres within a second', async () => {
    const leaving = new AbortController();
    const mark = `gone-${Math.random()}`;
    const asked = ask(
      `select count(*), '${mark}' from generate_series(1, 10000000000)`,
      {},
      {
        milliseconds: 20_000,
        signal: leaving.signal,
      },
    ).catch((error) => error);
    const running = async () => {
      const [row] = await fixture.owner<{ n: number }[]>`
        select count(*)::int as n from pg_stat_activity
        where pid <> pg_backend_pid() and state <> 'idle' and query like ${`%${mark}%`}`;
      return row?.n;
    };
    for (let i = 0; i < 100 && (await running()) === 0; i++) await sleep(20);
    expect(await running()).toBe(1);
    leaving.abort(new Error('gone'));
    expect(await asked).toMatchObject({ message: 'gone' });
    await sleep(500);
    expect(await running()).toBe(0);
  });

  test('nothing is left of a statement', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, i) => rowsOf(`select ${i}`)));
    await sleep(300);
    const [row] = await fixture.owner<{ n: number }[]>`
      select count(*)::int as n from pg_stat_activity where usename = ${new URL(fixture.url).username}`;
    expect(row?.n).toBe(0);
  });
});
