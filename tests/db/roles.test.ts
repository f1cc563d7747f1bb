import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';
import { migrate } from '../../db/migrate.ts';
import { ensureRoles, grantVersion } from '../../db/roles.ts';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';

let database: FreshDatabase;
let owner: Sql;

beforeEach(async () => {
  database = await freshDatabase();
  owner = connect(database.url, 1);
});

afterEach(async () => {
  await owner.end();
  await database.drop();
});

/** Runs a statement as somebody; returns its rows, or the code of its error. */
async function as(url: string | null, statement: string): Promise<unknown> {
  const sql = connect(url ?? 'postgres://nobody@127.0.0.1:1/none', 1);
  try {
    return [...(await sql.unsafe(statement))];
  } catch (error) {
    return (error as { code?: string }).code;
  } finally {
    await sql.end();
  }
}

const NOT_ALLOWED = '42501';

async function withVersion() {
  await owner`create schema v1`;
  await owner`create table v1.images as select 1 as id`;
  const roles = await ensureRoles(database.url);
  await grantVersion(owner, 'v1');
  return roles;
}

test('both roles read a version they were granted, and neither writes to it', async () => {
  const { readerUrl, sqlUrl, sqlOffReason } = await withVersion();
  expect(sqlOffReason).toBeNull();
  for (const url of [readerUrl, sqlUrl]) {
    expect(await as(url, 'select id from v1.images')).toEqual([{ id: 1 }]);
    expect(await as(url, 'set transaction read write; insert into v1.images values (2)')).toBe(NOT_ALLOWED);
    expect(await as(url, 'set transaction read write; create schema mine')).toBe(NOT_ALLOWED);
    expect(await as(url, 'set transaction read write; create temporary table t ()')).toBe(NOT_ALLOWED);
    expect(await as(url, 'set transaction read write; create table public.t ()')).toBe(NOT_ALLOWED);
  }
});

test('pages read the catalogue, strangers do not', async () => {
  const { readerUrl, sqlUrl } = await withVersion();
  expect(await as(readerUrl, 'select name from catalog.dataset')).toEqual([]);
  expect(await as(sqlUrl, 'select name from catalog.dataset')).toBe(NOT_ALLOWED);
});

test('pages write to what the owner keeps for them, strangers do not see it', async () => {
  const { readerUrl, sqlUrl } = await withVersion();
  await owner`create table kept.answer (x int)`;
  expect(await as(readerUrl, 'insert into kept.answer values (1) returning x')).toEqual([{ x: 1 }]);
  expect(await as(sqlUrl, 'select * from kept.answer')).toBe(NOT_ALLOWED);
});

test.each([
  'select pg_advisory_lock(1)',
  'select lo_create(0)',
  "select lo_from_bytea(0, 'x')",
  "select pg_read_file('/etc/passwd')",
  "copy v1.images to program 'true'",
  'select pg_terminate_backend(pid) from pg_stat_activity where usename = current_user and pid = 0 or pg_reload_conf()',
])('a stranger may not: %s', async (statement) => {
  const { sqlUrl } = await withVersion();
  expect(await as(sqlUrl, statement)).toBe(NOT_ALLOWED);
});

test('strangers search as the pages do', async () => {
  const { sqlUrl } = await withVersion();
  expect(await as(sqlUrl, "select template.norm('Dürer') as norm")).toEqual([{ norm: 'durer' }]);
});

test('their sessions are limited', async () => {
  const { sqlUrl } = await withVersion();
  const limits = await as(
    sqlUrl,
    `select current_setting('statement_timeout') as time, current_setting('temp_file_limit') as space,
      current_setting('default_transaction_read_only') as "readOnly"`,
  );
  expect(limits).toEqual([{ time: '15s', space: '1GB', readOnly: 'on' }]);
});

test('versions published before the roles were made are readable too', async () => {
  await owner`create schema v7`;
  await owner`create table v7.images as select 7 as id`;
  await owner`insert into catalog.version (dataset, schema_name, state) values ('d', 'v7', 'published')`;
  await grantVersion(owner, 'v7');
  const { readerUrl } = await ensureRoles(database.url);
  expect(await as(readerUrl, 'select id from v7.images')).toEqual([{ id: 7 }]);
});

test('several processes at once migrate and make the roles in turn', async () => {
  const empty = await freshDatabase({ migrated: false });
  try {
    await Promise.all([1, 2, 3].map(() => migrate(empty.url)));
    const all = await Promise.all([1, 2, 3].map(() => ensureRoles(empty.url)));
    expect(new Set(all.map(({ sqlUrl }) => sqlUrl)).size).toBe(1);
  } finally {
    await empty.drop();
  }
});

test('a user who may not make roles gets the pages, and the reason why the SQL page is off', async () => {
  const name = new URL(database.url).pathname.slice(1);
  const plain = `${name}_plain`;
  await owner.unsafe(`create role ${plain} login`);
  await owner.unsafe(`grant create on database ${name} to ${plain}`);
  for (const schema of ['catalog', 'template']) await owner.unsafe(`alter schema ${schema} owner to ${plain}`);
  await owner.unsafe(`grant select on all tables in schema catalog to ${plain}`);
  const url = new URL(database.url);
  url.username = plain;
  expect(await ensureRoles(url.href)).toEqual({
    readerUrl: url.href,
    sqlUrl: null,
    sqlOffReason: `The database user ${plain} may not create the role ${name}_sql.`,
  });
});
