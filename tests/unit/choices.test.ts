import { expect, test } from 'vitest';
import { choicesOf, isChoice, withChoice, withChoices } from '../../app/_url/choices.ts';
import { readPairs, writePairs } from '../../app/_url/pairs.ts';
import { parseTable } from '../../app/_url/parse.ts';
import { exampleContext } from '../oracle/example-context.ts';

const context = exampleContext();
const SITE = { column: 'site_id', type: 'column' as const };
const TEXT = { column: 'text', type: 'column' as const };

function chosen(asked: string, facet: typeof SITE | typeof TEXT, value: string | number): string {
  const pairs = readPairs(asked);
  return writePairs(withChoice(pairs, parseTable(pairs, context).query.filters, facet, value));
}

test.each([
  ['', 1, 'site_id=1'],
  ['site_id=1', 2, 'site_id__in=1,2'],
  ['site_id__exact=1', 2, 'site_id__in=1,2'],
  ['site_id__in=1,2', 3, 'site_id__in=1,2,3'],
  ['site_id__in=1,2', 2, 'site_id=1'],
  ['site_id=1', 1, ''],
  ['site_id__isnull=1', 4, 'site_id=4'],
  ['_search=x&site_id=1&_next=99', 2, '_search=x&site_id__in=1,2'],
  ['site_id__gt=1', 2, 'site_id__gt=1&site_id=2'],
])('?%s and site %i become ?%s', (asked, value, expected) => {
  expect(chosen(asked, SITE, value)).toBe(expected);
});

test('values with commas, spaces and brackets stay whole', () => {
  const two = chosen('text=a,b', TEXT, ' c');
  expect(choicesOf(parseTable(readPairs(two), context).query.filters, 'text').values).toEqual(['a,b', ' c']);
  expect(chosen(two, TEXT, 'a,b')).toBe('text=+c');
  const bracket = chosen('text=x', TEXT, '[y');
  expect(choicesOf(parseTable(readPairs(bracket), context).query.filters, 'text').values).toEqual(['x', '[y']);
});

test('"not recorded" is a choice by itself', () => {
  const blank = withChoices(readPairs('site_id__in=1,2&width=3'), 'site_id', { values: [], blank: true });
  expect(writePairs(blank)).toBe('width=3&site_id__isnull=1');
  expect(choicesOf(parseTable(blank, context).query.filters, 'site_id')).toEqual({ values: [], blank: true });
});

test('an empty text is a value', () => {
  const pairs = readPairs('text=');
  const { filters } = parseTable(pairs, context).query;
  expect(isChoice(pairs, filters, TEXT, '')).toBe(true);
  expect(chosen('', TEXT, '')).toBe('text=');
});
