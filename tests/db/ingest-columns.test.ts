import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type IngestSetup, ingestSetup } from './ingest-setup.ts';
import { type ParquetValue, writeParquet } from './parquet-file.ts';

let setup: IngestSetup;
let made = 0;

beforeAll(async () => {
  setup = await ingestSetup();
});
afterAll(() => setup?.close());

const URL_COLUMN = { URL: 'VARCHAR' };
const ADDRESS = 'http://example.com/a.jpg';

/** Ingests one file into a dataset of its own; returns its images, and what was said about its columns. */
async function read(columns: Record<string, string>, rows: ParquetValue[][], change = (file: Buffer) => file) {
  const name = `c${made++}`;
  const path = join(setup.folder, `${name}.parquet`);
  await writeParquet(path, columns, rows);
  await writeFile(path, change(await readFile(path)));
  const summary = await setup.ingest([path], { name });
  const images = await setup.owner`select * from ${setup.owner(await setup.schema(name))}.images order by id`;
  const [file] = await setup.owner<{ notices: string }[]>`
    select notices from catalog.ingest_file f join catalog.version v on v.id = f.version_id where v.dataset = ${name}`;
  return { images, summary, notices: JSON.parse(file?.notices ?? '[]') as string[] };
}

/** Every spelling of every column, some in another letter case. */
const SPELLINGS: Record<string, string[]> = {
  url: ['URL', 'url', 'Url'],
  text: ['TEXT', 'text', 'caption', 'top_caption', 'Caption', 'TOP_CAPTION'],
  width: ['WIDTH', 'original_width', 'width', 'Original_Width'],
  height: ['HEIGHT', 'original_height', 'height'],
  similarity: ['similarity', 'clip_similarity_vitb32', 'SIMILARITY'],
  hash: ['hash', 'HASH'],
  punsafe: ['punsafe', 'PUNSAFE'],
  pwatermark: ['pwatermark', 'Pwatermark'],
  aesthetic: ['AESTHETIC_SCORE', 'aesthetic', 'aesthetic_score', 'aesthetic_score_laion_v2', 'Aesthetic'],
  language: ['LANGUAGE', 'language'],
  nsfw: ['NSFW', 'nsfw'],
  license: ['LICENSE', 'license'],
  source: ['source', 'SOURCE'],
};

test('all columns are read in every spelling', async () => {
  const paths: string[] = [];
  const rounds = [0, 1, 2, 3, 4, 5];
  for (const round of rounds) {
    const spelled = Object.entries(SPELLINGS).map(([column, all]) => [column, all[round % all.length] ?? ''] as const);
    const columns = Object.fromEntries(spelled.map(([, spelling]) => [spelling, 'VARCHAR']));
    const path = join(setup.folder, `spelled-${round}.parquet`);
    await writeParquet(path, columns, [spelled.map(([column]) => (column === 'url' ? ADDRESS + round : '1'))]);
    paths.push(path);
  }
  await setup.ingest(paths, { name: 'spelled' });
  const images = await setup.owner`select * from ${setup.owner(await setup.schema('spelled'))}.images order by id`;
  for (const round of rounds) {
    for (const column of Object.keys(SPELLINGS)) {
      expect(String(images[round]?.[column]), `${column} ${round}`).toBe(column === 'url' ? ADDRESS + round : '1');
    }
  }
  const files = await setup.owner`
    select notices from catalog.ingest_file f join catalog.version v on v.id = f.version_id where v.dataset = 'spelled'`;
  expect(files.map(({ notices }) => notices)).toEqual(rounds.map(() => '[]'));
});

test('of two spellings the first is read, with a notice', async () => {
  const columns = {
    ...URL_COLUMN,
    aesthetic_score_laion_v2: 'FLOAT',
    aesthetic: 'FLOAT',
    top_caption: 'VARCHAR',
    caption: 'VARCHAR',
  };
  const { images, notices } = await read(columns, [[ADDRESS, 5, 6, 'top', 'plain']]);
  expect(images[0]).toMatchObject({ aesthetic: 6, text: 'plain' });
  expect(notices).toContain('Of "aesthetic" and "aesthetic_score_laion_v2", both aesthetic, the first is read.');
  expect(notices).toContain('Of "caption" and "top_caption", both text, the first is read.');
});

