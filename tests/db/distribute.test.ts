import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addRules, removeRules } from '../../db/exclusions/exclusions.ts';
import { ruleOf } from '../../db/exclusions/rules.ts';
import { backup } from '../../scripts/backup/backup.ts';
import { restore } from '../../scripts/backup/restore.ts';
import { type IngestSetup, ingestSetup } from './ingest-setup.ts';
import { writeParquet } from './parquet-file.ts';

// There is no cluster here. An extension that is called `citus` writes down what it is asked, and refuses what the real
// one is known to refuse of a table: what this shows is that the right calls are made, in the right order, on tables that
// are empty. What a cluster then makes of the tables and of the statements on them it does not show.
const CONTROL = "default_version = '1.0'\nschema = pg_catalog\nrelocatable = false\n";
const SCRIPT = `
create table public.citus_call (n serial, what text, schema_name text, table_name text, beside text);
create function pg_catalog.citus_is_coordinator() returns boolean language sql
  as $$ select coalesce(current_setting('stub.is_coordinator', true), '') <> 'no' $$;
create function pg_catalog.note_citus_call(what text, relation regclass, beside text) returns void language plpgsql as $$
declare has_rows boolean;
begin
  execute format('select exists (select from %s)', relation) into has_rows;
  if has_rows then raise exception '% holds rows already', relation; end if;
  if exists (select from pg_attribute where attrelid = relation and attidentity <> '') then
    raise exception '% has an identity column', relation;
  end if;
  insert into public.citus_call (what, schema_name, table_name, beside)
  select $1, relnamespace::regnamespace::text, relname, $3 from pg_class where oid = relation;
end $$;
create function pg_catalog.create_distributed_table(
  table_name regclass, distribution_column text, distribution_type text default 'hash', colocate_with text default 'default')
returns void language plpgsql as $$
begin
  if colocate_with not in ('default', 'none') and not exists (
    select from public.citus_call c where format('%I.%I', c.schema_name, c.table_name)::regclass = colocate_with::regclass)
  then raise exception '% is not distributed', colocate_with; end if;
  perform pg_catalog.note_citus_call('by ' || distribution_column, table_name, colocate_with);
end $$;
create function pg_catalog.create_reference_table(table_name regclass) returns void language sql
  as $$ select pg_catalog.note_citus_call('everywhere', table_name, null) $$;
`;

let setup: IngestSetup;
let file: string;

beforeAll(async () => {
  setup = await ingestSetup();
  const folder = mkdtempSync(join(tmpdir(), 'explorer-extension-'));
  mkdirSync(join(folder, 'extension'));
  writeFileSync(join(folder, 'extension', 'citus.control'), CONTROL);
  writeFileSync(join(folder, 'extension', 'citus--1.0.sql'), SCRIPT);
  chmodSync(folder, 0o755);
  await setup.owner.begin(async (tx) => {
    await tx.unsafe(`set local extension_control_path = '$system:${folder}'`);
    await tx`create extension citus`;
  });
  rmSync(folder, { recursive: true });
  file = join(setup.folder, 'images.parquet');
  const rows = Array.from({ length: 40 }, (_, i) => [`https://host${i % 5}.example/${i}.jpg`, `a light caption ${i}`]);
  await writeParquet(file, { url: 'VARCHAR', text: 'VARCHAR' }, rows);
});

afterAll(() => setup.close());

const calls = async (schema: string) => {
  const rows = await setup.owner<{ what: string; table: string; beside: string | null }[]>`
    select what, table_name as table, beside from citus_call where schema_name = ${schema} order by n`;
  return rows.map(({ what, table, beside }) => [table, what, beside?.replaceAll(/"|_?v\d+/g, '') ?? null]);
};

const EXPECTED = [
  ['images', 'by id', 'default'],
  ['_excluded_images', 'by id', 'd.images'],
  ...['artists', 'celebrities', 'characters', 'domain', 'site', 'word', '_excluded_domain', '_excluded_site'].map(
    (table) => [table, 'everywhere', null],
  ),
];

test('a version is spread over a cluster while its tables are empty, and so is the next one', async () => {
  await setup.ingest([file]);
  const first = await setup.schema();
  expect(await calls(first)).toEqual(EXPECTED);
  const more = join(setup.folder, 'more.parquet');
  await writeParquet(more, { url: 'VARCHAR', text: 'VARCHAR' }, [['https://new.example/1.jpg', 'more light']]);
  await setup.ingest([more], { mode: 'append' });
  const second = await setup.schema();
  expect(second).not.toBe(first);
  expect(await calls(second)).toEqual(EXPECTED);
});

test('what is taken out finds tables that are spread already', async () => {
  const before = await calls(await setup.schema());
  const rules = [ruleOf('domain', 'host1.example')];
  expect(await addRules(setup.owner, rules, null)).toMatchObject({ rows: 16 });
  expect(await removeRules(setup.owner, rules)).toMatchObject({ rows: 16 });
  expect(await calls(await setup.schema())).toEqual(before);
});

test('a version that is restored is spread before its rows come', async () => {
  const out = join(setup.folder, 'backup');
  await backup(setup.url, { out, dataset: null }, () => {});
  await restore(setup.url, { folder: out, dataset: null, name: 'again', replace: false }, () => {});
  const spread = (await calls(await setup.schema('again'))).map(([table, what]) => [table, what]);
  expect(spread).toEqual(EXPECTED.map(([table, what]) => [table, what]));
});

test('a server that is no coordinator is left alone', async () => {
  const [row] = await setup.owner<{ database: string }[]>`select current_database() as database`;
  await setup.owner.unsafe(`alter database ${row?.database} set stub.is_coordinator = 'no'`);
  await setup.ingest([file], { name: 'alone' });
  expect(await calls(await setup.schema('alone'))).toEqual([]);
});
