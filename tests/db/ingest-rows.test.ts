import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nameEntry } from '../../scripts/ingest/phrases.ts';
import { captionWords, countPhrases, countWords, wordsOf } from './ingest-oracle.ts';
import { type IngestSetup, ingestSetup } from './ingest-setup.ts';
import { type ParquetValue, writeParquet } from './parquet-file.ts';

const COLUMNS = {
  URL: 'VARCHAR',
  TEXT: 'VARCHAR',
  WIDTH: 'DOUBLE',
  HEIGHT: 'VARCHAR',
  similarity: 'DOUBLE',
  punsafe: 'DOUBLE',
  pwatermark: 'FLOAT',
  AESTHETIC_SCORE: 'DOUBLE',
  hash: 'UBIGINT',
  LANGUAGE: 'VARCHAR',
};

const LONG = 'ä'.repeat(5000);
/** Two bytes a character: the cut at 65,536 bytes falls on a character; one byte more before it, and it falls inside. */
const TOO_LONG = `${'é'.repeat(40_000)}`;
const TOO_LONG_ODD = `x${'é'.repeat(40_000)}`;
const EMOJI_CUT = `abc${'🎨'.repeat(20_000)}`;

type Expected = Record<string, unknown> | string;
type Row = [ParquetValue[], Expected];

const url = (host: string) => `http://${host}/a.jpg`;
const plain = (address: string | null, text: string | null): ParquetValue[] => [
  address,
  text,
  10,
  '20',
  0.3,
  0.5,
  0.25,
  6.1,
  1n,
  'en',
];
const numbers = (...values: ParquetValue[]): ParquetValue[] => [url('n.example.com'), 'numbers', ...values];

