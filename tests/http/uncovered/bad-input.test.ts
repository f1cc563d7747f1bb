import { describe, expect, test } from 'vitest';
import { ask } from '../ask.ts';

/** Wrong values, and what their answer must name. */
const WRONG: [target: string, ...named: string[]][] = [
  ['/golden/images.json?nope=1', 'no such column: nope', 'width'],
  ['/golden/images.json?nope__gt=5', 'no such column: nope', 'width'],
  ['/golden/images.json?constructor=1', 'no such column: constructor'],
  ['/golden/images.json?__proto____exact=1', 'no such column: __proto__'],
  ['/golden/images.json?domain_id__domain=x', 'no such operator: domain', 'contains', 'notblank'],
  ['/golden/images.json?text__constructor=x', 'no such operator: constructor'],
  ['/golden/images.json?nope=1&width__zap=2', 'nope', 'zap'],
  ['/golden/images.json?_sort=nope', 'Cannot sort table by nope', 'aesthetic'],
  ['/golden/images.json?_sort=toString', 'Cannot sort table by toString'],
  ['/golden/images.json?_sort=width,nope', 'Cannot sort table by nope'],
  ['/golden/images.json?_sort=width,-width', '_sort'],
  ['/golden/images.json?_sort=width,', 'Cannot sort table by'],
  ['/golden/images.json?_sort=width&_sort_desc=id', 'Cannot use _sort and _sort_desc at the same time'],
  ['/golden/pair.json?_sort=pk1', 'Cannot sort table by pk1', 'content'],
  ['/laion-sample/images.json?_sort=text', 'Cannot sort table by text', 'aesthetic'],
  ['/golden/images.json?_facet=nope', '_facet=nope', 'width'],
  ['/golden/images.json?_facet=__proto__', '_facet=__proto__'],
  ['/golden/images.json?_facet_array=text', '_facet_array=text'],
  ['/golden/images.json?_facet_date=width', '_facet_date=width'],
  ['/golden/images.json?_col=nope', '_col=nope', 'width'],
  ['/golden/images.json?_nocol=id', '_nocol=id'],
  ['/golden/images.json?_nocol=nope', '_nocol=nope', 'width'],
  [`/golden/images.json?${'width=1&'.repeat(201)}`, 'at most 200 arguments'],
  ['/golden/images.json?_size=-1', '_size must be a positive integer'],
  ['/golden/images.json?_size=abc', '_size must be a positive integer'],
  ['/golden/images.json?_size=1.5', '_size must be a positive integer'],
  ['/golden/images.json?_size=101', '_size must be <= 100'],
  ['/golden/images.json?_size=99999999999999999999', '_size must be <= 100'],
  ['/golden/images.json?_timelimit=x', '_timelimit'],
  ['/golden/images.json?_shape=nope', 'Invalid _shape: nope', 'arrayfirst'],
  ['/golden/images.json?_shape=constructor', 'Invalid _shape: constructor'],
  ['/golden/big_images.json?_shape=object', '_shape=object not available for tables with no primary keys'],
  ['/golden/images.json?_extra=nope', 'Unknown _extra: nope', 'count'],
  ['/golden/images.json?_extra=count,toString', 'Unknown _extra: toString'],
  ['/golden/images.json?_through=nope', '_through', 'table'],
  ['/golden/images.json?_through={"table":"pair","column":"pk1","value":1}', '_through', 'pair'],
  ['/golden/domain.json?_through={"table":"images","column":"nope","value":1}', 'no such column: nope'],
  ['/golden/images.json?id__in=[bad', '[bad', '["a", "b"]'],
  ['/golden/images.json?text__arraycontains=x', 'text', 'arraycontains'],
  ['/golden/images.json?text__arraycontains=x&_size=0', 'text', 'arraycontains'],
  ['/golden/images.json?_sort=aesthetic&_next=abc&_size=0', 'Invalid _next'],
  ['/golden/images.json?_searchmode=nope&_search=x', '_searchmode', 'raw'],
  ['/golden/images.json?_search_width=x', 'Cannot search by that column', 'text'],
  ['/golden/images/1,2.json', 'URL row identifier does not match the primary key for this table'],
  ['/golden/pair/a.json', 'URL row identifier does not match the primary key for this table'],
  ['/golden/images/1.json?_shape=nope', 'Invalid _shape: nope'],
  ['/golden/images/1.json?_extra=nope', 'Unknown _extra: nope'],
  ['/golden/images.csv?_stream=on&_next=5', '_next not allowed for CSV streaming'],
];

/** Tokens that no page of this order gives. */
const TOKENS: [asked: string, ...tokens: string[]][] = [
  ['', 'abc', '1,2', ',', '$null', '1.5', '99999999999999999999', '2147483648', '~', '1e3', ' 1', '%00'],
  ['_sort=aesthetic&', 'abc,1', '1', '1,2,3', '$null,$null', '7,abc', '7,', ',7', 'nan,1', '0x10,1'],
  ['_sort_desc=text&', 'x', 'x,y', 'x,1,2', '$null', '$null,'],
  ['_sort=width,-height&', '512,1', '512,600', '512,600,1,1', '512,x,1', '$null,600,x'],
  ['_sort=id&', '1', '1,abc', 'abc,1'],
  ['_sort=hash&', '9223372036854775808,1', '1.5,1', ',1'],
  ['_search=fox&', 'abc'],
];
const OTHER_TOKENS: [string, string][] = [
  ['/golden/big_images.json?', 'abc'],
  ['/golden/big_images.json?', '-1'],
  ['/golden/big_images.json?', '1,2'],
  ['/golden/pair.json?', 'a'],
  ['/golden/pair.json?', 'a,b,c'],
  ['/golden/pair.json?', '$null,x'],
  ['/golden/artists.json?', 'Ada+Byron'],
  ['/golden/artists.json?', 'x,Ada+Byron'],
];

