import { describe, expect, test } from 'vitest';
import { ask, json } from '../ask.ts';
import { ARTISTS, type Cell, type GoldenRow, IMAGES, inOrder, PAIR } from '../golden.ts';

const FLOATS = ['similarity', 'punsafe', 'pwatermark', 'aesthetic'];

/** A float as Python writes it: with a decimal, and an exponent below 1e-4. */
function floatText(value: number): string {
  if (Number.isInteger(value)) return `${value}.0`;
  if (value >= 1e-4) return String(value);
  return value.toExponential().replace(/e-(\d)$/, 'e-0$1');
}

function cellText(column: string, cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  const text = FLOATS.includes(column) ? floatText(Number(cell)) : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const lineOf = (row: GoldenRow, columns: string[]) =>
  `${columns.map((column) => cellText(column, row[column])).join(',')}\r\n`;

function csvOf(rows: GoldenRow[], columns = Object.keys(rows[0] ?? {})): string {
  return `${columns.join(',')}\r\n${rows.map((row) => lineOf(row, columns)).join('')}`;
}

const csv = async (target: string): Promise<string> => {
  const { status, headers, body } = await ask(target);
  expect({ target, status, type: headers['content-type'] }).toEqual({
    target,
    status: 200,
    type: 'text/plain; charset=utf-8',
  });
  return body;
};

describe('every row as CSV', () => {
  test('is the file', async () => {
    expect(await csv('/golden/images.csv?_stream=on')).toBe(csvOf(IMAGES.rows));
    expect(await csv('/golden/pair.csv?_stream=on')).toBe(csvOf(PAIR.rows));
    expect(await csv('/golden/artists.csv?_stream=on')).toBe(csvOf(inOrder(ARTISTS.rows, ['name'], '-image_counts')));
  });

  test.each<[string, string, (row: GoldenRow) => boolean]>([
    ['_sort=aesthetic', 'aesthetic', () => true],
    ['_sort_desc=text', '-text', () => true],
    ['_sort=tags', 'tags', () => true],
    ['_sort=width,-aesthetic', 'width,-aesthetic', () => true],
    ['_sort_desc=punsafe&width__gte=1024', '-punsafe', (row) => Number(row.width) >= 1024],
    ['_sort=text&text__notblank=1&domain_id=2', 'text', (row) => !!row.text && row.domain_id === 2],
    ['_sort_desc=created&text=', '-created', (row) => row.text === ''],
    ['_sort=id&_search=fox&_size=1&_nocount=1&_facet=width', 'id', (row) => /fox/i.test(String(row.text))],
    ['_where=width%3D512&_sort_desc=hash', '-hash', (row) => row.width === 512],
    ['width=-1', 'id', () => false],
  ])('filtered and in order: %s', async (asked, sort, holds) => {
    const wanted = inOrder(IMAGES.rows.filter(holds), ['id'], sort);
    expect(await csv(`/golden/images.csv?_stream=on&${asked}`)).toBe(csvOf(wanted, Object.keys(IMAGES.rows[0] ?? {})));
    const lines = (await ask(`/golden/images.ndjson?${asked}`)).body.split('\n').filter(Boolean);
    expect(lines.map((line) => JSON.parse(line))).toEqual(wanted);
  });

  test('of a view, and of chosen columns', async () => {
    const big = IMAGES.rows.filter((row) => Number(row.width) >= 1024);
    expect(await csv('/golden/big_images.csv?_stream=on')).toBe(csvOf(big, ['id', 'url', 'width', 'height']));
    expect(await csv('/golden/images.csv?_stream=on&_col=tags&_col=text&_header=off')).toBe(
      IMAGES.rows.map((row) => lineOf(row, ['id', 'tags', 'text'])).join(''),
    );
  });
});

describe('one page as CSV', () => {
  test('has the rows of the page', async () => {
    const sorted = inOrder(IMAGES.rows, ['id'], '-aesthetic');
    expect(await csv('/golden/images.csv?_sort_desc=aesthetic')).toBe(csvOf(sorted.slice(0, 20)));
    expect(await csv('/golden/images.csv?_sort_desc=aesthetic&_size=max')).toBe(csvOf(sorted.slice(0, 100)));
    const { next } = await json('/golden/images.json?_sort_desc=aesthetic&_size=7');
    expect(await csv(`/golden/images.csv?_sort_desc=aesthetic&_size=7&_next=${encodeURIComponent(next)}`)).toBe(
      csvOf(sorted.slice(7, 14)),
    );
    expect(await csv('/golden/images.csv?_size=0')).toBe(csvOf([], Object.keys(IMAGES.rows[0] ?? {})));
    expect(await csv('/golden/images.csv?_header=OFF&_size=1')).toBe(csvOf(IMAGES.rows.slice(0, 1)));
  });

  test('of a row', async () => {
    expect(await csv('/golden/images/5.csv')).toBe(csvOf(IMAGES.rows.slice(4, 5)));
    expect(await csv('/golden/pair/b~2Cb,z~2Ez.csv?_header=off')).toBe('"b,b",z.z,"b,b-z.z"\r\n');
  });

  test('as a file to keep', async () => {
    for (const [target, name] of [
      ['/golden/images.csv', 'images'],
      ['/golden/images/5.csv', 'images'],
      ['/golden/images.csv?_stream=on', 'images'],
    ]) {
      const { headers } = await ask(`${target}${target?.includes('?') ? '&' : '?'}_dl=1`);
      expect(headers['content-type']).toBe('text/csv; charset=utf-8');
      expect(headers['content-disposition']).toBe(`attachment; filename="${name}.csv"`);
    }
    expect((await ask('/golden/images.csv?_dl=')).headers['content-disposition']).toBeUndefined();
  });
});

test('an export that fails before its first row says so', async () => {
  for (const format of ['csv', 'ndjson', 'parquet']) {
    const { status, headers, body } = await ask(`/golden/images.${format}?_stream=on&_where=1%2F(id-1)%3D5`);
    expect({ format, status }).toEqual({ format, status: 400 });
    expect(headers['content-disposition']).toBeUndefined();
    expect(body).toContain('division by zero');
  }
});

test('an export that fails later is cut, never complete', async () => {
  // Fails on the last row, long after the first ones were sent.
  const where = encodeURIComponent('1 / (id - (select max(id) from images)) < 5');
  for (const format of ['csv', 'ndjson', 'parquet']) {
    await expect(ask(`/laion-sample/images.${format}?_stream=on&_where=${where}`)).rejects.toThrow(
      /aborted|hang up|reset/,
    );
  }
});
