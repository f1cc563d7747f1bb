import { describe, expect, test } from 'vitest';
import { askedAddress } from '../../app/_url/asked-address.ts';
import { type Pairs, readPairs } from '../../app/_url/pairs.ts';
import { readReport, reportOf, reportPairs } from '../../app/_url/report.ts';
import { LONGEST_ADDRESS } from '../../app/_url/route.ts';
import { BadRequest } from '../../db/query.ts';

const PATH = '/set/-/report';
const read = (query: string) => readReport(PATH, reportPairs(readPairs(query)));

function errorsOf(query: string): string[] {
  try {
    read(query);
    return [];
  } catch (error) {
    if (error instanceof BadRequest) return error.errors;
    throw error;
  }
}

describe('the fields of the form', () => {
  test('blank ones go, a line is an address, the rest stays', () => {
    const pairs = reportPairs(
      readPairs('q=+a++&site=&urls=%0D%0Ahttp%3A%2F%2Fa.b%2F1%0D%0A%0Ac.d/2+%0D%0A&text=&_sort=&_wait=on&_size=5'),
    );
    expect(pairs).toEqual([
      ['q', 'a'],
      ['url', 'http://a.b/1'],
      ['url', 'c.d/2'],
      ['text', ''],
    ]);
    expect(reportPairs(pairs)).toEqual(pairs);
  });
});

describe('what is asked', () => {
  test.each([
    ['', null],
    ['_wait=on&_sort=id', null],
    ['q=Thomas+Kinkade', { name: 'Thomas Kinkade' }],
    ['q="Thomas  Kinkade"', { name: 'Thomas Kinkade' }],
    ['site=https://www.artstation.com/artwork/1', { site: 'artstation.com' }],
    ['site=cdna.artstation.com', { site: 'artstation.com' }],
    ['domain=CDNA.artstation.com:443', { domain: 'cdna.artstation.com' }],
    ['q=a&domain=b.example&site=b.example', { name: 'a', domain: 'b.example', site: 'b.example' }],
    [
      '_search=a+b&aesthetic__gte=6&_sort_desc=aesthetic&_size=5',
      {
        conditions: [
          ['_search', 'a b'],
          ['aesthetic__gte', '6'],
          ['_sort_desc', 'aesthetic'],
        ],
      },
    ],
  ])('%s', (query, wanted) => {
    const asked = read(query);
    if (wanted === null) expect(asked).toBeNull();
    else expect(asked).toMatchObject({ name: '', site: null, domain: null, addresses: [], conditions: [], ...wanted });
  });

  test('every address once', () => {
    expect(read('url=http://a.b/1&url=http://a.b/1&urls=a.example/2')?.addresses.map(({ given }) => given)).toEqual([
      'http://a.b/1',
      'a.example/2',
    ]);
  });
});

describe('what cannot be read is named', () => {
  test.each([
    ['q=!!!', ['q=!!! holds no letter and no digit']],
    ['site=a+b', ['site=a b is no name of a site, such as']],
    ['domain=http://', ['domain=http:// is no name of a host']],
    [
      'url=http://a.b/1&url=a+picture&url=ftp://x.y/z',
      ['address 2 is none of the web: a picture', 'address 3 is none of the web: ftp://x.y/z'],
    ],
    ['url=http://a.b/1&q=a', ['url goes alone']],
    ['url=http://a.b/1&width__gt=1', ['url goes alone']],
    ['q=a&_search=b', ['q and _search cannot both be given']],
    ['q=!&site=a+b', ['q=! holds', 'site=a b is no name']],
  ])('%s', (query, wanted) => {
    const errors = errorsOf(query);
    expect(errors).toHaveLength(wanted.length);
    wanted.forEach((begin, i) => {
      expect(errors[i]).toContain(begin);
    });
  });

  test('a name that is too long', () => {
    expect(errorsOf(`q=${'x'.repeat(1001)}`)).toEqual(['q is longer than 1000 characters']);
  });

  test('a list that is too long says how many fit, and those do', () => {
    const lines = Array.from({ length: 400 }, (_, i) => `https://pictures.example/${i}.jpg`);
    const [error = ''] = errorsOf(`urls=${encodeURIComponent(lines.join('\n'))}`);
    const fit = Number(/room for the first (\d+) of these 400 addresses/.exec(error)?.[1]);
    const length = (urls: string[]) => PATH.length + urls.reduce((sum, url) => sum + `?url=${url}`.length, 0);
    expect(length(lines.slice(0, fit))).toBeLessThanOrEqual(LONGEST_ADDRESS);
    expect(length(lines.slice(0, fit + 1))).toBeGreaterThan(LONGEST_ADDRESS);
    expect(errorsOf(`urls=${encodeURIComponent(lines.slice(0, fit).join('\n'))}`)).toEqual([]);
  });
});

test('an address and what is hardly another one', () => {
  const address = askedAddress(' https://Example.ORG/a/ ');
  expect(address).toMatchObject({
    given: 'https://Example.ORG/a/',
    host: 'example.org',
    exact: ['https://Example.ORG/a/'],
  });
  for (const alike of ['http://Example.ORG/a/', 'https://example.org/a', 'http://example.org/a/'])
    expect(address?.alike).toContain(alike);
  expect(address?.alike).not.toContain('https://example.org/A/');
  expect(askedAddress('http://a.b/c#d')?.alike).toContain('https://a.b/c');
  expect(askedAddress('a.example/b.jpg')?.exact).toEqual(['https://a.example/b.jpg', 'http://a.example/b.jpg']);
  for (const none of ['', 'a picture', 'ftp://a.b/c', 'javascript:alert(1)', 'https://'])
    expect(askedAddress(none)).toBeNull();
});

describe('the report of a table', () => {
  const named = new Map([['site_id', new Map([['7', 'artstation.com']])]]);
  test.each<[Pairs, string]>([
    [[['_search', '"Thomas Kinkade"']], '?q=Thomas+Kinkade'],
    [[['_search', 'painting']], '?q=painting'],
    [[['_search', 'oil painting']], '?_search=oil+painting'],
    [[['_search', '-painting']], '?_search=-painting'],
    [
      [
        ['_search', 'a'],
        ['_searchmode', 'raw'],
      ],
      '?_search=a&_searchmode=raw',
    ],
    [
      [
        ['site_id', '7'],
        ['_facet', 'language'],
        ['_next', 'x'],
        ['_size', '5'],
      ],
      '?site=artstation.com',
    ],
    [[['site_id', '8']], '?site_id=8'],
    [
      [
        ['site_id', '7'],
        ['site_id', '8'],
      ],
      '?site_id=7&site_id=8',
    ],
    [
      [
        ['url', 'http://a.b/c'],
        ['_sort', 'id'],
      ],
      '?url__exact=http://a.b/c&_sort=id',
    ],
    [[], ''],
  ])('%j', (pairs, query) => {
    expect(reportOf('set', pairs, named)).toBe(PATH + query);
  });
});
