import { describe, expect, test } from 'vitest';
import { ask, json, query } from './ask.ts';

const compare = (a: string, b: string, more: [string, string][] = []) =>
  `/laion-sample/-/compare.json${query(['a', a], ['b', b], ...more)}`;
const page = (a: string, b: string) => `/laion-sample/-/compare${query(['a', a], ['b', b], ['_wait', 'on'])}`;

/** The page as it is read: without the marks that React puts between pieces of text. */
async function textOf(a: string, b: string): Promise<string> {
  const { status, body } = await ask(page(a, b));
  if (status !== 200) throw new Error(`${status} ${body.slice(0, 300)}`);
  return body.replaceAll('<!-- -->', '');
}

/** How many images a query string finds, by the table itself. */
async function count(question: string, dataset = 'laion-sample'): Promise<number> {
  return (await json(`/${dataset}/images.json?${question}${question ? '&' : ''}_size=0&_extra=count`)).count;
}

/** Every link with a number on a page: where it leads, and the number. */
function linkedNumbers(html: string): { href: string; number: number }[] {
  const links = html.matchAll(/<a href="(\/[^"]+\/images[^"]*)"[^>]*>(?:<b>)?([\d,]+)(?: images?)?(?:<\/b>)?<\/a>/g);
  return [...links].map(([, href = '', number = '']) => ({
    href: href.replaceAll('&amp;', '&'),
    number: Number(number.replaceAll(',', '')),
  }));
}

describe('every number is the count of what it leads to', () => {
  test.each([
    ['_search=painting', '_search=print'],
    ['_search=oil+OR+watercolor&_search_text=x', '_search="wall+art"&_searchmode=raw'],
    ['site_id=19', 'site_id=1&_search=art'],
    ['width__gte=500', 'width__lt=500'],
    ['_search=painting', 'rest'],
  ])('%s against %s', async (a, b) => {
    const links = linkedNumbers(await textOf(a, b));
    expect(links.length).toBeGreaterThan(10);
    const wrong: string[] = [];
    for (const { href, number } of links) {
      const [path = '', asked = ''] = href.split('?');
      const found = await count(asked, path.split('/')[1]);
      if (found !== number) wrong.push(`${href} finds ${found}, not ${number}`);
    }
    expect(wrong).toEqual([]);
  });
});

test('the rest is what is left of all', async () => {
  const { a, b, overlap } = await json(compare('_search=painting', 'rest'));
  expect(a.count).toBe(await count('_search=painting'));
  expect(a.count + b.count).toBe(await count(''));
  expect([overlap.count, b.url, b.value]).toEqual([0, null, 'rest']);
  const turned = await json(compare('rest', '_search=painting'));
  expect([turned.a.count, turned.b.count]).toEqual([b.count, a.count]);
});

test('the overlap is the count of both conditions', async () => {
  const { overlap } = await json(compare('_search=oil', '_search=painting'));
  expect(overlap).toEqual({ of: 'images', count: await count('_search=oil+painting'), truncated: false });
  const whole = await json(compare('', '_search=painting'));
  expect(whole.overlap.count).toBe(whole.b.count);
});

interface Spread {
  edges: number[];
  a: number[];
  b: number[];
  blank_a: number;
  blank_b: number;
}

test('ratios are shares divided, and histograms hold all images of their side', async () => {
  const found = await json(compare('_search=painting', '_search=print'));
  for (const part of [found.sites, found.words, found.names]) {
    for (const { a, b, ratio } of [...part.over, ...part.under]) {
      if (b === 0) expect(ratio).toBeNull();
      else expect(ratio).toBeCloseTo(a / part.total_a / (b / part.total_b), 9);
    }
  }
  for (const { a, b, blank_a, blank_b, edges } of Object.values<Spread>(found.histograms)) {
    const sum = (counts: number[]) => counts.reduce((all, each) => all + each, 0);
    expect(sum(a) + blank_a).toBe(found.a.count);
    expect(sum(b) + blank_b).toBe(found.b.count);
    expect(a.length).toBe(edges.length + 1);
  }
  expect(found.words.sampled).toBe(false);
  expect(found.timed_out).toEqual([]);
});

test('beyond twenty thousand captions a sample is read, and said to be one', async () => {
  const { words } = await json(compare('_search=painting', ''));
  expect(words).toMatchObject({ sampled: true, total_b: 20_000, total_a: words.captions_a });
  expect(words.captions_b).toBe(await count('text__notnull=1'));
  expect(await textOf('_search=painting', '')).toMatch(
    /Counted in an even sample of 20,000 of the [\d,]+ captions of B/,
  );
});