/** What is read, and what is to become of it: the reason of its rejection, or columns of the image it becomes. */
const ROWS: Row[] = [
  [
    plain('https://i.pinimg.com/1.jpg', 'By Thomas Kinkade'),
    { host: 'i.pinimg.com', site: 'pinimg.com', aesthetic: 6.1 },
  ],
  [plain('HTTPS://WWW.BBC.CO.UK/x', 'THOMAS-KINKADE!'), { host: 'www.bbc.co.uk', site: 'bbc.co.uk' }],
  [plain(null, 'a'), 'no URL'],
  [plain('', 'a'), 'no URL'],
  [plain('   ', 'a'), 'no URL'],
  [plain('javascript:alert(1)', 'a'), 'scheme other than http or https'],
  [plain('data:image/png;base64,AAAA', 'a'), 'scheme other than http or https'],
  [plain('ftp://files.example.com/x', 'a'), 'scheme other than http or https'],
  [plain('java\nscript:alert(1)', 'a'), 'scheme other than http or https'],
  [plain('example.com/x.jpg', 'a'), 'unparsable URL'],
  [plain('//example.com/x.jpg', 'a'), 'unparsable URL'],
  [plain('http://', 'a'), 'unparsable URL'],
  [plain('http://exa mple.com/x', 'a'), 'unparsable URL'],
  [plain('http://../x', 'a'), 'unparsable URL'],
  [plain(`http://${'a.'.repeat(150)}com/x`, 'a'), 'unparsable URL'],
  [plain(`http://example.com/${'x'.repeat(8200)}`, 'a'), 'URL over 8 KB'],
  [plain(`http://example.com/${'x'.repeat(8192 - 19)}`, 'longest'), { host: 'example.com' }],
  [plain('http://EXAMPLE.com:8080?q=1', 'a'), { host: 'example.com', site: 'example.com' }],
  [plain('http://user:pass@cdna.artstation.com/p', 'a'), { host: 'cdna.artstation.com', site: 'artstation.com' }],
  [plain('http://bücher.de/x', 'a'), { host: 'xn--bcher-kva.de', site: 'xn--bcher-kva.de' }],
  [plain('http://xn--bcher-kva.de/y', 'a'), { host: 'xn--bcher-kva.de' }],
  [plain('http://1.2.3.4:80/x', 'a'), { host: '1.2.3.4', site: '1.2.3.4' }],
  [plain('http://[2001:DB8::1]/x', 'a'), { host: '[2001:db8::1]', site: '[2001:db8::1]' }],
  [plain('http://localhost/x', 'a'), { host: 'localhost', site: 'localhost' }],
  [plain('http://example.com./x', 'a'), { host: 'example.com' }],
  [plain('http://a.blogspot.com/x', 'a'), { host: 'a.blogspot.com', site: 'blogspot.com' }],
  [plain('  http:\\\\odd.example.com\\x', 'a'), { host: 'odd.example.com', site: 'example.com' }],
  [plain('http:///three.example.com/x', 'a'), { host: 'three.example.com' }],
  [plain('http://i.pinimg.com/nul\0.jpg', 'nul\0 in it'), { url: 'http://i.pinimg.com/nul.jpg', text: 'nul in it' }],
  [plain(url('t.example.com'), null), { text: null }],
  [plain(url('t.example.com'), ''), { text: '' }],
  [
    plain(url('t.example.com'), ' %_\\ "quoted", \'single\', =SUM(A1) '),
    { text: ' %_\\ "quoted", \'single\', =SUM(A1) ' },
  ],
  [plain(url('t.example.com'), 'line\nbreak\r\n\\.\n,""'), { text: 'line\nbreak\r\n\\.\n,""' }],
  [plain(url('t.example.com'), '\\N'), { text: '\\N' }],
  [plain(url('t.example.com'), 'Emoji 🎨👩‍🎨 art, 李伟 東京 शाम हिन्दी ภาษาไทย מזל العربية'), {}],
  [plain(url('t.example.com'), 'Albrecht Dürer, ALBRECHT DURER and Frida Káhlo'), {}],
  [plain(url('t.example.com'), 'art by Mike Winkelmann (Beeple)'), {}],
  [plain(url('t.example.com'), "beeple's Beeple; will smith, Smith Will"), {}],
  [plain(url('t.example.com'), '1e5 12e3ab 12e3éa x12e3ab 63e0nl3 1e1e1 007 3D ½ x² ß'), {}],
  [plain(url('t.example.com'), `${'w'.repeat(2046)} ${'v'.repeat(2047)}`), {}],
  [plain(url('t.example.com'), LONG), { text: LONG }],
  [plain(url('t.example.com'), TOO_LONG), { text: 'é'.repeat(32_768) }],
  [plain(url('t.example.com'), TOO_LONG_ODD), { text: `x${'é'.repeat(32_767)}` }],
  [plain(url('t.example.com'), EMOJI_CUT), { text: `abc${'🎨'.repeat(16_383)}` }],
  [plain(url('dup.example.com'), 'first'), {}],
  [plain(url('dup.example.com'), 'second'), {}],
  [
    numbers(512, '512', 1, 1, 1, 15, 18_446_744_073_709_551_615n, 'ko'),
    { width: 512, height: 512, aesthetic: 15, hash: -1n },
  ],
  [
    numbers(0, '0', -1.01, -0.1, 1.5, -5.5, 9_223_372_036_854_775_808n, ''),
    {
      width: null,
      height: null,
      similarity: null,
      punsafe: null,
      pwatermark: null,
      aesthetic: null,
      hash: -9_223_372_036_854_775_808n,
      language: '',
    },
  ],
  [
    numbers(100_001, '1e9', NaN, NaN, NaN, NaN, null, null),
    {
      width: null,
      height: null,
      similarity: null,
      punsafe: null,
      pwatermark: null,
      aesthetic: null,
      hash: null,
      language: null,
    },
  ],
  [
    numbers(2.5, ' 30.0 ', Infinity, -Infinity, Infinity, Infinity, 0n, 'en'),
    { width: null, height: 30, similarity: null, punsafe: null, pwatermark: null, aesthetic: null, hash: 0n },
  ],
  [
    numbers(NaN, 'tall', 0.1, 1e-300, 1e-42, -5, 5n, 'en'),
    { width: null, height: null, similarity: 0.1, punsafe: 0, aesthetic: -5 },
  ],
  [numbers(null, '', null, null, null, null, null, null), { width: null, height: null, similarity: null }],
];

