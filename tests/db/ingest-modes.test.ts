import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { lockDataset } from '../../db/versions/lock.ts';
import { type IngestSetup, ingestSetup } from './ingest-setup.ts';
import { writeParquet } from './parquet-file.ts';

const COLUMNS = { URL: 'VARCHAR', TEXT: 'VARCHAR', AESTHETIC_SCORE: 'FLOAT', LANGUAGE: 'VARCHAR' };

let setup: IngestSetup;
let a: string;
let b: string;

/** Ten rows: the second is rejected, scores go from 5 to 5.9, every third is Korean, the last two state neither. */
const rowsOf = (letter: string) =>
  Array.from({ length: 10 }, (_, i) => [
    i === 1 ? 'ftp://x.com/' : `http://${letter}${i % 4}.example.com/${i}.jpg`,
    `${letter} caption ${i} café`,
    i < 8 ? 5 + i / 10 : null,
    i < 8 ? (i % 3 ? 'en' : 'ko') : null,
  ]);

beforeAll(async () => {
  setup = await ingestSetup();
  a = join(setup.folder, 'a.parquet');
  b = join(setup.folder, 'b.parquet');
  await writeParquet(a, COLUMNS, rowsOf('a'));
  await writeParquet(b, COLUMNS, rowsOf('b'));
});
afterAll(() => setup?.close());

let name: string;
let made = 0;
beforeEach(() => {
  name = `m${made++}`;
});

const imagesOf = async (dataset: string) =>
  setup.owner<{ id: number; url: string; domain_id: number; site_id: number; text: string }[]>`
    select id::int, url, domain_id, site_id, text from ${setup.owner(await setup.schema(dataset))}.images order by id`;
const idsOf = async (dataset: string) => (await imagesOf(dataset)).map((image) => image.id);
const rowsFrom = (first: number) => [0, 2, 3, 4, 5, 6, 7, 8, 9].map((row) => first + row);

/** What is published of a dataset, down to the table's own number: nothing may have touched it. */
const published = async (dataset: string) => {
  const [row] = await setup.owner`
    select d.*, v.schema_name, v.state, to_regclass(v.schema_name || '.images')::oid::text as images
    from catalog.dataset d join catalog.version v on v.id = d.current_version where d.name = ${dataset}`;
  return row;
};
const schemasOf = async (dataset: string) => {
  const rows = await setup.owner<{ name: string }[]>`
    select nspname as name from pg_namespace join catalog.version on nspname = schema_name where dataset = ${dataset}`;
  return rows.map((row) => row.name);
};

test('what is there already is refused by another file, and skipped when it is the same', async () => {
  await setup.ingest([a], { name });
  const before = await published(name);
  await expect(setup.ingest([b], { name })).rejects.toThrow(/--replace .* --append/);
  setup.said.length = 0;
  for (const mode of ['new', 'replace', 'append'] as const) expect(await setup.ingest([a], { name, mode })).toBeNull();
  expect(setup.said).toHaveLength(3);
  expect(setup.said.join()).toMatch(/nothing was read again|has been read into/);
  expect(await published(name)).toEqual(before);
  const renamed = join(setup.folder, 'renamed.parquet');
  await copyFile(a, renamed);
  expect(await setup.ingest([renamed], { name })).toBeNull();
  const options = { name, filter: { minAesthetic: 5.5, language: null } };
  await expect(setup.ingest([a], options)).rejects.toThrow('--replace');
});

test('a skipped ingest still takes what is stated about the dataset', async () => {
  await setup.ingest([a], { name, fields: { title: 'One', aliases: [`${name}-x`], invented: true } });
  await setup.ingest([a], { name, fields: { title: 'Two', source: 'http://s/' } });
  expect(await published(name)).toMatchObject({
    title: 'Two',
    source: 'http://s/',
    aliases: [`${name}-x`],
    invented: true,
  });
});

