import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Json, jsonText } from '../../app/_http/json-text.ts';
import { floatToText, valueText } from '../../db/value-text.ts';

test.each([
  [null, 'null'],
  [undefined, 'null'],
  [9223372036854775807n, '9223372036854775807'],
  [-9223372036854775808n, '-9223372036854775808'],
  [7, '7'],
  [0.1, '0.1'],
  [NaN, 'null'],
  [Infinity, 'null'],
  [true, 'true'],
  ['"\\\n\u2028é😀', '"\\"\\\\\\n\u2028é😀"'],
  ['\ud800', '"\\ud800"'],
  [new Uint8Array([0, 255, 16]), '{"$base64": true, "encoded": "AP8Q"}'],
  [[], '[]'],
  [[1n, null, 'a'], '[1, null, "a"]'],
  [{ a: undefined, b: null, 'c"d': [{}] }, '{"b": null, "c\\"d": [{}]}'],
] as [Json, string][])('%o is written %s', (value, text) => {
  expect(jsonText(value)).toBe(text);
});

test.each([
  [Infinity, 'Infinity'],
  [-Infinity, '-Infinity'],
  [NaN, 'null'],
])('%o as asked for', (value, text) => {
  expect(jsonText([value], { infinity: true })).toBe(`[${text}]`);
});

test('any other value reads back as it was', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(JSON.parse(jsonText(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test.each([
  [7, '7.0'],
  [-0.5, '-0.5'],
  [0, '0.0'],
  [8.5e-5, '8.5e-05'],
  [1e-10, '1e-10'],
  [1e16, '1e+16'],
  [1e15, '1000000000000000.0'],
  [1e300, '1e+300'],
  [NaN, 'NaN'],
  [-Infinity, '-Infinity'],
])('%d is written %s', (value, text) => {
  expect(floatToText(value)).toBe(text);
});

test.each([
  [7, false, '7'],
  [7, true, '7.0'],
  [2n ** 63n, true, '9223372036854775808'],
  [true, false, '1'],
  [false, false, '0'],
  [new Uint8Array([97]), false, 'YQ=='],
  ['', false, ''],
] as const)('%o as text', (value, isFloat, text) => {
  expect(valueText(value, isFloat)).toBe(text);
});
