import fc from 'fast-check';
import { expect, test } from 'vitest';
import { tildeDecode, tildeEncode } from '../../db/tilde.ts';

test.each([
  ['abc_-09', 'abc_-09'],
  ['a b', 'a+b'],
  ['/.,~%+', '~2F~2E~2C~7E~25~2B'],
  ['é', '~C3~A9'],
  ['李伟', '~E6~9D~8E~E4~BC~9F'],
  ['😀', '~F0~9F~98~80'],
  ['', ''],
])('%s is written %s', (text, segment) => {
  expect(tildeEncode(text)).toBe(segment);
  expect(tildeDecode(segment)).toBe(text);
});

test.each([
  ['a%20b', 'a%20b'],
  ['%25', '%25'],
  ['~2f', '/'],
  ['~', '~'],
  ['~2', '~2'],
  ['~GG', '~GG'],
  ['a.b', 'a.b'],
  ['~FF', '\ufffd'],
  ['~~7E', '~~'],
])('%s is read as %s', (segment, text) => {
  expect(tildeDecode(segment)).toBe(text);
});

const anything = fc.array(fc.integer({ min: 0, max: 0x10ffff })).map((points) => String.fromCodePoint(...points));

test('what is encoded is decoded, and holds nothing that means something in an address', () => {
  fc.assert(
    fc.property(anything, (text) => {
      const segment = tildeEncode(text);
      expect(segment).toMatch(/^([A-Za-z0-9_+-]|~[0-9A-F]{2})*$/);
      expect(tildeDecode(segment)).toBe(text.toWellFormed());
    }),
  );
});

test('nothing that is decoded throws', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('~', '+', '%', '2', 'F', 'é', '.', ' ') }), (segment) => {
      expect(typeof tildeDecode(segment)).toBe('string');
    }),
  );
});
