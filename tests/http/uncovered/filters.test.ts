import { describe, expect, test } from 'vitest';
import { json, query } from '../ask.ts';
import { ARTISTS, type Cell, type GoldenRow, IMAGES, ODDKEYS, pick } from '../golden.ts';

type Holds = (row: GoldenRow) => boolean;

const TABLES = { images: IMAGES, artists: ARTISTS, oddkeys: ODDKEYS };
const ORDER = { images: 'id', artists: 'name', oddkeys: 'value' };

/** Asks a table for the rows of these pairs and compares their keys with the file's. */
async function expectRows(name: keyof typeof TABLES, pairs: [string, string][], holds: Holds): Promise<void> {
  const key = ORDER[name];
  const { rows, count } = await json(`/golden/${name}.json${query(...pairs, ['_size', 'max'], ['_extra', 'count'])}`);
  const wanted = pick(TABLES[name].rows.filter(holds), key);
  expect(count).toBe(wanted.length);
  expect(new Set(pick(rows, key))).toEqual(new Set(wanted.length > 100 ? pick(rows, key) : wanted));
  expect(rows).toHaveLength(Math.min(wanted.length, 100));
}

const text = (cell: Cell | undefined): string | null => (cell === null || cell === undefined ? null : String(cell));
const folded =
  (column: string, test: (value: string) => boolean): Holds =>
  (row) => {
    const value = text(row[column]);
    return value !== null && test(value.toLowerCase());
  };
const exact =
  (column: string, test: (value: string) => boolean): Holds =>
  (row) => {
    const value = text(row[column]);
    return value !== null && test(value);
  };

describe('text', () => {
  test.each<[keyof typeof TABLES, string, string, Holds]>([
    ['artists', 'name__contains', 'JOSÉ', folded('name', (v) => v.includes('josé'))],
    ['artists', 'name__contains', 'Jose', folded('name', (v) => v.includes('jose'))],
    ['artists', 'name__contains', '%', folded('name', (v) => v.includes('%'))],
    ['artists', 'name__contains', '_', folded('name', (v) => v.includes('_'))],
    ['artists', 'name__contains', '"', folded('name', (v) => v.includes('"'))],
    ['artists', 'name__contains', "'", folded('name', (v) => v.includes("'"))],
    ['artists', 'name__contains', '\\', () => false],
    ['artists', 'name__contains', '', () => true],
    ['artists', 'name__notcontains', 'É', folded('name', (v) => !v.includes('é'))],
    ['artists', 'name__startswith', 'ZOË Å', folded('name', (v) => v.startsWith('zoë å'))],
    ['artists', 'name__startswith', '50%', folded('name', (v) => v.startsWith('50%'))],
    ['artists', 'name__startswith', '%', () => false],
    ['artists', 'name__endswith', '李伟', folded('name', (v) => v.endsWith('李伟'))],
    ['artists', 'name__endswith', 'STRÖM', folded('name', (v) => v.endsWith('ström'))],
    ['artists', 'name__like', '%É%', folded('name', (v) => v.includes('é'))],
    ['artists', 'name__like', 'ada_byron', folded('name', (v) => /^ada.byron$/u.test(v))],
    ['artists', 'name__like', '\\%', () => false],
    ['artists', 'name__notlike', '%a%', folded('name', (v) => !v.includes('a'))],
    ['artists', 'name__glob', '*[ZJ]o*', exact('name', (v) => /[ZJ]o/.test(v))],
    ['artists', 'name__glob', '*z*', exact('name', (v) => v.includes('z'))],
    ['artists', 'name__glob', '*É*', exact('name', (v) => v.includes('É'))],
    ['artists', 'name__glob', '?? Wei *', exact('name', (v) => /^..? Wei /u.test(v) && v[2] === ' ')],
    ['artists', 'name__glob', '[^a-zA-Z]*', exact('name', (v) => !/^[a-zA-Z]/.test(v))],
    ['artists', 'name__glob', '[z-a]*', () => false],
    ['artists', 'name__glob', '**?*?*', exact('name', (v) => [...v].length >= 2)],
    ['artists', 'name__glob', '*'.repeat(5000), exact('name', () => true)],
    ['artists', 'name__glob', '?'.repeat(9), exact('name', (v) => [...v].length === 9)],
    ['artists', 'name__glob', '[A', () => false],
    ['artists', 'name', 'josé núñez', () => false],
    ['artists', 'category__not', 'painter', exact('category', (v) => v !== 'painter')],
    ['oddkeys', 'key', '', exact('key', (v) => v === '')],
    ['oddkeys', 'key', 'a+b', exact('key', (v) => v === 'a+b')],
    ['oddkeys', 'key__contains', '%', exact('key', (v) => v.includes('%'))],
    ['oddkeys', 'key__gt', 'a', exact('key', (v) => Buffer.compare(Buffer.from(v), Buffer.from('a')) > 0)],
    ['images', 'text__contains', '<b>', folded('text', (v) => v.includes('<b>'))],
    ['images', 'text__contains', '\n', folded('text', (v) => v.includes('\n'))],
    ['images', 'text__isblank', '0', (row) => row.text === null || row.text === ''],
    ['images', 'text__notblank', '', (row) => row.text !== null && row.text !== ''],
    ['images', 'text__isnull', '0', (row) => row.text === null],
    ['images', 'text', '', (row) => row.text === ''],
  ])('%s: %s=%s', (table, key, value, holds) => expectRows(table, [[key, value]], holds));
});

