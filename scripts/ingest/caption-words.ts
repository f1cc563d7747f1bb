import type { SegmentWriter } from '../../db/engine/segment-writer.ts';

/** Postgres leaves longer words out of its text search. */
const MAX_WORD = 2046;

/** What each byte is within a word, in lower case; 0: it stands between words. */
const FOLDED = new Uint8Array(256);
for (let byte = 0x30; byte <= 0x39; byte++) FOLDED[byte] = byte;
for (let byte = 0x61; byte <= 0x7a; byte++) FOLDED[byte] = FOLDED[byte - 32] = byte;

const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** Where the number that begins at `from` ends, if it is one such as 12e3; else -1. */
function numberEnd(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && isDigit(bytes[at])) at++;
  if (at === from || at >= to || bytes[at] !== 0x65 || at + 1 >= to || !isDigit(bytes[at + 1])) return -1;
  at++;
  while (at < to && isDigit(bytes[at])) at++;
  return at;
}

/**
 * Adds the words of an ASCII text, the bytes from `from` up to `to`, to the row that was begun last, and returns true;
 * false, with nothing added, when the text has other characters, which are Postgres's to judge. The bytes are folded in
 * place of a scratch buffer.
 *
 * The words are those Postgres sees in `template.norm(text)`: runs of letters and digits, where one such as 12e3ab falls
 * into the number 12e3 and the word ab.
 */
export function addCaption(writer: SegmentWriter, scratch: Buffer, bytes: Buffer, from: number, to: number): boolean {
  const length = to - from;
  for (let i = 0; i < length; i++) {
    const byte = bytes[from + i] as number;
    if (byte > 127) return false;
    scratch[i] = FOLDED[byte] as number;
  }
  for (let at = 0; at < length; ) {
    if (scratch[at] === 0) {
      at++;
      continue;
    }
    let end = at;
    while (end < length && scratch[end] !== 0) end++;
    at = addRun(writer, scratch, at, end);
  }
  return true;
}

/** Adds the word, or the number, that a run of letters and digits begins with. Returns where it ends. */
function addRun(writer: SegmentWriter, scratch: Buffer, from: number, runEnd: number): number {
  const number = isDigit(scratch[from]) ? numberEnd(scratch, from, runEnd) : -1;
  const end = number === -1 ? runEnd : number;
  if (end - from <= MAX_WORD) writer.addWord(writer.table.numberOf(scratch, from, end));
  return end;
}

/** A tsvector as Postgres writes it, `'a':1,3 'it''s':2`, as its words with their places. */
export function* vectorWords(vector: string): Generator<[word: string, places: number[]]> {
  for (const [, word = '', places = ''] of vector.matchAll(/'((?:[^']|'')*)'(?::([\d,]+))?/g))
    yield [word.replaceAll("''", "'").replaceAll('\\\\', '\\'), places.split(',').map(Number)];
}
