import { describe, expect, test } from 'vitest';
import { json, query } from '../ask.ts';
import { both, either, type Holds, has, not } from './captions.ts';
import { expected, found } from './searching.ts';

const RAW: [typed: string, holds: Holds][] = [
  ['fox OR cottage', either(has('fox'), has('cottage'))],
  ['win* AND lake', both(has('win*'), has('lake'))],
  ['winter NOT watercolour', both(has('winter'), not(has('watercolour')))],
  ['"red fox"', has('red fox')],
  ['"red f"*', has('red f*')],
  ['red + fox', has('red fox')],
  ['^red', (words) => words[0] === 'red'],
  ['(fox OR lake) AND photo', both(either(has('fox'), has('lake')), has('photo'))],
  ['text:fox', has('fox')],
  ['TEXT : "red fox"', has('red fox')],
  ['winter {text}: lake', both(has('winter'), has('lake'))],
  ['text:(fox OR lake) NOT text:photo', both(either(has('fox'), has('lake')), not(has('photo')))],
  ['text:^red', (words) => words[0] === 'red'],
  ['NEAR(fox)', has('fox')],
];

describe('the raw mode', () => {
  test.each(RAW)('%s', async (typed, holds) => {
    expect(await found(typed, ['_searchmode', 'raw'])).toEqual(expected(holds));
  });

  test.each([
    '(fox OR lake) photo',
    'NOT fox',
    'fox AND',
    ',',
    "'",
    '-x',
    'text:',
    '-text:fox',
    '(fox',
    '*',
    '^',
    'NEAR(a',
  ])('%s does not parse', async (typed) => {
    const { errors } = await json(`/golden/images.json${query(['_searchmode', 'raw'], ['_search', typed])}`, 400);
    expect(errors.join()).toMatch(/does not parse|NEAR|begins with/);
  });

  test.each(['a:b', 'url:fox', '{text url}: fox', 'fox OR width : lake'])(
    'a column that is not searched is named with the one that is: %s',
    async (typed) => {
      for (const key of ['_search', '_search_text']) {
        const { errors } = await json(`/golden/images.json${query(['_searchmode', 'raw'], [key, typed])}`, 400);
        expect(errors.join()).toMatch(/Cannot search by that column: (a|url|width) \(searched: text\)/);
      }
    },
  );

  test('NEAR of more phrases than can be answered says so', async () => {
    const asked = query(['_searchmode', 'raw'], ['_search', 'NEAR(red fox lake, 5)']);
    const { errors } = await json(`/golden/images.json${asked}`, 400);
    expect(errors.join()).toContain('NEAR takes one or two phrases here, not 3');
  });

  test('an unknown mode is answered with the modes there are', async () => {
    const { errors } = await json('/golden/images.json?_search=fox&_searchmode=nope', 400);
    expect(errors.join()).toMatch(/nope.*escaped.*raw/);
  });
});
