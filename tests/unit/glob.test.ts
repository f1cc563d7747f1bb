import fc from 'fast-check';
import { expect, test } from 'vitest';
import { globPattern } from '../../db/queries/glob.ts';
import { isGlob } from '../oracle/pattern.ts';

/** JavaScript reads what the pattern is made of as Postgres does: escapes, classes, `.*`; `.` takes in line ends. */
const matches = (glob: string, text: string) => {
  const pattern = globPattern(glob);
  return pattern !== null && new RegExp(pattern.replaceAll('\\-', '\\x2d'), 'su').test(text);
};

const CHARS = ['a', 'b', 'z', 'A', '-', ']', '[', '^', '*', '?', '.', '\\', '$', '(', '|', '/', 'é', '😀', '｡', '\n'];
const text = fc.string({ unit: fc.constantFrom(...CHARS), maxLength: 6 });
const glob = fc.string({ unit: fc.constantFrom(...CHARS, '*', '?', '[', ']', '[a-z]', '[^a-z]'), maxLength: 8 });

test('a glob matches what a plain matcher matches', () => {
  fc.assert(
    fc.property(glob, text, (pattern, value) => {
      expect(matches(pattern, value)).toBe(isGlob(pattern, value));
    }),
    { numRuns: 5000 },
  );
});

test('a glob made of a text matches that text', () => {
  const plain = text.filter((value) => !/[*?[]/.test(value));
  fc.assert(fc.property(plain, (value) => matches(value, value)));
});

test.each([
  ['*n*', 'banana', true],
  ['n*', 'banana', false],
  ['?o*', 'fox', true],
  ['?', '😀', true],
  ['?', '', false],
  ['*', '', true],
  ['*', 'a\nb', true],
  ['fox', 'FOX', false],
  ['[a-c]x', 'bx', true],
  ['[^a-c]x', 'bx', false],
  ['[]]', ']', true],
  ['[^]]', ']', false],
  ['[a-]', '-', true],
  ['[-a]', '-', true],
  ['[z-a]', 'm', false],
  ['[^z-a]', 'm', true],
  ['[｡-😀]', '😀', true],
  ['[😀-｡]', '😀', false],
  ['[a', '[a', false],
  ['[a', 'a', false],
  ['a.c', 'abc', false],
  ['\\d', '5', false],
  ['\\d', '\\d', true],
])('%s on %s: %s', (pattern, value, wanted) => {
  expect(matches(pattern, value)).toBe(wanted);
});
