import fc from 'fast-check';
import { expect, test } from 'vitest';
import { WordTable } from '../../../db/engine/word-table.ts';

test('words are numbered in the order they are met, and are found again', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'é', '李', '😀'), maxLength: 4 })), (words) => {
      const table = new WordTable();
      const met: string[] = [];
      for (const word of words) {
        // Within other bytes, as words of a caption are.
        const bytes = Buffer.from(`x${word}y`);
        if (!met.includes(word)) {
          expect(table.find(bytes, 1, bytes.length - 1)).toBe(-1);
          met.push(word);
        }
        expect(table.numberOf(bytes, 1, bytes.length - 1)).toBe(met.indexOf(word));
        expect(table.find(bytes, 1, bytes.length - 1)).toBe(met.indexOf(word));
      }
      expect(table.count).toBe(met.length);
      expect(met.map((_, number) => table.word(number))).toEqual(met);
    }),
  );
});

test('so many words that the table grows several times, and one larger than its first bytes', () => {
  const table = new WordTable();
  const words = [...Array.from({ length: 150_000 }, (_, i) => `w${i * 7919}`), 'x'.repeat(3 * 2 ** 20)];
  const bytes = words.map((word) => Buffer.from(word));
  expect(bytes.every((word, i) => table.numberOf(word, 0, word.length) === i)).toBe(true);
  expect(bytes.every((word, i) => table.numberOf(word, 0, word.length) === i)).toBe(true);
  expect(table.count).toBe(words.length);
  expect(words.every((word, i) => table.word(i) === word)).toBe(true);
});
