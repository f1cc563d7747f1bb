import { describe, expect, inject, test } from 'vitest';
import { ask } from '../ask.ts';

async function locationOf(target: string, method = 'GET'): Promise<string | undefined> {
  const { status, headers } = await ask(target, { method });
  if (headers.location !== undefined) expect([301, 302]).toContain(status);
  return headers.location;
}

/** A location as its path and its pairs in order. */
const parts = (location: string | undefined) => {
  const [path, search = ''] = (location ?? '').split('?', 2);
  return { path, pairs: [...new URLSearchParams(search)].map(([key, value]) => `${key}=${value}`) };
};

const FORM = '_filter_column=width&_filter_op=gt&_filter_value=5';

describe('form fields become the question they mean', () => {
  test.each<[asked: string, ...pairs: string[]]>([
    [FORM, 'width__gt=5'],
    ['_filter_column=width&_filter_op=exact&_filter_value=512', 'width=512'],
    ['_filter_column=width&_filter_value=512', 'width=512'],
    ['_filter_column=text&_filter_op=exact&_filter_value=', 'text='],
    ['_filter_column=text&_filter_op=isnull__1&_filter_value=', 'text__isnull=1'],
    ['_filter_column=text&_filter_op=isnull__5&_filter_value=x', 'text__isnull=5'],
    ['_filter_column=_x&_filter_op=exact&_filter_value=1', '_x__exact=1'],
    ['_filter_column=a__b&_filter_op=exact&_filter_value=1', 'a__b__exact=1'],
    ['_filter_column=text&_filter_op=contains&_filter_value=a%26b%3Dc%25+%2B', 'text__contains=a&b=c% +'],
    ['_filter_column=&_filter_op=exact&_filter_value=9&width=512', 'width=512'],
    [`${FORM}&_filter_column_1=text&_filter_op_1=contains&_filter_value_1=fox`, 'width__gt=5', 'text__contains=fox'],
    [`height=600&height=768&${FORM}`, 'height=600', 'height=768', 'width__gt=5'],
    [`${FORM}&_next=20&_size=5`, '_size=5', 'width__gt=5'],
    [`_search=&_sort=&_facet=&text=&${FORM}`, 'text=', 'width__gt=5'],
    ['_search=&_sort=width&_sort_by_desc=on', '_sort_desc=width'],
    ['_sort=width&_sort_by_desc=', '_sort=width'],
    ['_search=fox&_sort=width&_sort_by_desc=on&_facet=height', '_search=fox', '_sort_desc=width', '_facet=height'],
  ])('%s', async (asked, ...pairs) => {
    for (const path of ['/golden/images', '/golden/images.json']) {
      const location = parts(await locationOf(`${path}?${asked}`));
      expect({ path: location.path, pairs: [...location.pairs].sort() }).toEqual({ path, pairs: [...pairs].sort() });
    }
  });

  test('a form without anything in it leads to the table, and no further', async () => {
    expect(await locationOf('/golden/images?_filter_column=&_filter_op=exact&_filter_value=')).toBe('/golden/images');
    expect(await locationOf('/golden/images?_sort_by_desc=')).toBe('/golden/images');
    expect(await locationOf('/golden/images')).toBeUndefined();
  });
});

describe('paths that mean another one', () => {
  test.each([
    ['/golden/', '/golden'],
    ['/golden/images/', '/golden/images'],
    ['/golden/images/?width=512&text=&width=640', '/golden/images?width=512&text=&width=640'],
    ['/golden/images/5/', '/golden/images/5'],
    ['/nope/nope/', '/nope/nope'],
    ['/golden/images///', '/golden/images'],
    ['/-', '/-/'],
    ['/golden?sql=select+1&a=%20b&a=', '/golden/-/query?sql=select+1&a=%20b&a='],
    ['/golden.json?sql=select+1', '/golden/-/query.json?sql=select+1'],
    ['/golden/oddkeys/a%2Fb', '/golden/oddkeys/a~2Fb'],
    ['/golden/oddkeys/%C3%A9', '/golden/oddkeys/~C3~A9'],
    ['/golden/oddkeys/a%20b.json', '/golden/oddkeys/a~20b.json'],
    ['/golden/oddkeys/%7Ex.c', '/golden/oddkeys/~7Ex~2Ec'],
    ['/golden/oddkeys/~x%2E', '/golden/oddkeys/~7Ex~2E'],
    ['/golden/%69mages', '/golden/~69mages'],
    ['/g%6Flden.json', '/g~6Flden.json'],
  ])('%s → %s', async (from, to) => {
    expect(parts(await locationOf(from))).toEqual(parts(to));
    expect(parts(await locationOf(from, 'HEAD'))).toEqual(parts(to));
  });

  test('and arrive there', async () => {
    for (const target of [
      '/golden/oddkeys/%C3%A9.json',
      '/golden/oddkeys/a%2Fb.json?_shape=array',
      '/golden/oddkeys/a%2Bb.json',
    ]) {
      const { status, body } = await ask((await locationOf(target)) ?? '');
      expect({ target, status }).toEqual({ target, status: 200 });
      expect(body).toContain('"value"');
    }
  });

  test('a percent sign in a key is that sign', async () => {
    const { body } = await ask('/golden/oddkeys/~2525.json');
    expect(JSON.parse(body).rows).toEqual([{ key: '%25', value: 6 }]);
  });
});

const HOSTS = [
  '//evil.example',
  '/\\evil.example',
  '///evil.example',
  '/\\/evil.example',
  '//evil.example/%2e%2e',
  '/\\\\evil.example',
];
const ENDS = [
  '',
  '/',
  '//',
  '?_sort_by_desc=on&x=1',
  `?${FORM}`,
  '/?sql=select+1',
  '?sql=select+1',
  '/%2F',
  '/a%20b',
  '.json/',
  '/?//evil.example',
  '?_from.width=1',
];

describe('no redirect leaves the site', () => {
  test.each(HOSTS)('%s', async (host) => {
    for (const end of ENDS) {
      const { status, headers } = await ask(host + end);
      expect({ target: host + end, status: status < 500 }).toEqual({ target: host + end, status: true });
      const { location } = headers;
      if (location === undefined) continue;
      expect(location).toMatch(/^\/(?![/\\])/);
      expect(new URL(location, inject('origin')).origin).toBe(inject('origin'));
    }
  });

  test('whatever host the request names', async () => {
    const headers = {
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'https',
      forwarded: 'host=evil.example',
    };
    for (const target of [
      '/golden/images/',
      '/golden?sql=select+1',
      `/golden/images?${FORM}`,
      '/golden/images.json?_size=1&_facet=width',
      '/golden/images?_size=1',
    ]) {
      const answer = await ask(target, { headers });
      expect(JSON.stringify(answer.headers)).not.toContain('evil.example');
      expect(answer.body).not.toContain('evil.example');
    }
  });

  test('line ends in an address begin no header', async () => {
    for (const target of [
      '/golden/images/%0d%0ax-hostile:1/',
      '/golden?sql=1%0d%0ax-hostile:1',
      '/golden/images?_sort_by_desc=on&a=%0d%0ax-hostile:1',
    ]) {
      const { headers, status } = await ask(target);
      expect(status).toBeLessThan(500);
      expect(headers['x-hostile']).toBeUndefined();
      expect(headers.location ?? '').not.toMatch(/[\r\n]/);
    }
  });
});
