import { expect, test } from 'vitest';
import { askedBy } from '../../../scripts/server/asked.ts';

test.each([
  ['/', 'home', 1, false],
  ['/-/about', 'instance', 1, false],
  ['/set', 'dataset', 1, false],
  ['/set/-/about', 'dataset page', 1, false],
  ['/set/images?_search=kinkade', 'table', 1, false],
  ['/set/images?_facet=site_id', 'table', 2, false],
  ['/set/images?_sort_desc=id', 'table', 2, false],
  ['/set/images.csv', 'table', 1, false],
  ['/set/images.csv?_stream=on', 'export', 20, true],
  ['/set/images.ndjson', 'export', 20, true],
  ['/set/images.parquet?a=1', 'export', 20, true],
  ['/set/images/5.json', 'row', 1, false],
  ['/set/-/query.json?sql=select+1', 'sql', 10, true],
  ['/set/images?_where=1', 'table', 10, true],
  ['/set/images.json?%5Fwhere=1', 'table', 10, true],
  ['/set/-/report?q=kinkade', 'report', 10, true],
  ['/set/-/report.csv?q=kinkade', 'report', 10, true],
  ['/set/-/compare?a=&b=rest', 'compare', 5, false],
  ['/set/-/compare.json?a=&b=rest', 'compare', 5, false],
  ['/set/-/suggest.json?q=a', 'suggest', 1, false],
  ['/set/-/preview?of=/x', 'preview', 2, false],
  ['/set/x/y/z/q', 'nothing', 1, false],
  ['//%%%?%%%=&', 'nothing', 1, false],
])('%s', (url, kind, weight, isCostly) => {
  expect(askedBy(url, false)).toMatchObject({ kind, weight, isCostly });
});

test('a file weighs nothing', () => {
  expect(askedBy('/_next/static/x.js', true)).toMatchObject({ kind: 'file', weight: 0 });
});