test('spellings that differ in letter case only are told apart', async () => {
  // DuckDB writes no such file, so a name of the same length is changed in one.
  const change = (file: Buffer) => Buffer.from(file.toString('latin1').replaceAll('urX', 'url'), 'latin1');
  const { images, notices } = await read({ urX: 'VARCHAR', URL: 'VARCHAR' }, [['http://b.com/', ADDRESS]], change);
  expect(images[0]?.url).toBe(ADDRESS);
  expect(notices).toContain('Of "URL" and "url", both url, the first is read.');
});

test('missing columns are null and unknown ones left out, both named', async () => {
  const columns = { ...URL_COLUMN, exif: 'VARCHAR', 'odd "name"': 'INTEGER[]', boxes: 'STRUCT(a INTEGER, b INTEGER)' };
  const { images, notices } = await read(columns, [[ADDRESS, 'x', null, null]]);
  const { id, url, domain_id, site_id, ...others } = images[0] ?? {};
  expect(Object.values(others).every((value) => value === null)).toBe(true);
  expect(notices).toEqual([
    'Not in the file, so not recorded: text, width, height, similarity, hash, punsafe, pwatermark, aesthetic, language, ' +
      'nsfw, license, source.',
    'Unknown, so left out: exif, odd "name", boxes.',
  ]);
});

test('without a URL column it says which columns there are', async () => {
  const path = join(setup.folder, 'nourl.parquet');
  await writeParquet(path, { link: 'VARCHAR', TEXT: 'VARCHAR' }, [['a', 'b']]);
  await expect(setup.ingest([path], { name: 'nourl' })).rejects.toThrow(
    `${path}: no URL column; its columns are link, TEXT.`,
  );
});

/** Column and type, the values given, and what is kept of them. */
const TYPES: [string, string, ParquetValue[], unknown[]][] = [
  ['hash', 'BIGINT', [-5n, null], [-5n, null]],
  ['hash', 'INTEGER', [7], [7n]],
  ['hash', 'UBIGINT', [2n ** 64n - 1n, 2n ** 63n - 1n], [-1n, 2n ** 63n - 1n]],
  ['hash', 'VARCHAR', ['18446744073709551615', ' -9223372036854775808 '], [-1n, -(2n ** 63n)]],
  ['hash', 'VARCHAR', ['18446744073709551616', 'beef', '', '1.5'], [null, null, null, null]],
  ['hash', 'DECIMAL(20, 0)', [2n ** 63n], [-(2n ** 63n)]],
  ['hash', 'DOUBLE', [4096, 1e18, 0.5, Number.NaN], [4096n, null, null, null]],
  ...['FLOAT', 'DOUBLE', 'VARCHAR', 'DECIMAL(6, 3)'].flatMap((type): typeof TYPES => [
    ['similarity', type, ['0.3'], [0.3]],
    ['punsafe', type, ['0.001'], [0.001]],
    ['aesthetic', type, ['6.1'], [6.1]],
  ]),
  ...['INTEGER', 'BIGINT', 'USMALLINT', 'FLOAT', 'DOUBLE', 'VARCHAR'].map((type): (typeof TYPES)[0] => [
    'width',
    type,
    ['640', null],
    [640, null],
  ]),
  // Text of which the file does not say that it is text.
  ['text', 'BLOB', ['caf\\xC3\\xA9'], ['café']],
];

test('values of whatever type are read, a hash to the bit and a score to the digit', async () => {
  const paths: string[] = [];
  for (const [i, [column, type, given]] of TYPES.entries()) {
    const path = join(setup.folder, `type-${i}.parquet`);
    const rows = given.map((value) => [`http://example.com/${i}`, value]);
    await writeParquet(path, { ...URL_COLUMN, [column]: type }, rows);
    paths.push(path);
  }
  const summary = await setup.ingest(paths, { name: 'types' });
  const images = await setup.owner`select * from ${setup.owner(await setup.schema('types'))}.images order by id`;
  for (const [i, [column, type, , kept]] of TYPES.entries()) {
    const values = images.filter(({ url }) => url === `http://example.com/${i}`).map((image) => image[column]);
    expect(values, `${column} of type ${type}`).toEqual(kept);
  }
  expect(summary?.mended).toEqual({ 'hash not a 64-bit integer': 6 });
});
