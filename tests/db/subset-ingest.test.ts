import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CARD_KEY } from '../../db/data-card.ts';
import { currentVersion } from '../../db/versions/current.ts';
import { backup } from '../../scripts/backup/backup.ts';
import { literal } from '../../scripts/ingest/quote.ts';
import { invent } from '../../scripts/invent/invent.ts';
import { otherDatabase, restoreInto } from './backup-fixture.ts';
import { type IngestSetup, ingestSetup } from './ingest-setup.ts';
import { runDuck } from './parquet-file.ts';
import { makeSubset } from './subset-fixture.ts';

let setup: IngestSetup;
let source: string;

beforeAll(async () => {
  setup = await ingestSetup();
  source = join(setup.folder, 'source');
  await invent({ rows: 5000, out: source, files: 2, seed: 4 });
});
afterAll(() => setup?.close());

const cardsOf = async (owner = setup.owner, dataset = 'd') => (await currentVersion(owner, dataset))?.cards ?? {};
const imagesOf = async (dataset: string) => {
  const rows = await setup.owner`
    select url, text, width, height, similarity, punsafe, pwatermark, aesthetic, hash, language, nsfw, license
    from ${setup.owner(await setup.schema(dataset))}.images order by id`;
  return [...rows];
};

test('a subset that is read in has the rows of an ingest with the same conditions, and its card', async () => {
  const out = join(setup.folder, 'six.parquet');
  const { card } = await makeSubset([source], "aesthetic >= 6 and language = 'en'", out);
  const summary = await setup.ingest([out]);
  await setup.ingest([source], { name: 'direct', filter: { minAesthetic: 6, language: 'en' } });
  expect(await imagesOf('d')).toEqual(await imagesOf('direct'));
  expect(summary).toMatchObject({ rowsRead: card.rowsOut, rowsKept: card.rowsOut, mended: {}, rejected: {} });
  expect(Object.values(await cardsOf())).toEqual([card]);
  expect(await cardsOf(setup.owner, 'direct')).toEqual({});
});

test('cards stay when files are added, come back from a backup, and go with their files', async () => {
  const seven = join(setup.folder, 'seven.parquet');
  const before = Object.values(await cardsOf());
  const { card } = await makeSubset([source], 'aesthetic >= 7 or width is null', seven);
  await setup.ingest([seven], { mode: 'append' });
  expect(
    Object.values(await cardsOf())
      .map(({ where }) => where)
      .sort(),
  ).toEqual([card.where, before[0]?.where].sort());
  const folder = join(setup.folder, 'backup');
  await backup(setup.url, { out: folder, dataset: 'd' }, () => {});
  const other = await otherDatabase();
  await restoreInto(other.url, folder);
  expect(await cardsOf(other.owner)).toEqual(await cardsOf());
  await other.close();
  await setup.ingest([join(source, 'part-00000.parquet')], { mode: 'replace' });
  expect(await cardsOf()).toEqual({});
});

/** A file of two rows that has this for its card. */
async function withCard(name: string, card: string): Promise<string> {
  const path = join(setup.folder, name);
  await runDuck(`
    COPY (SELECT 'http://a.com/' || i AS url FROM range(2) t (i)) TO '${path}'
    (FORMAT parquet, KV_METADATA {${literal(CARD_KEY)}: ${card}})`);
  return path;
}

const CANNOT = 'Its data card cannot be read, so it is left out.';

test.each([
  ['no JSON', literal('{'), CANNOT],
  ['another form', literal('{"format": 1, "rowsIn": "many"}'), CANNOT],
  ['no text', "'\\xFF\\xFE'::BLOB", CANNOT],
  ['nested without end', literal('['.repeat(200_000)), CANNOT],
  ['too long', `repeat('x', ${17 << 20})`, CANNOT],
])('a card that is %s is left out, and said so', async (what, card, notice) => {
  const name = what.toLowerCase().replaceAll(' ', '-');
  const path = await withCard(`${name}.parquet`, card);
  const summary = await setup.ingest([path], { name });
  expect(summary).toMatchObject({ rowsKept: 2, cards: {} });
  const [file] = (await currentVersion(setup.owner, name))?.files ?? [];
  expect(file?.notices).toContain(notice);
});

test('a card that speaks of another file is left out', async () => {
  const out = join(setup.folder, 'eight.parquet');
  const { card } = await makeSubset([source], 'aesthetic >= 8', out);
  const path = await withCard('foreign.parquet', literal(JSON.stringify(card)));
  const summary = await setup.ingest([path], { name: 'foreign' });
  expect(summary?.cards).toEqual({});
  const [file] = (await currentVersion(setup.owner, 'foreign'))?.files ?? [];
  expect(file?.notices).toContain(
    `Its data card speaks of ${card.rowsOut} rows, and the file has 2, so it is left out.`,
  );
});

test('a card is found under whatever name its file has', async () => {
  const copy = join(setup.folder, "it's [a] copy*.parquet");
  await copyFile(join(setup.folder, 'eight.parquet'), copy);
  const summary = await setup.ingest([copy], { name: 'copy' });
  expect(Object.values(summary?.cards ?? {})).toMatchObject([{ where: 'aesthetic >= 8' }]);
});
