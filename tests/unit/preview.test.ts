import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lettersOf } from '../../app/_answer/font-letters.ts';
import { drawable, previewFonts } from '../../app/_ui/preview-fonts.ts';

const typed = (words: string) => ({ words, kind: 'typed' as const });

test('the fonts of the preview have Latin letters, with accents, and no others', async () => {
  const { letters, fonts } = await previewFonts();
  expect(fonts).toHaveLength(4);
  const has = (text: string) => [...text].every((char) => letters.has(char.codePointAt(0) ?? 0));
  expect(has('Jean-Léon Gérôme, Łódź, “quotes” — 12,096,835 … ×')).toBe(true);
  expect(has('한')).toBe(false);
  expect(has('😀')).toBe(false);
});

test.each([
  ['painting', typed('painting')],
  ['Ge\u0301ro\u0302me', typed('Gérôme')],
  ['사진', { words: 'words in Hangul', kind: 'plain' }],
  ['사진 사진', { words: 'words in Hangul', kind: 'plain' }],
  ['李伟', { words: 'words in Han', kind: 'plain' }],
  ['red 사진 fox', typed('red … fox')],
  ['a 😀 b', typed('a … b')],
  ['a\nb', typed('a b')],
])('%j is drawn as %j', async (words, expected) => {
  const { letters } = await previewFonts();
  expect(drawable(typed(words), letters)).toEqual(expected);
});

test('what is no WOFF font says so', () => {
  expect(() => lettersOf(readFileSync('package.json'))).toThrow('This is no WOFF font');
});
