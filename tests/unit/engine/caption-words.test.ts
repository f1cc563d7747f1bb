import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asciiWords } from '../../../db/engine/ascii-words.ts';
import { Bitmap } from '../../../db/engine/bitmap.ts';
import { ANY_CAPTION, placesIn } from '../../../db/engine/postings.ts';
import { SegmentWriter } from '../../../db/engine/segment-writer.ts';
import { addCaption, vectorWords } from '../../../scripts/ingest/caption-words.ts';
import { wordsOf } from '../../oracle/words.ts';

/** Letters, digits, what falls between words, and what makes numbers such as 12e3 of digits. */
const ascii = fc.string({ unit: fc.constantFrom(...'aAzZ019eEeE  -_."\'\n\t\\~@'), maxLength: 60 });

/** The words of a caption that was added, in their order; null: it was not taken. */
function added(text: string): string[] | null {
  const writer = new SegmentWriter();
  writer.beginRow(true);
  const bytes = Buffer.from(`"${text.replaceAll('"', '""')}"`);
  if (!addCaption(writer, Buffer.alloc(bytes.length), bytes, 1, bytes.length - 1)) {
    expect(writer.table.count).toBe(0);
    return null;
  }
  const words: string[] = [];
  for (const posting of writer.postings()) {
    if (posting.word === ANY_CAPTION) continue;
    for (const place of placesIn(posting, 0, Bitmap.full(1).words).places) words[place - 1] = posting.word;
  }
  return words;
}

test('the words of an ASCII caption are those of the oracle, each at its place', () => {
  fc.assert(
    fc.property(ascii, (text) => {
      expect(added(text)).toEqual(wordsOf(text));
      expect(asciiWords(text)).toEqual(wordsOf(text));
    }),
    { numRuns: 400 },
  );
});

test.each([
  ['12e3ab', ['12e3', 'ab']],
  ['12E3', ['12e3']],
  ['1e5e6', ['1e5', 'e6']],
  ['12e', ['12e']],
  ['e5', ['e5']],
  ['a12e3b', ['a12e3b']],
  ['1e2e3e4', ['1e2', 'e3e4']],
  ['"" "', []],
])('%j', (text, words) => {
  expect(added(text)).toEqual(words);
  expect(asciiWords(text)).toEqual(words);
});

test('a word of more than 2046 bytes is none, and takes no place', () => {
  const [kept, long] = ['k'.repeat(2046), 'l'.repeat(2047)];
  expect(added(`a ${long} b ${kept} c`)).toEqual(['a', 'b', kept, 'c']);
  expect(asciiWords(`a ${long} b ${kept} c`)).toEqual(['a', 'b', kept, 'c']);
  expect(added(`${'1'.repeat(2000)}e${'2'.repeat(60)}ab`)).toEqual(['ab']);
});

test.each(['é', 'a 李', '\u{1f600}', 'a\u00a0b', '\u007f\u0080'])('beyond ASCII nothing is added: %j', (text) => {
  expect(added(`fox ${text}`)).toBeNull();
  expect(asciiWords(`fox ${text}`)).toBeNull();
});

test('a tsvector is read back', () => {
  expect([...vectorWords(`'12e3':1 'it''s':2,15 'é':3 'a\\\\b':4`)]).toEqual([
    ['12e3', [1]],
    ["it's", [2, 15]],
    ['é', [3]],
    ['a\\b', [4]],
  ]);
  expect([...vectorWords('')]).toEqual([]);
});
