import { caption, longCaption } from './captions.ts';
import type { Random } from './random.ts';

/** The columns of a file of images, all that there may be, with DuckDB's types. */
export const IMAGE_FILE_COLUMNS = {
  ...{ URL: 'VARCHAR', TEXT: 'VARCHAR', WIDTH: 'INTEGER', HEIGHT: 'INTEGER', similarity: 'DOUBLE', punsafe: 'FLOAT' },
  ...{ pwatermark: 'FLOAT', AESTHETIC_SCORE: 'FLOAT', hash: 'BIGINT', LANGUAGE: 'VARCHAR', NSFW: 'VARCHAR' },
  ...{ LICENSE: 'VARCHAR', source: 'VARCHAR' },
};

/** The same as Postgres holds them, as definitions of the oracle. */
export const IMAGE_COLUMNS = [
  ...['id bigint not null', 'url text collate "C" not null', 'text text collate "C"', 'domain_id int not null'],
  ...['site_id int not null', 'width int', 'height int', 'similarity double precision', 'punsafe real'],
  ...['pwatermark real', 'aesthetic real', 'hash bigint', 'language text collate "C"', 'nsfw text collate "C"'],
  ...['license text collate "C"', 'source text collate "C"'],
];

const CAPTIONS = [
  '12e3qz',
  '12E3ab fox 7e7',
  'red 1e5e6 fox 12e3',
  'fox fox fox red fox',
  'red, "red" red',
  '""',
  '"red ""fox"""',
  'red\nfox',
  'red\r\n"fox",\n',
  'café fox café',
  'winter lake,winter lake\n"winter lake"',
  "it's 'red' fox\\",
  '李伟 fox 東京 李伟',
];

const DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz';
const digit = (i: number) => DIGITS[i % 36] as string;

/**
 * More words than a tsvector has places for, and one word more often than it keeps places of. No other caption and no
 * random search has words that begin so.
 */
const BEYOND_PLACES = [
  [
    ...Array.from({ length: 7200 }, (_, i) => `q${digit(i)}`),
    ...Array.from({ length: 10_000 }, (_, i) => `q${digit(Math.floor(i / 36))}${digit(i)}`),
    'qlast1 qlast2',
  ].join(' '),
  `${'jj '.repeat(400)}jk`,
  `${'jé '.repeat(400)}jl`,
];

/** Texts of some 64 KB: many words, one that is too long to be a word, quotes that are doubled on their way. */
const LONG_CAPTIONS = [
  longCaption(),
  `${Array.from({ length: 9000 }, (_, i) => `w${i}`).join(' ')} red fox`,
  Array.from({ length: 12_000 }, (_, i) => `v${i}`).join(' '),
  `${'"'.repeat(65_000)} red fox`,
  `${'ü'.repeat(30_000)} red fox`,
  `${'j'.repeat(2047)} ${'k'.repeat(2046)} red fox`,
  ...BEYOND_PLACES,
];

/** In the order of UTF-16 the third of these comes before the second. */
const TEXTS = ['en', '｡', '😀', 'EN', 'de', 'é', 'a"b', 'a,b\n', "o'c", 'ß', '\\', '0', ''];
const SCORES = ['5', '6.1', '6.1', '6.10000038', '6.5', '7', '-0.0', '0', '-4.99999', '15', '9.999999e-1'];
const SHARES = ['0', '-0.0', '0.1', '0.3', '1', '1e-40', '1e-7', '0.333333333', '1e-45', '0.99999994'];
const ALIKE = ['0.3', '0.30000000000000004', '-1', '-0.0', '0', '1e-300', '0.1234567890123456', '-0.05', '5e-324'];
const HOSTS = ['art.example', 'i.pin.example', 'bücher.example', 'www.bbc.co.uk', 'A.example', '10.0.0.1', 'x.y.z.org'];

function url(random: Random): string {
  if (random.chance(0.04)) return random.pick(['ftp://x.org/', '', 'no address', 'https://']);
  const host = random.chance(0.5) ? random.pick(HOSTS) : `h${random.whole(1, 20)}.example.com`;
  return `http${random.pick(['', 's'])}://${host}/${random.whole(1, 300)}.jpg?q="${random.pick(['a,b', 'é', '%20'])}"`;
}

/** Part of a file: which columns it has, and how often a value is missing. */
export interface ImageShape {
  columns: (keyof typeof IMAGE_FILE_COLUMNS)[];
  missing: number;
  /** All rows are from here, and no other row is. */
  host?: string;
}

function image(random: Random, { missing, host }: ImageShape): Record<keyof typeof IMAGE_FILE_COLUMNS, string | null> {
  const maybe = (value: () => string) => (random.chance(missing) ? null : value());
  const number = (known: string[], digits: number) => () =>
    random.chance(0.6) ? random.pick(known) : random.next().toPrecision(digits);
  return {
    URL: host ? `http://${host}/${random.whole(1, 9)}` : url(random),
    TEXT: maybe(() => (random.chance(0.1) ? random.pick(CAPTIONS) : caption(random))),
    WIDTH: maybe(() => random.pick(['256', '512', '512', '640', '1024', String(random.whole(1, 4000)), '100000', '0'])),
    HEIGHT: maybe(() => random.pick(['256', '512', '768', String(random.whole(1, 99)), '1'])),
    similarity: maybe(number(ALIKE, 17)),
    punsafe: maybe(number(SHARES, 9)),
    pwatermark: maybe(number(SHARES, 3)),
    AESTHETIC_SCORE: maybe(() => (random.chance(0.5) ? random.pick(SCORES) : (random.next() * 10).toPrecision(7))),
    hash: maybe(() => random.pick(['9223372036854775807', '-9223372036854775808', '0', String(random.whole(0, 99))])),
    LANGUAGE: maybe(() => random.pick(TEXTS)),
    NSFW: maybe(() => random.pick(['UNLIKELY', 'NSFW', 'UNSURE', ''])),
    LICENSE: maybe(() => random.pick([...TEXTS, 'CC BY 4.0, see "licence"', 'x'.repeat(300)])),
    source: maybe(() => random.pick(['laion2B-en', 'laion2B-multi', ''])),
  };
}

/** The rows of one file; numbers as text, so that a negative zero stays one. The long captions stand first if wanted. */
export function imageFileRows(random: Random, count: number, shape: ImageShape, withLong = false): (string | null)[][] {
  return Array.from({ length: count }, (_, i) => {
    const row = image(random, shape);
    if (withLong && i > 0 && i <= LONG_CAPTIONS.length)
      Object.assign(row, { URL: 'http://long.example/', TEXT: LONG_CAPTIONS[i - 1] });
    return shape.columns.map((name) => row[name]);
  });
}
