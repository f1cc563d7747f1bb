import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { destination } from '../../app/_url/route.ts';

const goesTo = (url: string) => {
  const found = destination(url);
  return found.kind === 'next' ? found.path : `${found.status} ${found.location}`;
};

test.each([
  ['/', '/'],
  ['/-/', '/'],
  ['/-', '301 /-/'],
  ['/d', '/d'],
  ['/d?_size=5', '/d'],
  ['/d.json', '/data'],
  ['/.json', '/data'],
  ['/d/images', '/d/t'],
  ['/d/images?_search=a%20b', '/d/t'],
  ['/d/images.csv', '/data'],
  ['/d/images/5', '/d/t/r'],
  ['/d/site/artstation.com', '/d/t/r'],
  ['/d/images/5.json', '/data'],
  ['/d/-/query', '/d/-/query'],
  ['/d/-/query.json', '/data'],
  ['/d/-/report?q=a', '/d/-/report'],
  ['/d/-/report.json?q=a', '/data'],
  ['/-/watch', '/-/watch'],
  ['/d/-/compare?a=&b=rest', '/d/-/compare'],
  ['/d/-/compare.json?a=&b=rest', '/data'],
  ['/d/images/-/schema', '/data'],
  ['/-/databases.json', '/data'],
  ['/a.b/c', '/nothing'],
  ['/a.b/c.json', '/data'],
])('%s goes to %s', (url, wanted) => {
  expect(goesTo(url)).toBe(wanted);
});

describe('redirects', () => {
  test.each([
    ['/d/', '302 /d'],
    ['/d/images/', '302 /d/images'],
    ['/d/images/?a=1&a=&b=%20', '302 /d/images?a=1&a=&b=%20'],
    ['/d?sql=select+1', '302 /d/-/query?sql=select+1'],
    ['/d?a=%7E&sql=', '302 /d/-/query?a=%7E&sql='],
    ['/d.json?sql=select+1', '302 /d/-/query.json?sql=select+1'],
  ])('%s leads to %s', (url, wanted) => {
    expect(goesTo(url)).toBe(wanted);
  });

  test.each([
    '//evil.example/',
    '/\\evil.example/',
    '///evil.example//',
    '/\\/evil/',
    '\\\\evil/',
    '//',
    '/\\',
    '//?sql=1',
  ])('%s never leads to another host', (url) => {
    const found = destination(url);
    if (found.kind === 'redirect') expect(found.location).toMatch(/^\/(?![/\\])/);
  });

  test('whatever is asked for, a redirect stays on this host and a page is a path', () => {
    const unit = fc.constantFrom(
      '/',
      '\\',
      '.',
      '-',
      'd',
      'evil',
      '~',
      '%2F',
      '?',
      'sql=',
      '&',
      '.json',
      ' ',
      '@',
      ':',
    );
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 8 }), (rest) => {
        const found = destination(`/${rest}`);
        const path = found.kind === 'redirect' ? found.location : found.path;
        expect(path).toMatch(/^\/(?![/\\])/);
        if (found.kind === 'redirect') expect(new URL(path, 'http://own.example').host).toBe('own.example');
      }),
      { numRuns: 3000 },
    );
  });
});
