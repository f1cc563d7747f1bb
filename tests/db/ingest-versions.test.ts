import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../db/client.ts';
import { createVersion } from '../../db/versions/create.ts';
import { dropRetired, dropVersion } from '../../db/versions/drop.ts';
import { lockDataset } from '../../db/versions/lock.ts';
import { publishVersion } from '../../db/versions/publish.ts';
import { type IngestSetup, ingestSetup } from './ingest-setup.ts';
import { writeParquet } from './parquet-file.ts';

let setup: IngestSetup;

beforeAll(async () => {
  setup = await ingestSetup();
  for (const letter of ['a', 'b']) {
    const rows = Array.from({ length: 2000 }, (_, i) => [`http://${letter}.example.com/${i}`]);
    await writeParquet(join(setup.folder, `${letter}.parquet`), { URL: 'VARCHAR' }, rows);
  }
});
afterAll(() => setup?.close());

/** Lets time pass for what has been retired. */
const age = (seconds: number) =>
  setup.owner`update catalog.version set retired_at = retired_at - make_interval(secs => ${seconds})`;
const ageLoading = (seconds: number) =>
  setup.owner`
    update catalog.version set created_at = created_at - make_interval(secs => ${seconds}) where state = 'loading'`;
const exists = async (schemaName: string) =>
  (await setup.owner`select from pg_namespace where nspname = ${schemaName}`).length > 0;

test('a reader pages through the old version while it is replaced, and holds it until it has done', async () => {
  await setup.ingest([join(setup.folder, 'a.parquet')]);
  const old = await setup.schema();
  const reader = connect(setup.url, 1);
  const urls: string[] = [];
  await reader.begin('read only', async (tx) => {
    const pages = tx.unsafe(`select url from ${old}.images order by id`).cursor(500);
    for await (const page of pages) {
      if (urls.length === 500) {
        await setup.ingest([join(setup.folder, 'b.parquet')], { mode: 'replace' });
        expect(await setup.schema()).not.toBe(old);
        expect(await dropRetired(setup.owner)).toEqual([]);
        await age(60);
        expect(await dropRetired(setup.owner)).toEqual([]);
      }
      urls.push(...page.map((row) => row.url as string));
    }
  });
  expect(urls).toEqual(Array.from({ length: 2000 }, (_, i) => `http://a.example.com/${i}`));
  expect(await exists(old)).toBe(true);
  expect(await dropRetired(setup.owner)).toEqual([old]);
  expect(await exists(old)).toBe(false);
  const rows = await setup.owner.unsafe(`select count(*)::int as n from ${await setup.schema()}.images`);
  expect(rows[0]?.n).toBe(2000);
  await reader.end();
});

test('a reader who never leaves is cut off after ten minutes', async () => {
  const old = await setup.schema();
  await setup.ingest([join(setup.folder, 'a.parquet')], { mode: 'replace' });
  const reader = connect(setup.url, 1);
  const reading = reader.begin(async (tx) => {
    await tx.unsafe(`select 1 from ${old}.images limit 1`);
    await tx`select pg_sleep(60)`;
  });
  const cutOff = expect(reading).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await age(601);
  // A pool of one, as the server's housekeeping has.
  const housekeeper = connect(setup.url, 1);
  expect(await dropRetired(housekeeper)).toEqual([old]);
  await cutOff;
  await Promise.all([reader.end(), housekeeper.end()]);
});

test('a version of one’s own tables is published like any other', async () => {
  const { owner } = setup;
  const version = await createVersion(owner, 'Pg_other-set'.toLowerCase());
  expect(version.schemaName).toMatch(/^d_pg_other_set_v\d+$/);
  await owner.unsafe(`create table ${version.schemaName}.things (id int primary key); `);
  const config = { tables: { things: { title: 'Things' } }, queries: {} };
  await publishVersion(owner, version, { title: 'Other', aliases: ['other'], config });
  const [row] = await owner`select * from catalog.dataset where name = ${version.dataset}`;
  expect(row).toMatchObject({ title: 'Other', aliases: ['other'], last_image_id: 0n, invented: false });
  expect(row?.current_version).toBe(BigInt(version.id));
  expect(JSON.parse(row?.config)).toEqual(config);
});

test('a version that is loading is dropped once its loader is gone, not before', async () => {
  const { owner } = setup;
  const lock = await lockDataset(owner, 'loading');
  const version = await createVersion(owner, 'loading');
  expect(await dropRetired(owner)).toEqual([]);
  await ageLoading(60);
  expect(await dropRetired(owner)).toEqual([]);
  expect(await lockDataset(owner, 'loading')).toBeNull();
  await lock?.release();
  expect(await dropRetired(owner)).toEqual([version.schemaName]);
  expect(await dropVersion(owner, version, false)).toBe(true);
});
