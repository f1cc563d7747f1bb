import { describe, expect, test } from 'vitest';
import { json } from '../ask.ts';
import { ARTISTS, IMAGES, inOrder, pick, tally } from '../golden.ts';
import { both, either, type Holds, has, not, wordsOf } from './captions.ts';
import { expected, found } from './searching.ts';

const nothing: Holds = () => false;

const DEFAULT: [typed: string, holds: Holds][] = [
  ['fox', has('fox')],
  ['FOX', has('fox')],
  ['red fox', both(has('red'), has('fox'))],
  ['fox red', both(has('red'), has('fox'))],
  ['"red fox"', has('red fox')],
  ['"fox red"', nothing],
  ['"red fox', has('red fox')],
  ['cafe', has('cafe')],
  ['CAFÉ', has('cafe')],
  ['cafe\u0301', has('cafe')],
  ['jose nunez', both(has('jose'), has('nunez'))],
  ['zoë angstrom', both(has('zoe'), has('angstrom'))],
  ['李伟', has('李伟')],
  ['李*', has('李*')],
  ['wint*', has('wint*')],
  ['win', nothing],
  ['WATER*', has('water*')],
  ['"winter la"*', has('winter la*')],
  ['"oil pai*"', nothing],
  ['winter -watercolour', both(has('winter'), not(has('watercolour')))],
  ['-winter lake', both(not(has('winter')), has('lake'))],
  ['-fox', not(has('fox'))],
  ['-"screen print" portrait', both(not(has('screen print')), has('portrait'))],
  ['portrait -scr*', both(has('portrait'), not(has('scr*')))],
  ['- fox', has('fox')],
  ['-- fox', has('fox')],
  ['fox OR cottage', either(has('fox'), has('cottage'))],
  ['fox or cottage', nothing],
  ['fox Or cottage', nothing],
  ['"fox OR cottage"', nothing],
  ['winter lake OR red fox', either(both(has('winter'), has('lake')), both(has('red'), has('fox')))],
  ['fox OR cottage OR harbour', either(has('fox'), has('cottage'), has('harbour'))],
  ['fox OR cottage -photo', either(has('fox'), both(has('cottage'), not(has('photo'))))],
  ['fox OR', nothing],
  ['OR fox', nothing],
  ['OR', nothing],
  ['fox AND cottage', nothing],
  ['fox NOT red', nothing],
  ['screen-print', has('screen print')],
  ['screen–print', has('screen print')],
  ['print-screen', nothing],
  ["o'shea", has('o shea')],
  ['o’shea', has('o shea')],
  ['oshea', nothing],
  ['under_score', has('under score')],
  ['50%', has('50')],
  ['50% gray', both(has('50'), has('gray'))],
  ['fox!!! ???', has('fox')],
  ['fox & lake | sea', nothing],
  ['(fox)', has('fox')],
  ['text:fox', nothing],
  ["fox' & '", has('fox')],
  ['fo*x', nothing],
  ['***', nothing],
  ['!!!', nothing],
  ['""', () => true],
  ['" "', () => true],
];

describe('the search box', () => {
  test.each(DEFAULT)('%s', async (typed, holds) => {
    const isBlank = typed.replaceAll('"', '').trim() === '';
    expect(await found(typed)).toEqual(isBlank ? pick(IMAGES.rows, 'id') : expected(holds));
  });

  test('nothing typed is an error', async () => {
    for (const typed of [
      ':*',
      "'",
      "''''",
      '\\',
      '<->',
      'a & | b',
      '!',
      '((',
      ')',
      'a:b:c',
      '*a',
      '\u0001',
      '😀',
      '①*',
      '\ufeff',
    ]) {
      expect(await found(typed)).toBeInstanceOf(Array);
    }
  });

  test('only the first value counts, and a blank one counts as absent', async () => {
    expect(await found('fox', ['_search', 'lake'])).toEqual(expected(has('fox')));
    const { rows } = await json('/golden/images.json?_search=&_search_text=fox&_size=max');
    expect(pick(rows, 'id')).toEqual(expected(has('fox')));
  });

  test('in one column, with filters, an order, facets and a sentence', async () => {
    const target =
      '/golden/images.json?_search_text=fox+-photo&width__gte=800&_sort_desc=aesthetic&_facet=width&_extra=human_description_en';
    const { rows, facet_results, human_description_en } = await json(target);
    const holds = both(has('fox'), not(has('photo')));
    const wanted = IMAGES.rows.filter(({ text, width }) => holds(wordsOf(text) ?? []) && Number(width) >= 800);
    expect(pick(rows, 'id')).toEqual(pick(inOrder(wanted, ['id'], '-aesthetic').slice(0, 20), 'id'));
    const counts = facet_results.results.width.results.map((each: { value: number; count: number }) => [
      each.value,
      each.count,
    ]);
    expect(Object.fromEntries(counts)).toEqual(tally(wanted, 'width'));
    expect(human_description_en).toBe(
      'where search column "text" matches "fox -photo" and width ≥ 800 sorted by aesthetic descending',
    );
  });

  test('a table without an index ignores it', async () => {
    const { rows } = await json('/golden/artists.json?_search=fox&_sort=name');
    expect(pick(rows, 'name')).toEqual(pick(inOrder(ARTISTS.rows, ['name'], 'name'), 'name'));
  });

  test('a column that is not searched is named with the one that is', async () => {
    const { errors } = await json('/golden/images.json?_search_url=fox', 400);
    expect(errors.join()).toContain('Cannot search by that column');
    expect(errors.join()).toContain('text');
  });
});
