import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Pairs, readPairs, withAdded, without, withoutPair, withPair, writePairs } from '../../app/_url/pairs.ts';

test.each([
  [
    'a=1&b=2',
    [
      ['a', '1'],
      ['b', '2'],
    ],
  ],
  [
    'a=1&a=2',
    [
      ['a', '1'],
      ['a', '2'],
    ],
  ],
  [
    'text=&x',
    [
      ['text', ''],
      ['x', ''],
    ],
  ],
  ['q=a+b%2Bc%20d', [['q', 'a b+c d']]],
  [
    'q=50%&r=%zz',
    [
      ['q', '50%'],
      ['r', '%zz'],
    ],
  ],
  ['q=%FF', [['q', '\ufffd']]],
  ['q=a=b', [['q', 'a=b']]],
  ['_rsc=1abc&q=a', [['q', 'a']]],
  ['', []],
])('%s is read', (text, pairs) => {
  expect(readPairs(text)).toEqual(pairs);
});

test.each([
  ['a=1&b=2', 'a=1&b=2'],
  ['text=', 'text='],
  ['q=a%20b', 'q=a+b'],
  ['_next=7~2E4972%2C37', '_next=7~2E4972,37'],
  ['_next=%24null%2C52', '_next=$null,52'],
  ['q=a%26b%3Dc%23d%2Be', 'q=a%26b%3Dc%23d%2Be'],
  ['url=https%3A%2F%2Fx.org%2F%3Fa', 'url=https://x.org/%3Fa'],
  ['q=%22red%20fox%22', 'q=%22red+fox%22'],
])('%s is written %s', (text, canonical) => {
  expect(writePairs(readPairs(text))).toBe(canonical);
});

const anything = fc.array(fc.integer({ min: 0, max: 0x10ffff })).map((points) => String.fromCodePoint(...points));

test('what is written is read as it was, and written again the same', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(anything, anything)), (pairs) => {
      const text = writePairs(pairs);
      const wanted = pairs.map(([key, value]) => [key.toWellFormed(), value.toWellFormed()]);
      expect(readPairs(text)).toEqual(wanted.filter(([key]) => key !== '_rsc'));
      expect(writePairs(readPairs(text))).toBe(text);
      // Nothing that ends a query string, a quoted attribute or a header.
      expect(text).not.toMatch(/[\s"<>#\\\u0080-\uffff]/);
    }),
  );
});

test('an edit keeps the order of the others, puts what is new last and leaves the old list alone', () => {
  const pairs: Pairs = Object.freeze([
    ['a', '1'],
    ['b', '2'],
    ['a', '3'],
    ['c', ''],
  ] as const);
  expect(writePairs(withPair(pairs, 'a', '9'))).toBe('b=2&c=&a=9');
  expect(writePairs(withAdded(pairs, 'a', '9'))).toBe('a=1&b=2&a=3&c=&a=9');
  expect(writePairs(without(pairs, 'a', 'c'))).toBe('b=2');
  expect(writePairs(withoutPair(pairs, 'a', '3'))).toBe('a=1&b=2&c=');
  expect(writePairs(pairs)).toBe('a=1&b=2&a=3&c=');
});
