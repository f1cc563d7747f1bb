import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invent } from '../../scripts/invent/invent.ts';
import { type IngestSetup, ingestSetup } from './ingest-setup.ts';
import { runDuck } from './parquet-file.ts';

let setup: IngestSetup;

beforeAll(async () => {
  setup = await ingestSetup();
});
afterAll(() => setup?.close());

const digest = async (folder: string) =>
  runDuck(`SELECT count(*) AS rows, bit_xor(hash(t)) AS digest FROM '${folder}/*.parquet' t`);

test('the same seed gives the same rows, in however many files; another gives others', async () => {
  const folders = ['one', 'two', 'other'].map((name) => join(setup.folder, name));
  const [one = '', two = '', other = ''] = folders;
  await invent({ rows: 2000, out: one, files: 1, seed: 3 });
  await invent({ rows: 2000, out: two, files: 3, seed: 3 });
  await invent({ rows: 2000, out: other, files: 1, seed: 4 });
  expect(await digest(two)).toEqual(await digest(one));
  expect(await digest(other)).not.toEqual(await digest(one));
});

test('all of it is kept, in the full layout', async () => {
  const summary = await setup.ingest([join(setup.folder, 'one')], { fields: { invented: true } });
  expect(summary).toMatchObject({ rowsRead: 2000, rowsKept: 2000, mended: {}, rejected: {}, duplicateUrls: 0 });
  const [row] = await setup.owner.unsafe(`
    select count(text) > 1900 and count(width) > 1900 and count(distinct hash) = 2000 and count(punsafe) = 2000
      and count(pwatermark) = 2000 and count(similarity) = 2000 and count(language) = 2000 and min(aesthetic) >= 5
      as "isFull", max(image_counts) > 20 as "hasArtists"
    from ${await setup.schema()}.images, ${await setup.schema()}.word where word.word = 'by' group by word.image_counts`);
  expect(row).toMatchObject({ isFull: true });
  const [dataset] = await setup.owner`select invented from catalog.dataset`;
  expect(dataset?.invented).toBe(true);
});
