import { expect, test } from 'vitest';
import { formRedirect } from '../../app/_url/form-redirect.ts';
import { readPairs, writePairs } from '../../app/_url/pairs.ts';

const leadsTo = (asked: string) => {
  const pairs = formRedirect(readPairs(asked));
  return pairs && writePairs(pairs);
};

test.each([
  ['_filter_column=c&_filter_op=gt&_filter_value=5', 'c__gt=5'],
  ['_filter_column=c&_filter_op=exact&_filter_value=5', 'c=5'],
  ['_filter_column=c&_filter_op=&_filter_value=5', 'c=5'],
  ['_filter_column=c&_filter_value=', 'c='],
  ['_filter_column=_c&_filter_value=5', '_c__exact=5'],
  ['_filter_column=a__b&_filter_value=5', 'a__b__exact=5'],
  ['_filter_column=c&_filter_op=isnull__5&_filter_value=9', 'c__isnull=5'],
  ['_filter_column=&_filter_op=gt&_filter_value=5', ''],
  ['_filter_column=&_filter_op=gt&_filter_value=5&a=1', 'a=1'],
  [
    '_filter_column_1=c&_filter_op_1=lt&_filter_value_1=5&_filter_column=d&_filter_op=gt&_filter_value=6',
    'c__lt=5&d__gt=6',
  ],
  ['a=1&_filter_column=c&_filter_value=5&_search=x+y', 'a=1&_search=x+y&c=5'],
  ['text=&_search=&_filter_column=c&_filter_value=5', 'text=&c=5'],
  ['_next=9&_filter_column=c&_filter_value=5', 'c=5'],
  ['_search=&_sort=a&_sort_by_desc=on', '_sort_desc=a'],
  ['_sort=a&_sort_by_desc=', '_sort=a'],
])('%s becomes %s', (asked, wanted) => {
  expect(leadsTo(asked)).toBe(wanted);
});

test.each(['', 'a=1', '_search=&text=', '_sort=a', '_filter=x'])('%s is no form', (asked) => {
  expect(leadsTo(asked)).toBeNull();
});

test.each([
  '_filter_column=c&_filter_op=gt&_filter_value=5',
  '_sort=a&_sort_by_desc=on&_search=',
  '_filter_column=&_filter_value=5',
])('%s redirects once', (asked) => {
  expect(leadsTo(leadsTo(asked) ?? '')).toBeNull();
});