const REJECTED = ROWS.filter(([, expected]) => typeof expected === 'string') as [ParquetValue[], string][];

let setup: IngestSetup;
let schema: string;
let summary: NonNullable<Awaited<ReturnType<IngestSetup['ingest']>>>;

beforeAll(async () => {
  setup = await ingestSetup();
  const path = join(setup.folder, 'rows.parquet');
  await writeParquet(
    path,
    COLUMNS,
    ROWS.map(([row]) => row),
  );
  const result = await setup.ingest([path]);
  if (!result) throw new Error('nothing was ingested');
  summary = result;
  schema = await setup.schema();
});
afterAll(() => setup?.close());

test('each row becomes the image it should, under its position in the file', async () => {
  const images = await setup.owner`
    select i.*, d.domain as host, s.site, i.id::int as place
    from ${setup.owner(schema)}.images i
      join ${setup.owner(schema)}.domain d on d.id = i.domain_id join ${setup.owner(schema)}.site s on s.id = i.site_id
    order by i.id`;
  const expected = ROWS.flatMap(([row, become], i) =>
    typeof become === 'string' ? [] : [{ url: row[0], text: row[1], ...become, place: i + 1 }],
  );
  const seen = images.map((image, i) =>
    Object.fromEntries(Object.keys(expected[i] ?? {}).map((column) => [column, image[column]])),
  );
  expect(seen).toEqual(expected);
});

test('rejected rows are counted by reason, with examples', () => {
  expect(summary.rowsRead).toBe(ROWS.length);
  expect(summary.rowsKept).toBe(ROWS.length - REJECTED.length);
  const reasons = new Set(REJECTED.map(([, reason]) => reason));
  expect(new Set(Object.keys(summary.rejected))).toEqual(reasons);
  for (const reason of reasons) {
    const urls = REJECTED.filter(([, because]) => because === reason).map(([[address]]) => address as string | null);
    const examples = urls.filter((address) => address !== null).map((address) => address.slice(0, 200));
    expect(summary.rejected[reason]).toEqual({ count: urls.length, examples: examples.slice(0, 5) });
  }
});

test('mended values are counted by reason', () => {
  expect(summary.mended).toEqual({
    'width out of range': 3,
    'width NaN or infinite': 1,
    'height out of range': 2,
    'height not a number': 1,
    'similarity out of range': 1,
    'similarity NaN or infinite': 2,
    'punsafe out of range': 1,
    'punsafe NaN or infinite': 2,
    'pwatermark out of range': 1,
    'pwatermark NaN or infinite': 2,
    'aesthetic out of range': 1,
    'aesthetic NaN or infinite': 2,
    'text over 64 KB cut': 3,
    'NUL bytes removed': 1,
  });
  expect(summary.duplicateUrls).toBe(
    ROWS.length - REJECTED.length - new Set(ROWS.filter(([, e]) => typeof e !== 'string').map(([row]) => row[0])).size,
  );
});

test('hosts and sites hold what the images say', async () => {
  const { owner } = setup;
  const images = await owner<{ domain_id: number; site_id: number; aesthetic: number | null }[]>`
    select domain_id, site_id, aesthetic from ${owner(schema)}.images`;
  const scoresOf = (column: 'domain_id' | 'site_id', id: number) =>
    images.filter((image) => image[column] === id).flatMap(({ aesthetic }) => aesthetic ?? []);
  const mean = (scores: number[]) => scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const domains = await owner`select * from ${owner(schema)}.domain`;
  const sites = await owner`select * from ${owner(schema)}.site`;
  for (const domain of domains) {
    const scores = scoresOf('domain_id', domain.id);
    expect(domain.image_counts).toBe(images.filter((image) => image.domain_id === domain.id).length);
    expect(domain.mean_aesthetic).toBeCloseTo(mean(scores), 4);
    expect(domain.best_aesthetic).toBe(Math.max(...scores));
  }
  for (const site of sites) {
    expect(site.image_counts).toBe(images.filter((image) => image.site_id === site.id).length);
    expect(site.domain_counts).toBe(domains.filter((domain) => domain.site_id === site.id).length);
    expect(site.mean_aesthetic).toBeCloseTo(mean(scoresOf('site_id', site.id)), 4);
  }
  expect(new Set(images.map((image) => image.domain_id)).size).toBe(domains.length);
  expect(summary).toMatchObject({ domains: domains.length, sites: sites.length });
});