test('numbers of images are kept for ever and never given again', async () => {
  await setup.ingest([a], { name });
  expect(await idsOf(name)).toEqual(rowsFrom(1));
  await setup.ingest([b], { name, mode: 'replace' });
  expect(await idsOf(name)).toEqual(rowsFrom(11));
  await setup.ingest([a], { name, mode: 'append' });
  expect(await idsOf(name)).toEqual([...rowsFrom(1), ...rowsFrom(11)]);
  const c = join(setup.folder, `${name}.parquet`);
  await writeParquet(c, COLUMNS, rowsOf('c'));
  await setup.ingest([c], { name, mode: 'append', limit: 3 });
  expect((await idsOf(name)).slice(-2)).toEqual([21, 23]);
  await setup.ingest([c, b], { name, mode: 'replace' });
  expect(await idsOf(name)).toEqual([...rowsFrom(11), ...rowsFrom(21)]);
  // Rows 31 to 40 were never given: nothing was read that far.
  await setup.ingest([c], { name, mode: 'append', filter: { minAesthetic: null, language: 'ko' } });
  expect((await idsOf(name)).slice(-3)).toEqual([31, 34, 37]);
});

test('appending keeps the old rows with their hosts and counts both', async () => {
  await setup.ingest([a], { name });
  const before = await imagesOf(name);
  const old = await published(name);
  await setup.ingest([b], { name, mode: 'append', fields: { title: 'Both' } });
  const after = await imagesOf(name);
  expect(after.slice(0, 9)).toEqual(before);
  expect(after).toHaveLength(18);
  const schema = await setup.schema(name);
  const once = join(setup.folder, 'once');
  await setup.ingest([a, b], { name: `${name}-once` });
  const whole = await setup.schema(`${name}-once`);
  for (const [table, columns] of [
    ['word', 'word, image_counts'],
    ['site', 'site, image_counts, domain_counts, mean_aesthetic'],
    ['domain', 'domain, image_counts, mean_aesthetic, best_aesthetic'],
    ['artists', 'name, image_counts'],
  ]) {
    const rowsIn = (from: string) => setup.owner.unsafe(`select ${columns} from ${from}.${table} order by 1`);
    expect(await rowsIn(schema), once).toEqual(await rowsIn(whole));
  }
  const files = await setup.owner`
    select path, first_id::int as first, rows_read::int as read, rows_kept::int as kept from catalog.ingest_file f
      join catalog.version v on v.id = f.version_id where v.schema_name = ${schema} order by f.id`;
  expect(files).toEqual([
    { path: a, first: 1, read: 10, kept: 9 },
    { path: b, first: 11, read: 10, kept: 9 },
  ]);
  expect(await published(name)).toMatchObject({ title: 'Both', last_image_id: 20n });
  expect((await published(name))?.schema_name).not.toBe(old?.schema_name);
});

test('filters drop what has no value too, and count it', async () => {
  const scored = await setup.ingest([a], { name, filter: { minAesthetic: 5.4, language: null } });
  expect(scored).toMatchObject({ rowsRead: 10, rowsKept: 4 });
  expect(scored?.rejected).toMatchObject({ filtered: { count: 5 }, 'scheme other than http or https': { count: 1 } });
  expect(await idsOf(name)).toEqual([5, 6, 7, 8]);
  await setup.ingest([a], { name, mode: 'replace', filter: { minAesthetic: 5.2, language: 'KO' } });
  expect(await idsOf(name)).toEqual([4, 7]);
});

test('a limit reads the first rows, over files', async () => {
  const result = await setup.ingest([a, b], { name, limit: 12 });
  expect(result).toMatchObject({ rowsRead: 12, rowsKept: 10 });
  expect(await idsOf(name)).toEqual([...rowsFrom(1), 11]);
});

test('folders, globs and repeated paths', async () => {
  const folder = join(setup.folder, 'many [1]');
  await mkdir(folder);
  await copyFile(b, join(folder, '2.parquet'));
  await copyFile(a, join(folder, '1 *.parquet'));
  await writeFile(join(folder, 'notes.txt'), 'no');
  expect(await setup.ingest([folder], { name })).toMatchObject({ rowsRead: 20 });
  expect((await imagesOf(name))[0]?.url).toContain('//a0');
  const paths = [join(setup.folder, '[ab].parquet'), a, b, join(folder, '2.parquet')];
  setup.said.length = 0;
  expect(await setup.ingest(paths, { name: `${name}-glob` })).toMatchObject({ rowsRead: 20 });
  expect(setup.said).toContainEqual(`${join(folder, '2.parquet')} is the same as ${b} and was not read again.`);
  await expect(setup.ingest([join(setup.folder, 'x*.parquet')], { name: 'x' })).rejects.toThrow('no such file');
  await expect(setup.ingest([join(setup.folder, 'none.parquet')], { name: 'x' })).rejects.toThrow('no such file');
  await mkdir(join(setup.folder, 'empty'));
  await expect(setup.ingest([join(setup.folder, 'empty')], { name: 'x' })).rejects.toThrow('holds no *.parquet');
});

