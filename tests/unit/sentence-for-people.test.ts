import { expect, test } from 'vitest';
import { readPairs } from '../../app/_url/pairs.ts';
import { parseTable } from '../../app/_url/parse.ts';
import { phraseText } from '../../app/_url/people/phrase.ts';
import { sentenceForPeople } from '../../app/_url/people/sentence-for-people.ts';
import { KNOWN_TABLES } from '../../db/known-tables.ts';
import type { Count } from '../../db/query.ts';
import { exampleContext, exampleTable } from '../oracle/example-context.ts';

const images = exampleTable(KNOWN_TABLES.images);
const labels = new Map([
  [
    'site_id',
    new Map([
      ['1', 'pinimg.com'],
      ['2', 'alamy.com'],
    ]),
  ],
]);

function said(asked: string, count: Count | null = { count: 264, truncated: false }, table = images): string {
  const { query } = parseTable(readPairs(asked), exampleContext(table));
  const sentence = sentenceForPeople(table, query, labels, count);
  return phraseText([...sentence.opening, ...sentence.count, ...sentence.rest]);
}

test.each([
  ['', '264 images'],
  ['_search=painting', '264 images whose caption holds painting'],
  ['_search=painting&_sort_desc=aesthetic', '264 images whose caption holds painting, best score first'],
  ['site_id=1', '264 images from pinimg.com'],
  ['site_id__in=1,2', '264 images from pinimg.com or alamy.com'],
  ['site_id__in=1,2,3,4,5,6', '264 images from pinimg.com, alamy.com, 3, 4 or 2 more'],
  ['site_id=1&_search=cat', '264 images from pinimg.com whose caption holds cat'],
  ['site_id__not=1', '264 images whose site is not pinimg.com'],
  ['aesthetic__gte=6', '264 images whose score is at least 6'],
  ['aesthetic__gte=6&aesthetic__lt=7', '264 images whose score is from 6 to below 7'],
  ['aesthetic__gte=6&aesthetic__lte=7', '264 images whose score is from 6 to 7'],
  ['width__gt=512', '264 images whose width is above 512 pixels'],
  ['aesthetic__isnull=1', '264 images whose score is not recorded'],
  ['text=', '264 images whose caption is empty'],
  [
    'text__contains=x&width=5&_search=a',
    '264 images whose caption holds a, whose caption contains x and whose width is 5',
  ],
  ['_sort=aesthetic', '264 images, lowest score first'],
  ['_sort_desc=id', '264 images, highest number first'],
])('%s is "%s"', (asked, sentence) => {
  expect(said(asked)).toBe(sentence);
});

test.each<[Count | null, string]>([
  [{ count: 0, truncated: false }, 'No images whose caption holds x'],
  [{ count: 1, truncated: false }, '1 image whose caption holds x'],
  [{ count: 10_001, truncated: true }, 'More than 10,000 images whose caption holds x'],
  [null, 'Images whose caption holds x'],
])('the number is said as it is known: %o', (count, sentence) => {
  expect(said('_search=x', count)).toBe(sentence);
});

test('a leaderboard opens with what it is about, as long as nothing is asked', () => {
  const site = { ...exampleTable({ ...KNOWN_TABLES.site, search: 'text' }), name: 'site' };
  const counted = { count: 11_387, truncated: false };
  expect(said('', counted, { ...site, config: { ...site.config, sort: undefined } })).toBe(
    'Where the images come from: 11,387 sites',
  );
  expect(said('_search=art', counted, { ...site, config: { ...site.config, sort: undefined } })).toMatch(
    /^11,387 sites whose/,
  );
});

test('a table nobody declared is spoken of all the same', () => {
  expect(said('width=3&_sort=text', { count: 2, truncated: false }, exampleTable())).toBe(
    '2 rows whose width is 3, by text, A to Z',
  );
});

test('what the visitor typed, and only that, is in italics', () => {
  const { query } = parseTable(readPairs('_search=fox&text__contains=y&aesthetic__gte=6'), exampleContext(images));
  const { rest } = sentenceForPeople(images, query, labels, null);
  expect(rest.filter(({ kind }) => kind === 'typed').map(({ words }) => words)).toEqual(['fox', 'y']);
});
