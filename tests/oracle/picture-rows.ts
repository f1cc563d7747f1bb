import { caption, longCaption } from './captions.ts';
import { jsonbText } from './cell.ts';
import type { Random } from './random.ts';
import type { OracleRow } from './table.ts';

const rarely =
  (random: Random, probability: number) =>
  <T>(value: () => T): T | null =>
    random.chance(probability) ? null : value();

const DOUBLES = [NaN, Infinity, -Infinity, 0, -0, 1e300, -1e300, 5e-324, 1e15, 123456.789, 0.1, 1 / 3, 1e-7, 7, 7.5];
const NUMERICS = ['0', '1.0', '1.00', '-3.50', '12345678901234567890.123456789', '0.000000000000000001', '7', '99.99'];
const TAGS: unknown[] = [
  [],
  ['art'],
  ['art', 'nature'],
  ['nature', 'art', 'art'],
  ['a b', 'c,d', '"q"', "o'shea"],
  ['李伟', '', '%'],
  [1, '1', 2, true, null],
  [['art'], { art: 1 }],
];
const DAYS = ['2024-05-01', '2024-05-01T10:00:00', '2024-05-02 23:59:59', '2023-12-31', '2024-99-99', '0000-00-00'];
const OTHER_DAYS = ['', 'nonsense', ' 2024-05-01', '2024-5-1', '2024'];
const TIMES = ['2024-05-01 00:00:00', '2024-05-01 23:59:59.999', '2024-05-02 00:00:00', '1999-12-31 12:00:00'];
const HASHES = [2n ** 63n - 1n, -(2n ** 63n), 2n ** 53n + 1n, -1n, 0n, 1234567890123456789n];
const LANGUAGES = ['en', 'EN', 'de', 'é', 'e\u0301', 'zh', 'Zh', 'ß', 'ss', '😀', '｡', ''];

const url = (random: Random) =>
  random.pick([
    `https://site${random.whole(1, 40)}.example/p?id=${random.whole(1, 30)}&x=%20`,
    'https://same.example/duplicate.jpg',
    'javascript:alert(1)',
    'data:image/png;base64,AAAA',
    'http://USER:pw@HOST.example:8080/é/%C3%A9',
    'http://xn--bcher-kva.example/',
  ]);

/** One row in the full width of what a column can hold. */
function picture(random: Random, id: bigint, sites: number): OracleRow {
  const maybe = rarely(random, 0.15);
  return {
    id,
    url: url(random),
    text: maybe(() => caption(random)),
    width: maybe(() => BigInt(random.pick([256, 512, 512, 640, 1024, random.whole(1, 4000)]))),
    height: BigInt(random.pick([256, 512, 768, random.whole(1, 999)])),
    aesthetic: maybe(() => Math.fround(random.pick([5, 6.1, 6.1, 6.5, 7, Math.round(random.next() * 1000) / 100]))),
    punsafe: maybe(() => random.pick([...DOUBLES, random.next()])),
    score: Math.round(random.next() * 20) / 10,
    price: maybe(() => random.pick([...NUMERICS, `${random.whole(0, 9)}.${random.whole(10, 99)}`])),
    hash: maybe(() => (random.chance(0.4) ? random.pick(HASHES) : BigInt(random.whole(-99, 99)) * 10n ** 16n)),
    site_id: maybe(() => BigInt(random.whole(1, sites))),
    flag: maybe(() => random.chance(0.5)),
    digest: maybe(() =>
      Buffer.from(random.pick(['', '00', 'ff00ff', '616263', '0a', random.whole(16, 255).toString(16)]), 'hex'),
    ),
    tags: maybe(() => jsonbText(random.pick(TAGS))),
    labels: maybe(() => random.pick([[], ['art'], ['b c', 'art'], ['x,y', '"', '\\', ''], ['NULL']])),
    created: maybe(() => random.pick([...DAYS, ...DAYS, ...OTHER_DAYS])),
    taken: maybe(() => random.pick(TIMES)),
    language: maybe(() => random.pick(LANGUAGES)),
    odd__name: maybe(() => random.pick(['x', 'y', 'in', ''])),
    _private: maybe(() => BigInt(random.whole(0, 5))),
    'say % +&=,é': maybe(() => random.pick(['1', 'one', 'é'])),
  };
}

/** Rows with nulls, ties and everything nasty; gaps between the keys, some of them beyond what a double holds. */
export function pictureRows(random: Random, count: number, sites: number): OracleRow[] {
  let id = 0n;
  const rows = Array.from({ length: count }, () => {
    id += BigInt(random.whole(1, 3));
    if (id >= 500n && id < 2n ** 53n) id = 2n ** 53n;
    return picture(random, id, sites);
  });
  (rows[7] as OracleRow).text = longCaption();
  return rows;
}