test('names that cannot be', async () => {
  await setup.ingest([a], { name, fields: { aliases: [`${name}-alias`] } });
  const using = (dataset: string, aliases: string[] = []) => setup.ingest([a], { name: dataset, fields: { aliases } });
  await expect(using('Big')).rejects.toThrow('"Big" cannot be a name');
  await expect(using('data')).rejects.toThrow('"data" is reserved');
  await expect(using('fine', ['a/b'])).rejects.toThrow('"a/b" cannot be a name');
  await expect(using('fine', ['fine'])).rejects.toThrow('"fine" is given twice');
  await expect(using(`${name}-alias`)).rejects.toThrow(`already leads to the dataset ${name}`);
  await expect(using('fine', [name])).rejects.toThrow(`already leads to the dataset ${name}`);
  await expect(setup.schema('fine')).rejects.toThrow();
});

test('files that cannot be read leave what is published untouched', async () => {
  await setup.ingest([a], { name });
  const before = await published(name);
  const whole = await readFile(b);
  const broken: Record<string, Buffer> = {
    'cut.parquet': whole.subarray(0, whole.length - 100),
    'empty.parquet': Buffer.alloc(0),
    'text.parquet': Buffer.from('these are no rows at all, only text'),
    'damaged.parquet': Buffer.from(whole).fill(0xff, 8, Math.floor(whole.length / 3)),
  };
  for (const [file, content] of Object.entries(broken)) {
    const path = join(setup.folder, file);
    await writeFile(path, content);
    await expect(setup.ingest([a, path], { name, mode: 'replace' }), file).rejects.toThrow(file);
  }
  const noRows = join(setup.folder, 'norows.parquet');
  await writeParquet(noRows, COLUMNS, [['x', 'y', null, null]]);
  await expect(setup.ingest([noRows], { name, mode: 'replace' })).rejects.toThrow(
    'Of 1 rows none can be kept (unparsable URL: 1), so nothing was published.',
  );
  await expect(setup.ingest([noRows], { name, mode: 'append' })).rejects.toThrow('none can be kept');
  expect(await published(name)).toEqual(before);
  expect(await schemasOf(name)).toEqual([before?.schema_name]);
});

test('two at once: the second leaves', async () => {
  const results = await Promise.allSettled([setup.ingest([a], { name }), setup.ingest([a], { name })]);
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused).toHaveLength(1);
  expect(String(refused[0]?.reason)).toContain(`${name} is being ingested by another process`);
  const lock = await lockDataset(setup.owner, name);
  await expect(setup.ingest([b], { name, mode: 'replace' })).rejects.toThrow('is being ingested');
  await lock?.release();
  expect(await setup.ingest([b], { name, mode: 'replace' })).not.toBeNull();
});

test('what is stopped leaves nothing behind', async () => {
  await setup.ingest([a], { name });
  const before = await published(name);
  const stop = new AbortController();
  const ingesting = setup.ingest([b], { name, mode: 'replace' }, stop.signal);
  const timer = setInterval(async () => {
    if ((await schemasOf(name)).length > 1) stop.abort(new Error('stopped'));
  }, 1);
  await expect(ingesting).rejects.toThrow();
  clearInterval(timer);
  expect(await published(name)).toEqual(before);
  expect(await schemasOf(name)).toEqual([before?.schema_name]);
});

test('files from the web', async () => {
  const file = await readFile(a);
  const server: Server = createServer((request, response) => {
    if (request.url === '/gone.parquet') return response.writeHead(404).end();
    if (request.url !== '/cut.parquet') return response.end(file);
    response.writeHead(200, { 'content-length': file.length });
    response.write(file.subarray(0, 100), () => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    for (const path of ['gone.parquet', 'cut.parquet']) {
      await expect(setup.ingest([`${address}/${path}`], { name })).rejects.toThrow(`${address}/${path} could not be`);
    }
    expect(await setup.ingest([`${address}/a.parquet`], { name })).toMatchObject({ rowsKept: 9 });
    expect(await setup.ingest([a], { name })).toBeNull();
  } finally {
    server.close();
  }
  await expect(setup.ingest([`${address}/a.parquet`], { name: 'x' })).rejects.toThrow('could not be fetched');
  const [row] = await setup.owner`select path from catalog.ingest_file where path like 'http:%'`;
  expect(basename(row?.path)).toBe('a.parquet');
});