test('order, page and columns of an address make no difference, nor does the order of its filters', async () => {
  const one = await json(compare('site_id=19&_search=art', ''));
  const other = await json(
    compare('_sort_desc=aesthetic&_size=3&_col=url&_search=art&_facet=site_id&rowid__gt=0&site_id=19', ''),
  );
  expect(other.a.value).toBe('_search=art&id__gt=0&site_id=19');
  expect({ ...other.a, value: '', url: '', human_description_en: '' }).toEqual({
    ...one.a,
    value: '',
    url: '',
    human_description_en: '',
  });
  expect(other.sites).toEqual(one.sites);
});

test('a side of another dataset, and one that is a row’s images', async () => {
  const { a, b, overlap } = await json(compare('/laion-sample/site/fineartamerica.com', '/golden/images?_search=lake'));
  expect(a.value).toMatch(/^site_id=\d+$/);
  expect(a.count).toBe(await count(a.value));
  expect(b).toMatchObject({ value: '/golden/images?_search=lake', database: 'golden' });
  expect(b.count).toBe(await count('_search=lake', 'golden'));
  expect(overlap.of).toBe('addresses');
  const artist = await json(compare('/laion-sample/artists/Thomas+Kinkade', 'rest'));
  expect(artist.a.value).toBe('_search=%22Thomas+Kinkade%22');
});

test.each([
  ['nothing=1', '', /^a: no such column: nothing/],
  ['', '_search=x&_searchmode=odd', /^b: Invalid _searchmode: odd/],
  ['', 'width__above=5', /^b: no such operator: above/],
  ['rest', 'rest', /^a: rest is the rest of the other side/],
  ['', '/nowhere/images', /^b: there is no dataset nowhere/],
  ['/laion-sample/site/none.example', '', /^a: there is no site\/none\.example in laion-sample/],
  ['/laion-sample/images/1', '', /^a: a row of images does not stand for images/],
  ['', '/laion-sample/site', /^b: \/laion-sample\/site is no address of images/],
  ['_where=1', '', /^a: _where= cannot be compared/],
  ['', `_search=${'x'.repeat(5000)}`, /^b: a search may have at most/],
])('%s against %s is refused, naming the side', async (a, b, error) => {
  for (const target of [compare(a, b), page(a, b)]) expect((await ask(target)).status, target).toBe(400);
  expect((await json(compare(a, b), 400)).error).toMatch(error);
});

test('a side that the table refuses is refused with the table’s own words', async () => {
  const table = await json('/laion-sample/images.json?site_id__above=5', 400);
  expect((await json(compare('site_id__above=5', ''), 400)).error).toBe(`a: ${table.error}`);
});

test('a missing side is asked for; as data it is named', async () => {
  for (const asked of ['', '?a=', '?b=_search%3Dred']) {
    const { status, body } = await ask(`/laion-sample/-/compare${asked}`);
    expect(status).toBe(200);
    expect(body).toContain('Two questions side by side');
  }
  expect((await json('/laion-sample/-/compare.json?a=', 400)).error).toMatch(/^b is missing/);
});

test('an empty side says so, and nothing is compared', async () => {
  expect(await textOf('_search=zzzzqqqq', '')).toContain('A matches no image: there is nothing to compare.');
  const { sites } = await json(compare('_search=zzzzqqqq', ''));
  expect([sites.total_a, sites.over, sites.under]).toEqual([0, [], []]);
});

test('a form leads to the address it means', async () => {
  const { status, headers } = await ask('/laion-sample/-/compare?a=_search%3Dred&b.words=oil+painting');
  expect([status, headers.location]).toEqual([
    302,
    '/laion-sample/-/compare?a=_search%3Dred&b=_search%3Doil%2Bpainting',
  ]);
});

test('an ETag of both versions, and 304 to who has it', async () => {
  const target = compare('_search=painting', '/golden/images');
  const first = await ask(target);
  const etag = String(first.headers.etag);
  expect(etag).toMatch(/^W\//);
  expect((await ask(target, { headers: { 'if-none-match': etag } })).status).toBe(304);
  expect((await ask(compare('_search=print', '/golden/images'))).headers.etag).not.toBe(etag);
});

test('it is described, and not for search engines', async () => {
  const { paths } = await json('/-/openapi.json');
  const { parameters } = paths['/{dataset}/-/compare.json'].get;
  expect(parameters.map(({ name }: { name: string }) => name)).toEqual(['dataset', 'a', 'b']);
  const { body } = await ask(page('_search=painting', 'rest'));
  expect(body).toContain('<meta name="robots" content="noindex, follow"/>');
  expect((await ask('/laion-sample/images?_search=lake')).body).toMatch(/<a [^>]*-\/compare\?a=[^>]*rel="nofollow"/);
});

test('data without images has nothing to compare', async () => {
  expect((await ask('/nowhere/-/compare')).status).toBe(404);
  expect((await ask('/laion-sample/-/compare.csv?a=&b=')).status).toBe(404);
});
