import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableReading } from '../../app/_answer/reading.ts';
import { withLabels } from '../../app/data/export-rows.ts';
import { connect, type Sql } from '../../db/client.ts';
import { exportRows } from '../../db/export.ts';
import { BadRequest, type Row } from '../../db/query.ts';
import { type SQL, sql } from '../../db/sql.ts';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';

let database: FreshDatabase;
let pool: Sql;

beforeAll(async () => {
  database = await freshDatabase();
  pool = connect(database.url, 1);
});

afterAll(async () => {
  await pool?.end();
  await database?.drop();
});

describe('every row of a statement', () => {
  async function exported(statement: SQL, milliseconds = 60_000, leaving = new AbortController()) {
    const batches: Row[][] = [];
    let thrown: unknown = null;
    try {
      const limits = { milliseconds, signal: leaving.signal };
      for await (const rows of exportRows(pool, statement, limits)) batches.push(rows);
    } catch (error) {
      thrown = error;
    }
    // The pool has one connection: it has been given back, and its transaction is over.
    expect(await pool`select current_setting('transaction_read_only') as is`).toEqual([{ is: 'off' }]);
    return { batches, thrown };
  }
  const slowFrom = (n: number) =>
    sql`select n, case when n < ${n}::integer then null else pg_sleep(60) end from generate_series(1, 2000) as n`;

  test('comes in batches', async () => {
    const { batches, thrown } = await exported(sql`select generate_series(1, 1200) as n`);
    expect(thrown).toBeNull();
    expect(batches.map((rows) => rows.length)).toEqual([500, 500, 200]);
    expect(batches.flat().map((row) => row.n)).toEqual(Array.from({ length: 1200 }, (_, i) => i + 1));
  });

  test.each([
    ['the first', 1, 0],
    ['a later', 1100, 2],
  ])('ends with an error when %s batch takes too long', async (_, from, complete) => {
    const { batches, thrown } = await exported(slowFrom(from), 300);
    expect(batches.length).toBe(complete);
    expect(thrown).toBeInstanceOf(BadRequest);
    expect(String(thrown)).toContain('took too long: more than 300 ms');
  });

  test('throws why the client has gone, and what Postgres says of anything else', async () => {
    const leaving = new AbortController();
    setTimeout(() => leaving.abort(new Error('gone')), 300);
    expect(String((await exported(slowFrom(1), 60_000, leaving)).thrown)).toContain('gone');
    expect((await exported(sql`select 1 / 0`)).thrown).toMatchObject({ code: '22012' });
  });
});

describe('labels beside the rows of an export', () => {
  const reading = () => {
    const site = { name: 'site', columns: [{ name: 'id', sqlType: 'integer' }], config: { labelColumn: 'site' } };
    const image = { name: 'image', outgoing: [{ column: 'site_id', table: 'site', otherColumn: 'id' }] };
    const dataset = { tables: new Map([['site', site]]) };
    const reader = { pool, place: { dataset, schema: 'public' } };
    return { reader, table: image, request: { labels: ['site_id'], columns: ['id', 'site_id'] } };
  };
  const labelled = (milliseconds: number) =>
    withLabels(
      reading() as unknown as TableReading,
      [1, 2, null, 3].map((site_id, id) => ({ id, site_id })),
      milliseconds,
    );

  beforeAll(async () => {
    await pool`create table public.site (id integer, site text)`;
    await pool`insert into public.site values (1, 'one.example'), (2, 'two.example')`;
  });

  test('are blank where there is none', async () => {
    const rows = await labelled(20_000);
    expect(rows.map((row) => row.site_id_label)).toEqual(['one.example', 'two.example', null, null]);
  });

  test('are an error where they take too long', async () => {
    const other = connect(database.url, 1);
    await other.begin(async (held) => {
      await held`lock table public.site in access exclusive mode`;
      await expect(labelled(300)).rejects.toThrow('more than 300 ms for the labels of site_id');
      await expect(labelled(300)).rejects.toBeInstanceOf(BadRequest);
    });
    await other.end();
  });
});
