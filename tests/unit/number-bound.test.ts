import fc from 'fast-check';
import { expect, test } from 'vitest';
import { integerBound, isNumber, numberText } from '../../db/queries/number-bound.ts';
import { compareFractions, fraction } from '../oracle/number.ts';

const INT8 = [-(2n ** 63n), 2n ** 63n - 1n] as const;

/** Numbers as people write them: signs, points at either end, exponents, leading zeros, spaces around. */
const digits = (most: number) => fc.string({ unit: fc.constantFrom(...'0001259'), minLength: 1, maxLength: most });
const typed = fc
  .record({
    space: fc.constantFrom('', ' ', '\t'),
    sign: fc.constantFrom('', '-', '+'),
    whole: digits(25),
    after: fc.option(fc.oneof(fc.constant(''), digits(25)), { nil: null }),
    exponent: fc.option(fc.integer({ min: -40, max: 40 }), { nil: null }),
    mark: fc.constantFrom('e', 'E'),
  })
  .map(({ space, sign, whole, after, exponent, mark }) => {
    const decimals = after === null ? '' : `.${after}`;
    return `${space}${sign}${whole}${decimals}${exponent === null ? '' : `${mark}${exponent}`}${space}`;
  });

const whole = (value: bigint) => ({ above: value, below: 1n });

test('a bound is the greatest integer that is not above the number', () => {
  fc.assert(
    fc.property(typed, (text) => {
      const bound = integerBound(text);
      const number = fraction(text);
      if (!bound || !number) throw new Error(`${text} is a number`);
      const isBelow = compareFractions(number, whole(INT8[0])) < 0;
      const isAbove = compareFractions(number, whole(INT8[1])) > 0;
      // A number less than one above the greatest integer has it as its floor, and is not beyond.
      const isNextAbove = isAbove && compareFractions(number, whole(INT8[1] + 1n)) < 0;
      if (!isNextAbove) expect(bound.beyond).toBe(isBelow ? -1 : isAbove ? 1 : 0);
      if (bound.beyond !== 0) return;
      expect(compareFractions(whole(bound.floor), number)).toBeLessThanOrEqual(0);
      expect(compareFractions(whole(bound.floor + 1n), number)).toBeGreaterThan(0);
      expect(bound.exact).toBe(compareFractions(whole(bound.floor), number) === 0);
    }),
    { numRuns: 2000 },
  );
});

test.each([
  ['5', 5n, true, 0],
  [' 5 ', 5n, true, 0],
  ['+5.', 5n, true, 0],
  ['.5', 0n, false, 0],
  ['-.5', -1n, false, 0],
  ['-5.0', -5n, true, 0],
  ['5.5', 5n, false, 0],
  ['7e0', 7n, true, 0],
  ['1.5e1', 15n, true, 0],
  ['15e-1', 1n, false, 0],
  ['-0', 0n, true, 0],
  ['0e999999999999', 0n, true, 0],
  ['1e-999999999999', 0n, false, 0],
  ['-1e-999999999999', -1n, false, 0],
  ['9223372036854775807', 9223372036854775807n, true, 0],
  ['-9223372036854775808', -9223372036854775808n, true, 0],
])('%s', (text, floor, exact, beyond) => {
  expect(integerBound(text)).toEqual({ floor, exact, beyond });
});

test.each([
  ['9223372036854775808', 1],
  ['-9223372036854775809', -1],
  ['1e400', 1],
  ['-1e999999999999', -1],
])('%s is beyond 64 bits', (text, beyond) => {
  expect(integerBound(text)?.beyond).toBe(beyond);
});

test.each(['', ' ', 'abc', '5 5', '--5', '1e', 'e5', '.', '0x10', '1_000', '٣', 'NaN', 'Infinity', '1e5.5', '1,5'])(
  '"%s" is no number',
  (text) => {
    expect(isNumber(text)).toBe(false);
    expect(integerBound(text)).toBeNull();
  },
);

test.each([
  ['6.1', 'real', '6.1'],
  [' 6.1 ', 'double precision', '6.1'],
  ['1e400', 'double precision', 'Infinity'],
  ['-1e39', 'real', '-Infinity'],
  ['1e-400', 'double precision', '0'],
  ['1e-46', 'real', '0'],
  ['NaN', 'real', 'NaN'],
  ['-Infinity', 'numeric', '-Infinity'],
  ['1e400', 'numeric', 'Infinity'],
  ['1e-20000', 'numeric', '1e-16000'],
  ['-1e-20000', 'numeric', '-1e-16000'],
  ['0e-20000', 'numeric', '0e-20000'],
  ['12345678901234567890.12', 'numeric', '12345678901234567890.12'],
  ['nan', 'real', null],
  ['abc', 'real', null],
  ['', 'numeric', null],
])('%s as %s is sent as %s', (text, type, sent) => {
  expect(numberText(text, type)).toBe(sent);
});