test('the words of the captions are counted as a search finds them', async () => {
  const { owner } = setup;
  const words = await owner<{ word: string; image_counts: number; found: number }[]>`
    select word, image_counts, (
      select count(*)::int from ${owner(schema)}.images
      where to_tsvector('simple', template.norm(text)) @@ phraseto_tsquery('simple', template.norm(word))) as found
    from ${owner(schema)}.word`;
  for (const { word, image_counts, found } of words) expect(image_counts, word).toBe(found);
  const expected = countWords(await captionWords(owner, schema));
  for (const word of expected.keys()) if (Buffer.byteLength(word) > 2046) expected.delete(word);
  expect(new Map(words.map(({ word, image_counts }) => [word, image_counts]))).toEqual(expected);
  expect(expected.get('12e3')).toBe(1);
  expect(expected.get('kinkade')).toBe(2);
});

test('names are counted word by word, either part of a name with two', async () => {
  const { owner } = setup;
  const captions = await captionWords(owner, schema);
  const normalOf = async (phrases: string[]) => {
    const rows = await owner<{ normal: string }[]>`
      select template.norm(p) as normal from unnest(${phrases}::text[]) with ordinality as u (p, i) order by i`;
    return rows.map(({ normal }) => wordsOf(normal));
  };
  for (const table of ['artists', 'celebrities', 'characters']) {
    const names = await owner<{ name: string; image_counts: number; search: string }[]>`
      select name, image_counts, search from ${owner(schema)}.${owner(table)} order by name`;
    const phrases: string[][][] = [];
    for (const { name } of names) phrases.push(await normalOf(nameEntry(name, null, () => false).phrases));
    expect(names.map((name) => name.image_counts)).toEqual(countPhrases(captions, phrases));
  }
  const found = await owner<{ name: string; image_counts: number; search: string; note: string | null }[]>`
    select name, image_counts, search, note from ${owner(schema)}.artists
    where name in ('Thomas Kinkade', 'Mike Winkelmann (Beeple)', 'Albrecht Durer') order by name`;
  expect(found).toEqual([
    { name: 'Albrecht Durer', image_counts: 1, search: '"Albrecht Durer"', note: null },
    {
      name: 'Mike Winkelmann (Beeple)',
      image_counts: 2,
      search: '"Mike Winkelmann" OR "Beeple"',
      note: 'counts either "Mike Winkelmann" or "Beeple"',
    },
    { name: 'Thomas Kinkade', image_counts: 2, search: '"Thomas Kinkade"', note: null },
  ]);
});

test('the tables have the keys and indexes of the template, and are known to the planner', async () => {
  const { owner } = setup;
  const indexesOf = (name: string) => owner`
    select replace(indexdef, schemaname || '.' || tablename, tablename) as definition
    from pg_indexes where schemaname = ${name} order by 1`;
  expect(await indexesOf(schema)).toEqual(await indexesOf('template'));
  const constraintsOf = (name: string) => owner`
    select conname, pg_get_constraintdef(oid) as definition from pg_constraint
    where connamespace = ${name}::regnamespace order by 1`;
  expect(await constraintsOf(schema)).toEqual(await constraintsOf('template'));
  const [images] = await owner`
    select reltuples::int as rows, relallvisible = relpages as "isVisible"
    from pg_class where oid = ${`${schema}.images`}::regclass`;
  expect(images).toEqual({ rows: ROWS.length - REJECTED.length, isVisible: true });
});
