import { expect, test } from 'vitest';
import { sideField, sideRedirect } from '../../../app/_url/compare/fields.ts';
import { compareLink } from '../../../app/_url/compare/links.ts';
import { withPart } from '../../../app/_url/compare/narrowed.ts';
import { questionPairs } from '../../../app/_url/compare/question-pairs.ts';
import { readSide } from '../../../app/_url/compare/sides.ts';
import { readPairs, writePairs } from '../../../app/_url/pairs.ts';
import type { Table } from '../../../db/catalog.ts';
import { BadRequest, type Question } from '../../../db/query.ts';

const ORIGIN = 'https://explorer.example';
const question = (dataset: string | null, ...pairs: [string, string][]) => ({ kind: 'question', dataset, pairs });

test.each([
  ['', question(null)],
  ['_search=kinkade&site_id=3', question(null, ['_search', 'kinkade'], ['site_id', '3'])],
  ['?_search=a+b', question(null, ['_search', 'a b'])],
  ['rest', { kind: 'rest' }],
  ['/other/images', question('other')],
  ['/other/images?_search=a?b', question('other', ['_search', 'a?b'])],
  [`${ORIGIN}/other/images?width__gte=5`, question('other', ['width__gte', '5'])],
])('%s is read as a side', (value, wanted) => {
  expect(readSide(value, ORIGIN)).toEqual(wanted);
});

test('a row’s address is its images', () => {
  const read = readSide('/d/artists/Thomas+Kinkade', ORIGIN);
  expect(read).toMatchObject({ kind: 'row', address: { dataset: 'd', table: 'artists', keys: 'Thomas+Kinkade' } });
});

test.each([
  '/d',
  '/d/site',
  '/d/images.csv',
  'https://evil.example/d/images',
  '/d/-/compare?a=',
  '//evil.example/x/y',
  '/d/images/5.json',
])('%s is refused with what is allowed', (value) => {
  expect(() => readSide(value, ORIGIN)).toThrow(BadRequest);
  expect(() => readSide(value, ORIGIN)).toThrow(/_search=kinkade/);
});

const table = { name: 'images', config: { search: 'text' } } as Table;
const asked = (search: Question['search'], filters: Question['filters'] = []): Question => ({
  table: 'images',
  search,
  filters,
  through: [],
  where: [],
});
const search = (text: string, mode: 'default' | 'escaped' | 'raw' = 'default', column: string | null = null) => ({
  text,
  column,
  mode,
});

test('the same question is written in the same way, each condition once', () => {
  const filters: Question['filters'] = [
    { column: 'width', operator: 'gte', value: '5' },
    { column: 'site_id', operator: 'exact', value: '3' },
  ];
  const written = questionPairs(table, asked([search('a')], filters));
  expect(written && writePairs(written)).toBe('_search=a&site_id=3&width__gte=5');
  expect(questionPairs(table, asked([search('a', 'default', 'text')], [...filters, ...filters].reverse()))).toEqual(
    written,
  );
});

test('several searches are several columns’ searches; two modes, or a rest, no address says', () => {
  const both = questionPairs(table, asked([search('a OR b'), search('c')]));
  expect(both).toEqual([
    ['_search_text', 'a OR b'],
    ['_search_text', 'c'],
  ]);
  expect(questionPairs(table, asked([search('a', 'raw')]))).toEqual([
    ['_search', 'a'],
    ['_searchmode', 'raw'],
  ]);
  expect(questionPairs(table, asked([search('a'), search('b', 'raw')]))).toBeNull();
  expect(questionPairs(table, { ...asked([]), outside: asked([]) })).toBeNull();
});

test('a word is searched in the mode of the question', () => {
  const word = { kind: 'word', label: 'or', search: 'or' };
  const name = { kind: 'artists', label: 'X', search: '"X" OR "Y"' };
  expect(withPart(asked([]), word)?.search).toEqual([search('or')]);
  expect(withPart(asked([search('a', 'raw')]), word)?.search[1]).toEqual(search('"or"', 'raw'));
  expect(withPart(asked([search('a', 'escaped')]), name)).toBeNull();
});

test('a link carries a side as one value', () => {
  const link = compareLink('d', { a: '_search=a%26b&site_id=3', b: '' });
  const pairs = readPairs(link.slice(link.indexOf('?') + 1));
  expect(pairs).toEqual([
    ['a', '_search=a%26b&site_id=3'],
    ['b', ''],
  ]);
});

test('the fields of the form mean a side; blank ones mean nothing', () => {
  const pairs = [
    ['a', '_search=x'],
    [sideField('b', 'words'), 'oil & water'],
    [sideField('b', 'site'), ''],
  ] as const;
  expect(sideRedirect(pairs, 'd')).toEqual([
    ['a', '_search=x'],
    ['b', '_search=oil+%26+water'],
  ]);
  expect(sideRedirect([['b.site', 'ArtStation.com']], 'd')).toEqual([['b', '/d/site/artstation.com']]);
  expect(sideRedirect([['a.address', '/d/images?x=1']], 'd')).toEqual([['a', '/d/images?x=1']]);
  expect(
    sideRedirect(
      [
        ['a', 'x'],
        ['b', ''],
      ],
      'd',
    ),
  ).toBeNull();
});
