import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findDataset } from '../../db/catalog.ts';
import { addRules, listRules, removeRules } from '../../db/exclusions/exclusions.ts';
import { ruleOf } from '../../db/exclusions/rules.ts';
import { createVersion } from '../../db/versions/create.ts';
import { publishVersion } from '../../db/versions/publish.ts';
import { rowRanges } from '../../db/versions/row-ranges.ts';
import { backup } from '../../scripts/backup/backup.ts';
import {
  append,
  type BackupFixture,
  backupFixture,
  catalogOf,
  contentOf,
  type OtherDatabase,
  otherDatabase,
  restoreInto,
  schemaOf,
} from './backup-fixture.ts';

let fixture: BackupFixture;
let folder: string;
let other: OtherDatabase;

beforeAll(async () => {
  fixture = await backupFixture();
  folder = await fixture.backup();
  other = await otherDatabase();
  await restoreInto(other.url, folder);
});
afterAll(async () => {
  await other?.close();
  await fixture?.setup.close();
});

const idsIn = async ({ owner }: Pick<OtherDatabase, 'owner'>, dataset = 'd') => {
  const rows = await owner.unsafe(`select id::int from ${await schemaOf(owner, dataset)}.images order by id`);
  return rows.map((row) => row.id as number);
};

test('every table comes back row for row, with its keys and indexes', async () => {
  const { setup } = fixture;
  const content = await contentOf(setup.owner, await setup.schema());
  expect(content).toMatchObject({ _excluded_images: { count: expect.any(Number) } });
  expect((content._excluded_images as { count: number }).count).toBeGreaterThan(1);
  expect(await contentOf(other.owner, await schemaOf(other.owner))).toEqual(content);
});

test('the catalogue says the same of it, and the same addresses lead to it', async () => {
  const { setup } = fixture;
  const before = await catalogOf(setup.owner);
  const after = await catalogOf(other.owner);
  expect(after).toMatchObject({ row: (before as { row: object }).row });
  expect((after as { exclusions: object[] }).exclusions).toEqual((before as { exclusions: object[] }).exclusions);
  const versions = (catalog: object) => (catalog as { versions: object[] }).versions;
  expect(versions(after)).toEqual(versions(before));
  expect(versions(after)).toHaveLength(3);
  const [first] = await findBoth('d-also');
  expect(first).toBe('d');
});

const findBoth = (segment: string) =>
  Promise.all([fixture.setup, other].map(async ({ owner }) => (await findDataset(owner, segment))?.name));

test('a restored dataset goes on like the one it comes from', async () => {
  const { setup, file } = fixture;
  const both = [setup, other];
  for (const { url } of both) expect((await append(url, file('b'))).join()).toContain('has been read into d already');
  for (const { url } of both) await append(url, file('e'));
  const [here, there] = await Promise.all(both.map((one) => idsIn(one)));
  expect(there).toEqual(here);
  const contents = await Promise.all(both.map(async ({ owner }) => contentOf(owner, await schemaOf(owner))));
  for (const table of ['images', 'domain', 'site', 'word', '_gone', '_excluded_images', '_posting'])
    expect(contents[1]?.[table], table).toEqual(contents[0]?.[table]);
  // The numbers of a file that was read before the backup, and is in it no more.
  for (const { url } of both) await append(url, file('a'), 'd', 'replace');
  expect((await idsIn(other))[0]).toBe(1);
  expect(await idsIn(other)).toEqual(await idsIn(setup));
});

test('numbers that were given after the backup are not given again', async () => {
  const last = async () => (await other.owner`select last_image_id::int as id from catalog.dataset`)[0]?.id;
  const before = await last();
  await restoreInto(other.url, folder, { replace: true });
  expect(await last()).toBe(before);
  const times = await other.owner`select created_at from catalog.version where dataset = 'd'`;
  await restoreInto(other.url, folder, { replace: true });
  // No history twice: only the version itself came in addition.
  expect(await other.owner`select from catalog.version where dataset = 'd'`).toHaveLength(times.length + 1);
});

test('under another name it stands beside the original, which keeps its aliases', async () => {
  await restoreInto(other.url, folder, { name: 'copy' });
  const [original, copy] = await Promise.all(['d', 'copy'].map((name) => schemaOf(other.owner, name)));
  expect(copy).not.toBe(original);
  expect(await contentOf(other.owner, copy as string)).toEqual(await contentOf(other.owner, original as string));
  expect((await findDataset(other.owner, 'd-also'))?.name).toBe('d');
});