describe('numbers', () => {
  const width =
    (test: (value: number) => boolean): Holds =>
    (row) =>
      test(Number(row.width));
  test.each<[string, string, Holds]>([
    ['width', '512.0', width((v) => v === 512)],
    ['width', ' 512 ', width((v) => v === 512)],
    ['width', '5.12e2', width((v) => v === 512)],
    ['width', '512.5', () => false],
    ['width', 'abc', () => false],
    ['width', '', () => false],
    ['width__not', 'abc', () => true],
    ['width__not', '512.5', () => true],
    ['width__gt', '799.5', width((v) => v > 799.5)],
    ['width__gte', '800.5', width((v) => v >= 800.5)],
    ['width__lt', '800.5', width((v) => v < 800.5)],
    ['width__lte', '-0', () => false],
    ['width__lt', 'abc', () => false],
    ['width__gt', '1e999', () => false],
    ['width__lt', '1e999', () => true],
    ['width__lt', '9223372036854775808', () => true],
    ['width__gt', '-99999999999999999999', () => true],
    ['hash', '8999083235094340', (row) => row.hash === 8999083235094340],
    ['hash__gte', '8999083235094339.5', (row) => Number(row.hash) >= 8999083235094340],
    ['aesthetic', '6.6', (row) => row.aesthetic === 6.6],
    ['aesthetic__gte', '7.4', (row) => row.aesthetic !== null && Number(row.aesthetic) >= 7.4],
    ['aesthetic__lt', 'abc', () => false],
    ['punsafe', '1e-06', (row) => row.punsafe === 1e-6],
    ['punsafe', '0', (row) => row.punsafe === 0],
    ['punsafe', '-0.0', (row) => row.punsafe === 0],
  ])('%s=%s', (key, value, holds) => expectRows('images', [[key, value]], holds));
});

describe('lists', () => {
  const isOne =
    (column: string, ...of: Cell[]): Holds =>
    (row) =>
      of.includes(row[column] ?? null);
  test.each<[keyof typeof TABLES, string, string, Holds]>([
    ['images', 'id__in', '1, 2 ,abc,2', isOne('id', 1, 2)],
    ['images', 'id__in', '[1,2,"3",4.0,5.5,null]', isOne('id', 1, 2, 3, 4)],
    ['images', 'id__in', '', () => false],
    ['images', 'id__in', '9223372036854775808,7', isOne('id', 7)],
    ['images', 'id__notin', '[1,2]', (row) => row.id !== 1 && row.id !== 2],
    ['images', 'domain_id__notin', '1,2', (row) => row.domain_id !== null && ![1, 2].includes(Number(row.domain_id))],
    ['images', 'aesthetic__in', '6.6,6.80', isOne('aesthetic', 6.6, 6.8)],
    ['images', 'text__in', '', isOne('text', '')],
    ['artists', 'name__in', '["Ada Byron", "50% Gray", "nobody, else"]', isOne('name', 'Ada Byron', '50% Gray')],
    ['artists', 'name__in', 'Ada Byron,van der Berg', isOne('name', 'Ada Byron', 'van der Berg')],
    ['artists', 'name__notin', '[]', () => true],
    ['oddkeys', 'key__in', '["a,b","\\"", "", "a\\\\b"]', isOne('key', 'a,b', '')],
    ['oddkeys', 'key__in', 'a,b', () => false],
    [
      'images',
      'tags__arraycontains',
      'b,w',
      (row) => row.tags !== null && JSON.parse(String(row.tags)).includes('b,w'),
    ],
    ['images', 'tags__arraycontains', '', () => false],
    [
      'images',
      'tags__arraynotcontains',
      '日本',
      (row) => row.tags === null || !JSON.parse(String(row.tags)).includes('日本'),
    ],
    ['images', 'created__date', '2022-04-01', (row) => String(row.created).startsWith('2022-04-01')],
    ['images', 'created__date', '2022-13-45', () => false],
    ['images', 'created__date', 'x', () => false],
  ])('%s: %s=%s', (table, key, value, holds) => expectRows(table, [[key, value]], holds));

  test('conditions all hold, repeated ones too', async () => {
    await expectRows(
      'images',
      [
        ['width', '512'],
        ['width', '640'],
      ],
      () => false,
    );
    await expectRows(
      'images',
      [
        ['width__gte', '640'],
        ['width__lt', '1024'],
        ['height', '600'],
      ],
      (row) => Number(row.width) >= 640 && Number(row.width) < 1024 && row.height === 600,
    );
  });

  test('rows linked through another table', async () => {
    const through = JSON.stringify({ table: 'images', column: 'width', value: 512 });
    const { rows } = await json(`/golden/domain.json${query(['_through', through], ['_size', 'max'])}`);
    const linked = new Set(
      IMAGES.rows.filter((row) => row.width === 512 && row.domain_id !== null).map((row) => row.domain_id),
    );
    expect(new Set(pick(rows, 'id'))).toEqual(linked);
    const both = [through, JSON.stringify({ table: 'images', column: 'id', value: '5' })];
    const { rows: two } = await json(
      `/golden/domain.json${query(...both.map((v): [string, string] => ['_through', v]))}`,
    );
    expect(pick(two, 'id')).toEqual(
      [IMAGES.rows.find(({ id }) => id === 5)?.domain_id].filter((id) => linked.has(id ?? null)),
    );
  });
});
