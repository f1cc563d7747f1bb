import { describe, expect, test } from 'vitest';
import { ask, json } from '../ask.ts';
import { DOMAIN, IMAGES, ODDKEYS, PAIR, pick } from '../golden.ts';

const first = (count: number) => IMAGES.rows.slice(0, count);
const COLUMNS = Object.keys(IMAGES.rows[0] ?? {});
const columnsOf = async (asked: string): Promise<string[]> =>
  Object.keys((await json(`/golden/images.json?_size=1&${asked}`)).rows[0]);

describe('columns', () => {
  test.each<[asked: string, columns: string[]]>([
    ['', COLUMNS],
    ['_col=text', ['id', 'text']],
    ['_col=text&_col=width&_col=text', ['id', 'text', 'width']],
    ['_col=width&_col=text', ['id', 'width', 'text']],
    ['_col=id', ['id']],
    ['_col=rowid&_col=text', ['id', 'text']],
    ['_nocol=text&_nocol=url', COLUMNS.filter((name) => !['text', 'url'].includes(name))],
    ['_col=text&_col=width&_nocol=width', ['id', 'text']],
    ['_nocol=width&_col=text&_col=width', ['id', 'text']],
    ['_nocol=text&_nocol=text', COLUMNS.filter((name) => name !== 'text')],
  ])('%s', async (asked, columns) => {
    expect(await columnsOf(asked)).toEqual(columns);
    const csv = (await ask(`/golden/images.csv?_size=1&${asked}`)).body;
    expect(csv.split('\r\n')[0]).toBe(columns.join(','));
    const arrays = await json(`/golden/images.json?_size=1&_shape=arrays&${asked}&_extra=columns`);
    expect(arrays.columns).toEqual(columns);
    expect(arrays.rows[0]).toHaveLength(columns.length);
  });

  test('the sort column need not be shown', async () => {
    const { rows, next } = await json('/golden/images.json?_col=id&_nocol=width&_sort_desc=width&_size=2');
    expect(Object.keys(rows[0])).toEqual(['id']);
    expect(next).toMatch(/^1920,\d+$/);
  });
});

describe('shapes', () => {
  test.each([
    ['objects', (rows: unknown[]) => expect(rows).toEqual(first(2))],
    ['', (rows: unknown[]) => expect(rows).toEqual(first(2))],
    ['arrays', (rows: unknown[]) => expect(rows).toEqual(first(2).map((row) => Object.values(row)))],
  ])('an envelope: %s', async (shape, check) => {
    const body = await json(`/golden/images.json?_size=2&_shape=${shape}`);
    expect(body).toMatchObject({ ok: true, next: '2', truncated: false });
    check(body.rows.map((row: Record<string, unknown>) => (Array.isArray(row) ? row : { ...row })));
  });

  test('bare ones', async () => {
    expect(await json('/golden/images.json?_size=2&_shape=array')).toEqual(first(2));
    expect(await json('/golden/images.json?_size=2&_shape=arrayfirst&_col=text')).toEqual([1, 2]);
    expect(await json('/golden/big_images.json?_size=3&_shape=arrayfirst&_col=width')).toEqual(
      IMAGES.rows
        .filter((row) => Number(row.width) >= 1024)
        .slice(0, 3)
        .map((row) => row.width),
    );
    const pairs = await json('/golden/pair.json?_shape=object');
    expect(Object.values(pairs)).toEqual(PAIR.rows);
    expect(Object.keys(pairs).slice(2, 6)).toEqual(['a,z~2Ez', 'b~2Cb,x', 'b~2Cb,y', 'b~2Cb,z~2Ez']);
    const odd = await json('/golden/oddkeys.json?_shape=object');
    for (const row of ODDKEYS.rows) expect(Object.values(odd)).toContainEqual(row);
    expect(Object.keys(odd)).toEqual(
      expect.arrayContaining(['', 'a~2Fb', 'a~2Eb', 'a~2Cb', 'a+b', '~7Ex', '~2525', '~C3~A9', 'a~2Bb', '_u-']),
    );
  });

  test('lines only with the array', async () => {
    const { body, headers } = await ask('/golden/images.json?_size=3&_shape=array&_nl=on');
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(body.endsWith('\n')).toBe(false);
    expect(body.split('\n').map((line) => JSON.parse(line))).toEqual(first(3));
    expect((await json('/golden/images.json?_size=1&_nl=on')).rows).toEqual(first(1));
    expect(await json('/golden/images.json?_size=1&_shape=arrayfirst&_nl=on')).toEqual([1]);
    expect(await json('/golden/images.json?_size=1&_shape=array&_nl=off')).toEqual(first(1));
    expect((await ask('/golden/images.json?_size=0&_shape=array&_nl=on')).body).toBe('');
  });

  test('rows alike', async () => {
    const [row] = IMAGES.rows;
    expect(await json('/golden/images/1.json?_shape=array')).toEqual([row]);
    expect(await json('/golden/images/1.json?_shape=object')).toEqual({ 1: row });
    expect((await json('/golden/images/1.json?_shape=arrays')).rows).toEqual([Object.values(row ?? {})]);
    expect((await json('/golden/pair/b~2Cb,z~2Ez.json')).primary_key_values).toEqual(['b,b', 'z.z']);
  });
});

