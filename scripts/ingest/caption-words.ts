import { eachAsciiWord } from '../../db/engine/ascii-words.ts';
import type { SegmentWriter } from '../../db/engine/segment-writer.ts';

/**
 * Adds the words of an ASCII text, the bytes from `from` up to `to`, to the row that was begun last, and returns true;
 * false, with nothing added, when the text has other characters. `scratch` has room for the text.
 */
export const addCaption = (writer: SegmentWriter, scratch: Buffer, bytes: Buffer, from: number, to: number): boolean =>
  eachAsciiWord(scratch, bytes, from, to, (start, end) => {
    writer.addWord(writer.table.numberOf(scratch, start, end));
  });

/** A tsvector as Postgres writes it, `'a':1,3 'it''s':2`, as its words with their places. */
export function* vectorWords(vector: string): Generator<[word: string, places: number[]]> {
  for (const [, word = '', places = ''] of vector.matchAll(/'((?:[^']|'')*)'(?::([\d,]+))?/g))
    yield [word.replaceAll("''", "'").replaceAll('\\\\', '\\'), places.split(',').map(Number)];
}