test('exclusions of here and there hold for both', async () => {
  const place = await otherDatabase();
  try {
    const early = ruleOf('domain', 'odd.example');
    await addRules(place.owner, [early], 'here first');
    await restoreInto(place.url, folder);
    const images = `${await schemaOf(place.owner)}.images`;
    const urls = async (host: string) =>
      (await place.owner.unsafe(`select url from ${images} where url like '%//${host}/%'`)).length;
    expect(await urls('odd.example')).toBe(0);
    expect(await urls('out.example')).toBe(0);
    const kinds = (await listRules(place.owner, true)).map(({ value }) => value).sort();
    expect(kinds).toEqual(['odd.example', 'out.example', 'red fox']);
    await removeRules(place.owner, [early]);
    expect(await urls('odd.example')).toBe(4);
    // What was ended here since stays ended, though the backup knows it as in force.
    await removeRules(place.owner, [ruleOf('domain', 'out.example')]);
    await restoreInto(place.url, folder, { replace: true });
    const [row] = await place.owner.unsafe(
      `select count(*)::int as n from ${await schemaOf(place.owner)}.images where url like '%//out.example/%'`,
    );
    expect(row?.n).toBe(1);
  } finally {
    await place.close();
  }
});

const ownTables = (schemaName: string) => `
    set search_path = ${schemaName};
    create table "A ""b""" (id int primary key, "Name, x" text collate "C" unique, tags text[], "when" timestamptz,
      n numeric default 1, ok boolean, raw bytea, data jsonb, b bigint, check (id > 0));
    insert into "A ""b""" values (1, '', '{}', 'infinity', 1.10, true, '', '{"a": 1.0}', -1),
      (2, null, '{"a,\\"b",null,""}', '2020-01-01 00:00:00.000001+02', 'NaN', false, '\\x00ff22', 'null', null),
      (3, 'null', null, null, 1e30, null, null, null, ${2n ** 63n - 1n});
    create table word (word text);
    insert into word values (null), (''), (null), ('x');
    create table other (a int references "A ""b""" (id), f real, d double precision);
    insert into other values (1, 'NaN', '-Infinity'), (3, 0.1, 1e-300);
    create index on other (a desc, lower(f::text));
    create view z as select * from other;
    create view "a view" as select a, count(*) from z join "A ""b""" t on t.id = z.a group by a;
    reset search_path`;

test('a version of one’s own tables, whatever they hold, and its views', async () => {
  const origin = await otherDatabase();
  const { owner } = origin;
  const version = await createVersion(owner, 'own');
  await owner.unsafe(ownTables(version.schemaName));
  await publishVersion(owner, version, { config: { tables: {} } });
  const out = join(fixture.setup.folder, 'own');
  await backup(origin.url, { out, dataset: null }, () => {});
  const place = await otherDatabase();
  try {
    await restoreInto(place.url, out);
    const schema = await schemaOf(place.owner, 'own');
    expect(await contentOf(place.owner, schema)).toEqual(await contentOf(owner, version.schemaName));
    const links = await place.owner`
      select conname from pg_constraint where connamespace = ${schema}::regnamespace and contype in ('f', 'c', 'u', 'p')`;
    expect(links.map(({ conname }) => conname).sort()).toEqual([
      ...['A "b"_Name, x_key', 'A "b"_id_check', 'A "b"_pkey', 'other_a_fkey'],
    ]);
    expect(await catalogOf(place.owner, 'own')).toEqual(await catalogOf(owner, 'own'));
  } finally {
    await Promise.all([place.close(), origin.close()]);
  }
});

test('large values are taken in parts that hold every row once', async () => {
  const { owner } = other;
  const schemaName = await schemaOf(owner);
  const columns = [
    { name: 'texts', type: 'text' },
    { name: 'data', type: 'bytea' },
  ];
  const { rows, ranges } = await rowRanges(owner, { schemaName, table: '_column', columns }, 8000);
  expect(ranges.length).toBeGreaterThan(3);
  let found = 0;
  for (const { condition, largestRow } of ranges) {
    const [part] = await owner.unsafe(
      `select count(*)::int as rows, sum(octet_length(coalesce(texts, '')) + length(coalesce(data, '')))::int as bytes
       from ${schemaName}._column where ${condition}`,
    );
    found += part?.rows as number;
    expect(part?.bytes as number).toBeLessThanOrEqual(8000 + largestRow);
  }
  expect(found).toBe(rows);
});