describe('values', () => {
  test('JSON text is parsed where asked, and left alone elsewhere', async () => {
    const tags = (row: Record<string, unknown>) => (row.tags === null ? null : JSON.parse(String(row.tags)));
    const { rows } = await json('/golden/images.json?_json=tags&_json=text&_json=nope&_json=constructor&_size=30');
    expect(pick(rows, 'tags')).toEqual(first(30).map(tags));
    expect(pick(rows, 'text')).toEqual(pick(first(30), 'text'));
    expect(Object.keys(rows[0])).toEqual(COLUMNS);
    expect((await json('/golden/images/1.json?_json=tags')).rows[0].tags).toEqual(tags(first(1)[0] ?? {}));
    expect((await json('/golden/images.json?_size=1')).rows[0].tags).toBe(first(1)[0]?.tags);
  });

  const label = (id: unknown) => DOMAIN.rows.find((row) => row.id === id)?.domain ?? null;
  const labelled = IMAGES.rows.map(({ domain_id }) =>
    domain_id === null ? null : { value: domain_id, label: label(domain_id) },
  );

  test('linked columns show labels, and null stays null', async () => {
    for (const asked of [
      '_labels=on',
      '_label=domain_id',
      '_labels=on&_label=domain_id',
      '_label=domain_id&_label=width',
    ]) {
      const found = await json(`/golden/images.json?${asked}&_size=100`);
      expect(pick(found.rows, 'domain_id')).toEqual(labelled.slice(0, 100));
      expect(pick(found.rows, 'width')).toEqual(pick(first(100), 'width'));
    }
    expect((await json('/golden/images.json?_labels=off&_size=1')).rows).toEqual(first(1));
    expect(await columnsOf('_labels=on&_col=text')).toEqual(['id', 'text']);
  });

  test('and in CSV stand beside them', async () => {
    for (const asked of ['_labels=on', '_label=domain_id', '_label=domain_id&_label=width']) {
      const { body } = await ask(`/golden/images.csv?${asked}&_col=domain_id&_col=width&_stream=on`);
      const lines = IMAGES.rows.map(({ id, domain_id, width }) =>
        [id, domain_id ?? '', label(domain_id) ?? '', width].join(','),
      );
      expect(body).toBe(`id,domain_id,domain_id_label,width\r\n${lines.join('\r\n')}\r\n`);
    }
  });
});

test('extras come together, repeated or listed', async () => {
  const body = await json(
    '/golden/images.json?_size=1&width=512&_extra=count,columns&_extra=primary_keys&_extra=query,is_view,table,database',
  );
  expect(body).toMatchObject({
    ...{ count: IMAGES.rows.filter((row) => row.width === 512).length, count_truncated: false, columns: COLUMNS },
    ...{ primary_keys: ['id'], is_view: false, table: 'images', database: 'golden' },
  });
  expect(body.query.sql).toContain('select');
  expect(Object.values(body.query.params)).toContain('512');
  expect(body.query.sql).not.toMatch(/golden_|_v\d/);
  const plain = await json('/golden/images.json?_size=1');
  expect(Object.keys(plain).sort()).toEqual(['next', 'next_url', 'ok', 'rows', 'truncated']);
});

test('the sentence says the question', async () => {
  const said = async (asked: string) =>
    (await json(`/golden/images.json?_size=0&_extra=human_description_en&${asked}`)).human_description_en;
  expect(await said('')).toBe('');
  expect(await said('_sort_desc=width')).toBe('sorted by width descending');
  expect(await said('_sort=width,-height')).toBe('sorted by width, height descending');
  expect(await said('width__gt=5&text__isnull=1&id__in=1,2&_search=fox')).toBe(
    'where search matches "fox", id in ["1", "2"], text is null and width > 5',
  );
  expect(await said('text=5&text__not=x')).toBe('where text = 5 and text != "x"');
});
