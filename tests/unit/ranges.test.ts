import { expect, test } from 'vitest';
import { formRedirect } from '../../app/_url/form-redirect.ts';
import { readPairs, writePairs } from '../../app/_url/pairs.ts';
import { isWithin, rangeOf, withRange } from '../../app/_url/ranges.ts';
import type { Filter } from '../../db/query.ts';

test.each([
  ['_search=x&_next=5', { from: '6', below: '7' }, '_search=x&aesthetic__gte=6&aesthetic__lt=7'],
  ['aesthetic__gt=1&aesthetic__lte=2&width=5', { from: '6', below: null }, 'width=5&aesthetic__gte=6'],
  ['aesthetic__isnull=1', { from: null, below: '3' }, 'aesthetic__lt=3'],
  ['aesthetic__gte=6', { from: null, below: null }, ''],
])('?%s with %o is ?%s', (asked, range, expected) => {
  expect(writePairs(withRange(readPairs(asked), 'aesthetic', range))).toBe(expected);
});

const bound = (operator: Filter['operator'], value: string): Filter => ({ column: 'width', operator, value });

test('a value is within every bound', () => {
  const filters = [bound('gte', '5'), bound('lt', '9')];
  expect([4, 5, 8, 9].map((value) => isWithin(filters, 'width', value))).toEqual([false, true, true, false]);
  expect([5, 6].map((value) => isWithin([bound('gt', '5')], 'width', value))).toEqual([false, true]);
  expect(isWithin(filters, 'height', 1)).toBe(true);
  expect(rangeOf(filters, 'width')).toEqual({ from: '5', below: '9' });
  expect(rangeOf([bound('gt', '5')], 'width')).toEqual({ from: null, below: null });
});

test.each([
  ['_search=x&_from.width=512&_below.width=', '_search=x&width__gte=512'],
  ['width__gt=1&_from.width=+512+&_below.width=1024&_next=3', 'width__gte=512&width__lt=1024'],
  ['_from.width=&_below.width=', ''],
  ['_from.a__b=1&_below.a__b=', 'a__b__gte=1'],
])('the fields of a range, ?%s, mean ?%s', (asked, expected) => {
  expect(writePairs(formRedirect(readPairs(asked)) ?? [])).toBe(expected);
});
