import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isChosen, linkTo, nextPage, toggleChoice, withFacet, withoutFacet } from '../../app/_url/edit.ts';
import { type Pairs, readPairs, writePairs } from '../../app/_url/pairs.ts';
import { parseTable } from '../../app/_url/parse.ts';
import { withSort } from '../../app/_url/sort-arguments.ts';
import type { Facet } from '../../db/query.ts';
import { exampleContext, exampleTable } from '../oracle/example-context.ts';

const width: Facet = { column: 'width', type: 'column' };
const tags: Facet = { column: 'tags', type: 'array' };
const context = exampleContext();

describe('the next page', () => {
  const next = (asked: string, token: string, where = context) => {
    const pairs = readPairs(asked);
    return writePairs(nextPage(pairs, parseTable(pairs, where).query, token));
  };

  test.each([
    ['', '20', '_next=20'],
    ['_size=2&text=&_next=5&a__b=1'.replace('&a__b=1', ''), '20', '_size=2&text=&_next=20'],
    ['_sort_desc=aesthetic&width__gte=1024', '7~2E0,86', 'width__gte=1024&_next=7~2E0,86&_sort_desc=aesthetic'],
    ['_sort=width,-id', '5,6,7', '_sort=width,-id&_next=5,6,7'],
    ['_sort=-width', '5,6', '_next=5,6&_sort_desc=width'],
  ])('%s after %s', (asked, token, wanted) => {
    expect(next(asked, token)).toBe(wanted);
  });

  test('writes out an order that was only declared', () => {
    const declared = exampleContext(exampleTable({ sort: '-width' }));
    expect(next('_size=5', '9,1', declared)).toBe('_size=5&_next=9,1&_sort_desc=width');
  });
});

describe('a choice', () => {
  test.each([
    ['_facet=width&_next=9', width, 512, '_facet=width&width=512'],
    ['width=512&_next=9&_facet=width', width, 512, '_facet=width'],
    ['width__exact=512', width, 512, ''],
    ['width=512', width, 640, 'width=512&width=640'],
    ['', tags, 'a b', 'tags__arraycontains=a+b'],
    ['', { column: '_private', type: 'column' } as const, 5, '_private__exact=5'],
    ['', { column: 'odd__name', type: 'column' } as const, 'x', 'odd__name__exact=x'],
    ['', { column: 'created', type: 'date' } as const, '2024-05-01', 'created__date=2024-05-01'],
    ['', { column: 'id', type: 'column' } as const, 2n ** 63n - 1n, 'id=9223372036854775807'],
  ])('%s and %j %s', (asked, facet, value, wanted) => {
    const pairs = readPairs(asked);
    const edited = toggleChoice(pairs, facet, value);
    expect(writePairs(edited)).toBe(wanted);
    expect(isChosen(edited, facet, value)).toBe(!isChosen(pairs, facet, value));
  });

  test('chosen and taken back, a question is what it was', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), fc.string(), (asked, value) => {
        const pairs = readPairs(asked).filter(([key]) => key !== '_next');
        if (isChosen(pairs, width, value)) return;
        const chosen = toggleChoice(pairs, width, value);
        expect(writePairs(toggleChoice(chosen, width, value))).toBe(writePairs(pairs));
      }),
    );
  });
});

describe('every edit of the question begins again at the first page', () => {
  const pairs = readPairs('_next=9&text=&_sort=id&_facet=width');
  const edits: [string, Pairs][] = [
    ['choice', toggleChoice(pairs, width, 1)],
    ['facet', withFacet(pairs, tags)],
    ['no facet', withoutFacet(pairs, width)],
    ['order', withSort(pairs, [{ column: 'width', descending: true }])],
    ['no order', withSort(pairs, [])],
  ];

  test.each(edits)('%s', (_, edited) => {
    expect(edited.some(([key]) => key === '_next')).toBe(false);
    expect(edited).toContainEqual(['text', '']);
  });

  test.each([
    [[], 'text=&_facet=width'],
    [[{ column: 'id', descending: false }], 'text=&_facet=width&_sort=id'],
    [[{ column: 'id', descending: true }], 'text=&_facet=width&_sort_desc=id'],
    [
      [
        { column: 'width', descending: true },
        { column: 'id', descending: false },
      ],
      'text=&_facet=width&_sort=-width,id',
    ],
  ])('the order %j', (sort, wanted) => {
    expect(writePairs(withSort(pairs, sort))).toBe(wanted);
  });
});

test('a link without a question has no question mark', () => {
  expect(linkTo('/d/images', [])).toBe('/d/images');
  expect(linkTo('/d/images', [['a', 'b c']])).toBe('/d/images?a=b+c');
});
