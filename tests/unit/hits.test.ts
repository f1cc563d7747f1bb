import { expect, test } from 'vitest';
import { foldedWords } from '../../db/queries/fold.ts';
import { hitsIn, soughtOf } from '../../db/queries/hits.ts';
import type { SearchMode } from '../../db/query.ts';

/** The text with what is marked in brackets. */
function marked(text: string, search: string, mode: SearchMode = 'default'): string {
  return hitsIn(text, soughtOf({ text: search, column: null, mode }))
    .map((stretch) => (stretch.hit ? `[${stretch.text}]` : stretch.text))
    .join('');
}

test.each([
  ['Handpainted Gold Tree Oil Painting', 'painting', 'Handpainted Gold Tree Oil [Painting]'],
  ['A red, RED fox', 'red fox', 'A [red], [RED] [fox]'],
  ['Thomas Kinkade, by Thomas Smith', '"thomas kinkade"', '[Thomas Kinkade], by Thomas Smith'],
  ['painter paints', 'paint*', '[painter] [paints]'],
  ['a cat, no dog', 'cat -dog', 'a [cat], no dog'],
  ['a cat or a dog', 'cat OR dog', 'a [cat] or a [dog]'],
  ['José Ribera; jose', 'JOSÉ', '[José] Ribera; [jose]'],
  ['Straße, Ærø, Łódź', 'strasse aero lodz', '[Straße], [Ærø], [Łódź]'],
  ["o'shea shea o", "o'shea", "[o'shea] shea o"],
  ['大阿福 鲤鱼', '大阿福', '[大阿福] 鲤鱼'],
  ['हिन्दी चित्र', 'हिन्दी', '[हिन्दी] चित्र'],
  ['세계 명작 속에', '명작', '세계 [명작] 속에'],
  ['<b>bold</b> & "quoted"', 'b', '<[b]>bold</[b]> & "quoted"'],
  ['nothing here', '!!!', 'nothing here'],
  ['painted', 'paint', 'painted'],
])('in %s the search %s marks %s', (text, search, expected) => {
  expect(marked(text, search)).toBe(expected);
});

test('the other modes mark by their own rules', () => {
  expect(marked('fox or cottage', 'fox OR cottage', 'escaped')).toBe('[fox] [or] [cottage]');
  expect(marked('one two three', 'one NOT three', 'raw')).toBe('[one] two three');
  expect(marked('one two three', '"one two"', 'raw')).toBe('[one two] three');
});

test('nothing of a text is lost', () => {
  const text = `${'x'.repeat(10_000)} 😀 \u202Emirrored\u202C e\u0301 end`;
  expect(
    hitsIn(text, soughtOf({ text: 'é mirrored', column: null, mode: 'default' }))
      .map((s) => s.text)
      .join(''),
  ).toBe(text.normalize('NFC'));
});

test('words know where they stand', () => {
  expect(foldedWords('Æ É 😀x')).toEqual([
    { word: 'ae', start: 0, end: 1 },
    { word: 'e', start: 2, end: 3 },
    { word: 'x', start: 6, end: 7 },
  ]);
});
