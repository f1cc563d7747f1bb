import { describe, expect, test } from 'vitest';
import { columnsOfRawSearch, parseRawSearch } from '../../db/queries/raw-search.ts';
import type { SearchTree } from '../../db/queries/search-tree.ts';
import { BadRequest } from '../../db/query.ts';

function shown(tree: SearchTree | null): string | null {
  if (!tree) return null;
  const list = (separator: string, parts: SearchTree[]) => `(${parts.map(shown).join(separator)})`;
  switch (tree.kind) {
    case 'words':
      return `${/\W/.test(tree.text) ? `"${tree.text}"` : tree.text}${tree.prefix ? '*' : ''}`;
    case 'not':
      return `!${shown(tree.part)}`;
    case 'and':
      return list(' & ', tree.parts);
    case 'or':
      return list(' | ', tree.parts);
    case 'adjacent':
      return list(' + ', tree.parts);
    case 'near':
      return `near${tree.distance}${list(' ', tree.parts)}`;
    case 'initial':
      return `^${shown(tree.part)}`;
  }
}

describe('the grammar of FTS5 is read', () => {
  test.each([
    ['one', 'one'],
    ['one two', '(one & two)'],
    ['"one two"', '"one two"'],
    ['"say ""hi"" now"', '"say "hi" now"'],
    ['one*', 'one*'],
    ['"one two" *', '"one two"*'],
    ['one AND two', '(one & two)'],
    ['one OR two', '(one | two)'],
    ['one NOT two', '(one & !two)'],
    ['one NOT two three', '(one & !(two & three))'],
    ['one two NOT three', '((one & two) & !three)'],
    ['one NOT two NOT three', '((one & !two) & !three)'],
    ['one AND two OR three', '((one & two) | three)'],
    ['one OR two AND three', '(one | (two & three))'],
    ['one OR two three', '(one | (two & three))'],
    ['one AND two NOT three', '(one & (two & !three))'],
    ['one NOT two AND three', '((one & !two) & three)'],
    ['(one OR two) AND three', '((one | two) & three)'],
    ['one NOT (two OR three)', '(one & !(two | three))'],
    ['((one))', 'one'],
    ['one + two', '(one + two)'],
    ['one + two three', '((one + two) & three)'],
    ['one+two*', '(one + two*)'],
    ['NEAR(one two, 3)', 'near3(one two)'],
    ['NEAR(one two)', 'near10(one two)'],
    ['NEAR ("one two" three*, 0)', 'near0("one two" three*)'],
    ['NEAR(one + two three, 3)', 'near3((one + two) three)'],
    ['NEAR(one, 3)', 'one'],
    ['NEAR("one two"*)', '"one two"*'],
    ['NEAR', 'NEAR'],
    ['near(', null],
    ['^one', '^one'],
    ['^one two', '(^one & two)'],
    ['one or two', '(one & or & two)'],
    ['one and not two', '(one & and & not & two)'],
    ['under_score', 'under_score'],
    ['日本 हिन्दी', '("日本" & "हिन्दी")'],
    ['text:one', 'one'],
    ['text : one two', '(one & two)'],
    ['one text:two', '(one & two)'],
    ['"text":"one two"', '"one two"'],
    ['{text}: one', 'one'],
    ['one {text text} : two*', '(one & two*)'],
    ['text:^one', '^one'],
    ['text:one + two', '(one + two)'],
    ['text:NEAR(one two, 3)', 'near3(one two)'],
    ['text:(one OR two) AND three', '((one | two) & three)'],
    ['text:(one OR text:two)', '(one | two)'],
    ['one NOT text:two', '(one & !two)'],
    ['text', 'text'],
  ])('%s', (text, wanted) => {
    if (wanted === null) expect(() => parseRawSearch(text)).toThrow(BadRequest);
    else expect(shown(parseRawSearch(text))).toBe(wanted);
  });

  test('a blank search has no word', () => {
    expect(parseRawSearch(' \n')).toBeNull();
  });
});

describe('what FTS5 refuses is refused, and the error says what is allowed', () => {
  test.each([
    'NOT one',
    'AND',
    'OR one',
    'one AND',
    'one OR',
    'one NOT',
    'one AND OR two',
    '(one OR two) three',
    'three (one OR two)',
    '(one) (two)',
    '(one',
    'one)',
    '()',
    ',',
    "'",
    '-x',
    'one-two',
    ':one',
    'text:',
    'text:text:one',
    'text:{text}:one',
    '^text:one',
    'one + text:two',
    'NEAR(text:one two)',
    'text:(one) two',
    'one text:(two)',
    'AND:one',
    '-text:one',
    '{}:one',
    '{text:one',
    '{text}one',
    '{text AND}:one',
    '{ text',
    '"one',
    'one +',
    '+ one',
    '*',
    '* one',
    '^',
    '^^one',
    'NEAR(one two',
    'NEAR(one two, x)',
    'NEAR(one two, -1)',
    'NEAR(one two, 1.5)',
    'NEAR()',
    'NEAR(one AND two)',
    'one.two',
    '50%',
  ])('%s', (text) => {
    expect(() => parseRawSearch(text)).toThrow(BadRequest);
    expect(() => parseRawSearch(text)).toThrow(/allowed/);
  });

  test('of more than FTS5 refuses, it is said what is not answered here', () => {
    for (const text of ['NEAR(one two three)', 'NEAR(one two "three four" five, 2)'])
      expect(() => parseRawSearch(text)).toThrow(/NEAR takes one or two phrases here, not [34];/);
    expect(() => parseRawSearch('NEAR(one two, 101)')).toThrow(/at most 100 words/);
  });
});

test.each([
  ['one two', []],
  ['text:one', ['text']],
  ['one text:two OR url : (three)', ['text', 'url']],
  ['{text  "u l"} : one', ['text', 'u l']],
  ['{text url}: one {hash}: two', ['text', 'url', 'hash']],
  ['"text:one"', []],
  ['NEAR(one two)', []],
  ['{text', []],
  ['}:one', []],
  [':', []],
])('the columns that a raw search names: %s', (text, columns) => {
  expect(columnsOfRawSearch(text)).toEqual(columns);
});
