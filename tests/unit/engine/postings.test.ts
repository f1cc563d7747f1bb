import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Bitmap } from '../../../db/engine/bitmap.ts';
import { ANY_CAPTION, ByteWriter, markDocuments, placesIn } from '../../../db/engine/postings.ts';
import { SegmentWriter, type WordPosting } from '../../../db/engine/segment-writer.ts';

const WORDS = ['a', 'b', 'fox', 'é', '李', 'longer'];
/** The words of a caption in their order; null: none. A late one is added when others have been begun. */
const caption = fc.record({
  words: fc.option(fc.array(fc.constantFrom(...WORDS), { maxLength: 12 }), { nil: null, freq: 4 }),
  isLate: fc.boolean(),
});

const numberOf = (writer: SegmentWriter, word: string) => {
  const bytes = Buffer.from(word);
  return writer.table.numberOf(bytes, 0, bytes.length);
};

/** Postings by word; their bytes are copied, for the next would overwrite them. */
function written(captions: { words: string[] | null; isLate: boolean }[]): Map<string, WordPosting> {
  const writer = new SegmentWriter();
  for (const { words, isLate } of captions) {
    writer.beginRow(words !== null);
    if (!isLate) for (const word of words ?? []) writer.addWord(numberOf(writer, word));
  }
  captions.forEach(({ words, isLate }, row) => {
    if (!words || !isLate) return;
    const order = words
      .map((_, i) => i)
      .sort((a, b) => (words[a] as string).localeCompare(words[b] as string) || a - b);
    writer.addLate(
      row,
      order.map((i) => numberOf(writer, words[i] as string)),
      order.map((i) => i + 1),
    );
  });
  const found = new Map<string, WordPosting>();
  for (const posting of writer.postings())
    found.set(posting.word, {
      ...posting,
      documents: posting.documents.slice(),
      positions: posting.positions.slice(),
    });
  return found;
}

/** The rows of the bytes of `documents`. */
function documentsOf(documents: Uint8Array, start: number, rows: number): number[] {
  const marked = new Bitmap(start + rows);
  markDocuments(documents, start, marked.words);
  return [...marked.toRows()];
}

test('each word is found in the rows and at the places where it stands', () => {
  fc.assert(
    fc.property(
      fc.array(caption, { maxLength: 40 }),
      fc.nat({ max: 300 }),
      fc.nat({ max: 3 }),
      (captions, start, skip) => {
        const postings = written(captions);
        for (const word of WORDS) {
          const rows = captions.flatMap(({ words }, row) => (words?.includes(word) ? [row + start] : []));
          const posting = postings.get(word);
          expect(posting?.rows ?? 0).toBe(rows.length);
          if (!posting) continue;
          expect(documentsOf(posting.documents, start, captions.length)).toEqual(rows);
          const wanted = rows.filter((row) => row % 4 !== skip);
          const among = new Bitmap(start + captions.length);
          for (const row of wanted) among.add(row);
          const places = placesIn(posting, start, among.words);
          expect(places.rows).toEqual(wanted);
          const found = wanted.map((_, i) => places.places.slice(places.starts[i], places.starts[i + 1]));
          const stands = (row: number) => captions[row - start]?.words?.flatMap((w, i) => (w === word ? [i + 1] : []));
          expect(found).toEqual(wanted.map(stands));
        }
        const captioned = captions.flatMap(({ words }, row) => (words ? [row + start] : []));
        expect(documentsOf((postings.get(ANY_CAPTION) as WordPosting).documents, start, captions.length)).toEqual(
          captioned,
        );
        expect(postings.size).toBe(1 + new Set(captions.flatMap(({ words }) => words ?? [])).size);
      },
    ),
  );
});

/** The places of the words of one caption. */
function placesOf(words: string[]): Map<string, number[]> {
  const postings = [...written([{ words, isLate: false }]).values()].filter(({ word }) => word !== ANY_CAPTION);
  return new Map(postings.map((posting) => [posting.word, placesIn(posting, 0, Bitmap.full(1).words).places]));
}

test('a word keeps 255 places, as in a tsvector', () => {
  const places = placesOf([...new Array<string>(300).fill('fox'), 'b', ...new Array<string>(255).fill('a')]);
  expect(places.get('fox')).toEqual(Array.from({ length: 255 }, (_, i) => i + 1));
  expect(places.get('b')).toEqual([301]);
  expect(places.get('a')).toHaveLength(255);
  expect(places.get('a')?.at(-1)).toBe(556);
});

test('all words from place 16,383 on stand there, once, as in a tsvector', () => {
  const places = placesOf([...Array.from({ length: 16_381 }, (_, i) => `w${i}`), 'fox', 'fox', 'b', 'fox', 'b']);
  expect(places.get('fox')).toEqual([16_382, 16_383]);
  expect(places.get('b')).toEqual([16_383]);
  expect(places.get('w16380')).toEqual([16_381]);
});

test('rows far from one another come back', () => {
  const step = fc.oneof(
    fc.integer({ min: 1, max: 300 }),
    fc.integer({ min: 16_000, max: 17_000 }),
    fc.constant(2 ** 21),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      const writer = new ByteWriter();
      // Once before, so that what is written begins anew.
      writer.varint(5);
      writer.take();
      let row = -1;
      const rows = steps.map((each) => {
        writer.varint(each);
        row += each;
        return row;
      });
      expect(documentsOf(writer.take(), 0, row + 1)).toEqual(rows);
    }),
  );
});