/** The 400 of a wrong value, in the format asked for. */
async function refused(target: string): Promise<string> {
  const { status, headers, body } = await ask(target);
  expect({ target, status }).toEqual({ target, status: 400 });
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
  expect(headers['cache-control'] ?? '').not.toContain('max-age');
  expect(headers.link).toBeUndefined();
  const { ok, error, errors, status: told } = JSON.parse(body);
  expect({ ok, told }).toEqual({ ok: false, told: 400 });
  expect(error).toBe(errors.join('; '));
  return error;
}

const escaped = (target: string) => target.replace(/[{}" [\]]/g, encodeURIComponent);

describe('a wrong value is answered with what is allowed', () => {
  test.each(WRONG)('%s', async (target, ...named) => {
    const error = await refused(escaped(target));
    for (const name of named) expect(error).toContain(name);
  });

  test('whatever the shape and the format', async () => {
    for (const shape of ['array', 'arrays', 'object', 'arrayfirst', 'array&_nl=on']) {
      expect(await refused(`/golden/images.json?_sort=nope&_shape=${shape}`)).toContain('nope');
    }
    for (const format of ['csv', 'ndjson', 'parquet']) {
      const { status, headers, body } = await ask(`/golden/images.${format}?nope=1`);
      expect({ format, status }).toEqual({ format, status: 400 });
      expect(headers['content-disposition']).toBeUndefined();
      expect(body).toContain('no such column: nope');
    }
    for (const view of ['table', 'summary']) {
      for (const [asked, error] of [
        ['nope=1', 'no such column: nope'],
        ['text__arraycontains=x', 'is no array'],
        ['_next=abc', 'Invalid _next'],
      ]) {
        const page = await ask(`/golden/images?_view=${view}&${asked}`);
        expect({ view, asked, status: page.status }).toEqual({ view, asked, status: 400 });
        expect(page.body).toContain(error);
        expect(page.body).toContain('<h1');
      }
    }
  });
});

describe('a token that no page gave is 400', () => {
  const all = TOKENS.flatMap(([asked, ...tokens]) => tokens.map((token) => [`/golden/images.json?${asked}`, token]));
  test.each([...all, ...OTHER_TOKENS])('%s _next=%s', async (asked, token) => {
    const error = await refused(`${asked}_next=${token === '%00' ? token : encodeURIComponent(token as string)}`);
    if (token !== '%00') expect(error).toContain('Invalid _next');
  });

  test('a token of no row is a place all the same', async () => {
    for (const [asked, token] of [
      ['_sort=aesthetic', '6.123456,0'],
      ['', '-5'],
      ['_sort=text', 'zzz,0'],
      ['_sort_desc=punsafe', '1e-300,0'],
    ]) {
      const { status } = await ask(`/golden/images.json?${asked}&_next=${token}`);
      expect({ asked, token, status }).toEqual({ asked, token, status: 200 });
    }
  });
});

describe('what is not there is 404', () => {
  test.each([
    ['/nope.json', 'Database not found'],
    ['/__proto__.json', 'Database not found'],
    ['/nope/images.json', 'Database not found'],
    ['/golden/nope.json', 'Table not found'],
    ['/golden/constructor.json', 'Table not found'],
    ['/golden/images/99999.json', 'Row not found'],
    ['/golden/images/abc.json', 'Row not found'],
    ['/golden/images/9223372036854775808.json', 'Row not found'],
    ['/golden/pair/a,nope.json', 'Row not found'],
    ['/golden.csv', 'Invalid format: csv'],
    ['/golden/images/1.parquet', ''],
    ['/-/nope.json', ''],
    ['/-/constructor.json', ''],
    ['/-/__proto__.json', ''],
    ['/golden/-/nope.json', ''],
    ['/golden/images/-/nope.json', ''],
    ['/golden/images/1/2.json', ''],
  ])('%s', async (target, error) => {
    const { status, body } = await ask(target);
    expect(status).toBe(404);
    expect(JSON.parse(body)).toMatchObject({ ok: false, status: 404 });
    expect(body).toContain(error);
  });

  test.each([
    '/golden.db',
    '/golden/images.xyz',
    '/golden/images.db',
    '/golden.xyz',
    '/nope',
    '/golden/nope',
    '/-/nope',
    '/a/b/c/d/e',
  ])('%s is a page that says so', async (target) => {
    const { status, headers, body } = await ask(target);
    expect(status).toBe(404);
    if (String(headers['content-type']).startsWith('text/html')) expect(body).toContain('<h1');
    expect(headers['cache-control'] ?? '').not.toContain('max-age');
  });
});
