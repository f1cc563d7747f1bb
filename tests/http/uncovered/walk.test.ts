import { describe, expect, inject, test } from 'vitest';
import { ask, query } from '../ask.ts';
import { ARTISTS, DOMAIN, type GoldenTable, IMAGES, inOrder, ODDKEYS, PAIR } from '../golden.ts';

const columnsOf = ({ rows }: GoldenTable) => Object.keys(rows[0] ?? {});

/** Follows `next_url` from page to page to the end. */
async function walk(target: string, size: number): Promise<Record<string, unknown>[]> {
  const origin = inject('origin');
  const found: Record<string, unknown>[] = [];
  const tokens = new Set<string>();
  for (let at: string | null = target; at !== null; ) {
    const { status, headers, body } = await ask(at);
    expect({ at, status }).toEqual({ at, status: 200 });
    const page = JSON.parse(body);
    found.push(...page.rows);
    expect(headers.link).toBe(page.next_url ? `<${page.next_url}>; rel="next"` : undefined);
    if (page.next !== null) expect({ at, rows: page.rows.length }).toEqual({ at, rows: size });
    expect(tokens.has(page.next)).toBe(false);
    tokens.add(page.next);
    at = page.next_url?.replace(origin, '') ?? null;
  }
  return found;
}

const keysOf = ({ key }: GoldenTable, rows: Record<string, unknown>[]) =>
  rows.map((row) => key.map((name) => row[name]));

async function expectWalk(table: GoldenTable, sort: string | null, size: number): Promise<void> {
  const order: [string, string][] = sort === null ? [] : [['_sort', sort]];
  const walked = await walk(`/golden/${table.name}.json${query(['_size', String(size)], ...order)}`, size);
  expect(keysOf(table, walked)).toEqual(keysOf(table, inOrder(table.rows, table.key, sort ?? table.sort)));
}

describe('pages to the end hold every row once and in order', () => {
  test.each(columnsOf(IMAGES).flatMap((column) => [column, `-${column}`]))('images by %s', (sort) =>
    expectWalk(IMAGES, sort, 23),
  );

  const small = [DOMAIN, ARTISTS, ODDKEYS].flatMap((table) =>
    columnsOf(table).map((column) => ({ table, name: table.name, column })),
  );
  test.each(small)('$name by $column, both ways', async ({ table, column }) => {
    await expectWalk(table, column, 3);
    await expectWalk(table, `-${column}`, 3);
  });

  test('keys of two columns, keys that need encoding, a declared order', async () => {
    for (const sort of [null, 'content', '-content']) await expectWalk(PAIR, sort, 2);
    for (const table of [ODDKEYS, ARTISTS, DOMAIN]) await expectWalk(table, null, 2);
    await expectWalk(IMAGES, null, 15);
  });

  test.each([
    'width,-aesthetic',
    '-height,width',
    'text,created',
    '-punsafe,-text',
    'domain_id,-created,width',
    '-width,-height,-id',
  ])('images by several columns: %s', (sort) => expectWalk(IMAGES, sort, 23));
});

test.each(['images', 'big_images'])('%s one row at a time', async (name) => {
  const rows = IMAGES.rows.filter(({ id, width }) => (name === 'images' ? Number(id) <= 30 : Number(width) >= 1024));
  const filter: [string, string] = name === 'images' ? ['id__lte', '30'] : ['id__gt', '0'];
  const sort = name === 'images' ? '-text' : 'id';
  const walked = await walk(`/golden/${name}.json${query(filter, ['_size', '1'], ['_sort', sort])}`, 1);
  expect(walked.map(({ id }) => id)).toEqual(inOrder(rows, ['id'], sort).map(({ id }) => id));
});

test('a filtered and searched walk keeps its question, blank values too', async () => {
  const asked = query(['text__not', ''], ['category', ''], ['_size', '4']).replace('category=&', '');
  const walked = await walk(`/golden/images.json${asked}&_sort_desc=text`, 4);
  const rows = IMAGES.rows.filter(({ text }) => text !== null && text !== '');
  expect(walked.map(({ id }) => id)).toEqual(inOrder(rows, ['id'], '-text').map(({ id }) => id));
});

test('blank values stay in next_url', async () => {
  const { body } = await ask('/golden/images.json?text=&_size=2&_facet_size=&_search=');
  const page = JSON.parse(body);
  const blank = IMAGES.rows.filter(({ text }) => text === '').map(({ id }) => id);
  expect(page.rows.map((row: { id: number }) => row.id)).toEqual(blank.slice(0, 2));
  const next = new URL(page.next_url);
  expect(next.searchParams.get('text')).toBe('');
  const second = JSON.parse((await ask(next.pathname + next.search)).body);
  expect(second.rows.map((row: { id: number }) => row.id)).toEqual(blank.slice(2, 4));
});

test('every shape is walked by its Link header', async () => {
  for (const shape of ['array', 'arrayfirst', 'arrays', 'objects', 'object']) {
    let at: string | undefined = `/golden/domain.json?_shape=${shape}&_size=5`;
    let pages = 0;
    for (; at; pages++) {
      const { headers, status }: Awaited<ReturnType<typeof ask>> = await ask(at);
      expect(status).toBe(200);
      at = /<([^>]+)>; rel="next"/.exec(String(headers.link ?? ''))?.[1]?.replace(inject('origin'), '');
    }
    expect({ shape, pages }).toEqual({ shape, pages: 3 });
  }
});

test('the page of HTML links to the next page of HTML, and to itself as JSON, in its headers', async () => {
  const { headers } = await ask('/golden/images?_size=7&_sort=text');
  const [next, alternate] = String(headers.link).split(', <');
  expect(next).toMatch(/\/golden\/images\?_size=7&_next=[^>]+>; rel="next"$/);
  expect(alternate).toMatch(
    /\/golden\/images\.json\?_size=7&_sort=text>; rel="alternate"; type="application\/json\+datasette"$/,
  );
});

test('tokens are readable: the text of the sort values, then of the key', async () => {
  const next = async (target: string) => JSON.parse((await ask(target)).body).next;
  const [first] = inOrder(IMAGES.rows, ['id'], '-aesthetic');
  expect(await next('/golden/images.json?_size=1&_sort_desc=aesthetic')).toBe(
    `${String(first?.aesthetic).replace('.', '~2E')},${first?.id}`,
  );
  expect(await next('/golden/images.json?_size=1&_sort=text&text__isnull=1')).toMatch(/^\$null,\d+$/);
  expect(await next('/golden/images.json?_size=1&_sort=text&text=')).toMatch(/^,\d+$/);
  expect(await next('/golden/pair.json?_size=4&_sort=content')).toBe('b~2Cb-x,b~2Cb,x');
  expect(await next('/golden/images.json?_size=1&_sort=-width,height&id=1,2')).toBeNull();
  expect(await next('/golden/big_images.json?_size=10')).toBe('10');
  expect(await next('/golden/images.json?_size=0')).toBeNull();
});
