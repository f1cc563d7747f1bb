import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseEscapedSearch, parseSearch } from '../../db/queries/search-syntax.ts';
import type { SearchTree } from '../../db/queries/search-tree.ts';

/** A tree on one line: `(a & b)`, `(a | b)`, `!a`, `"two words"`, `a*`. */
function shown(tree: SearchTree | null): string | null {
  if (!tree) return null;
  if (tree.kind === 'words') return `${/\s/.test(tree.text) ? `"${tree.text}"` : tree.text}${tree.prefix ? ' *' : ''}`;
  if (tree.kind === 'not') return `!${shown(tree.part)}`;
  if (tree.kind === 'and' || tree.kind === 'or')
    return `(${tree.parts.map(shown).join(tree.kind === 'and' ? ' & ' : ' | ')})`;
  throw new Error(`${tree.kind} is not of this syntax`);
}

describe('the search box', () => {
  test.each([
    ['red fox', '(red & fox)'],
    ['  red\tfox\n', '(red & fox)'],
    ['"red fox"', '"red fox"'],
    ['"red fox', '"red fox"'],
    ['"red fox" lake', '("red fox" & lake)'],
    ['"red fox"lake', '("red fox" & lake)'],
    ['fo*', 'fo* *'],
    ['"two wor"*', '"two wor" *'],
    ['-fox', '!fox'],
    ['red -fox', '(red & !fox)'],
    ['red -"red fox"', '(red & !"red fox")'],
    ['-"two wor"*', '!"two wor" *'],
    ['red - fox', '(red & fox)'],
    ['a OR b', '(a | b)'],
    ['a b OR c', '((a & b) | c)'],
    ['a OR b OR c', '(a | b | c)'],
    ['a OR -b', '(a | !b)'],
    ['a or b', '(a & or & b)'],
    ['a AND b', '(a & AND & b)'],
    ['"OR"', 'OR'],
    ['a "OR" b', '(a & OR & b)'],
    ['OR', 'OR'],
    ['OR a', '(OR & a)'],
    ['a OR', '(a & OR)'],
    ["o'shea", "o'shea"],
    ['screen-print', 'screen-print'],
    ['50% !! red', '(50% & red)'],
    ['李伟 हिन्दी', '(李伟 & हिन्दी)'],
  ])('%s', (text, wanted) => {
    expect(shown(parseSearch(text))).toBe(wanted);
  });

  test.each(['', ' ', '"', '""', '"""', '!!', '-', '*', '-*', '" "', '… — %'])('"%s" has no word', (text) => {
    expect(parseSearch(text)).toBeNull();
    expect(parseEscapedSearch(text)).toBeNull();
  });

  test('nothing that is typed is an error', () => {
    const unit = fc.constantFrom('"', '-', '*', ' ', 'OR', 'a', 'é', '(', '\\', "'", '\u0301', '😀');
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 20 }), (text) => {
        for (const tree of [parseSearch(text), parseEscapedSearch(text)]) {
          expect(tree === null).toBe(!/\p{L}|\p{M}/u.test(text));
        }
      }),
    );
  });
});

describe('the literal mode', () => {
  test.each([
    ['red fox', '(red & fox)'],
    ['"red fox"', '"red fox"'],
    ['"red fox', '"red fox"'],
    ['red "fox', '(red & fox)'],
    ['foo"bar baz"qux', '(foo & "bar baz" & qux)'],
    ['fo*', 'fo*'],
    ['-x', '-x'],
    ['a OR b', '(a & OR & b)'],
    ['a AND NOT b', '(a & AND & NOT & b)'],
    ['!! red', 'red'],
    ['"" red', 'red'],
  ])('%s', (text, wanted) => {
    expect(shown(parseEscapedSearch(text))).toBe(wanted);
  });
});
