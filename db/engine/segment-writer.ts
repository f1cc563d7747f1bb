import { ANY_CAPTION, ByteWriter, type Posting, SEGMENT_ROWS } from './postings.ts';
import { WordTable } from './word-table.ts';

/** A tsvector numbers places up to this one, at which all later words stand. */
const LAST_PLACE = 2 ** 14 - 1;
/** It keeps so many places of a word, the first. */
export const MOST_PLACES = 255;

export interface WordPosting extends Posting {
  word: string;
  /** How many rows of the segment hold it. */
  rows: number;
}

/**
 * Gathers the words of one segment's captions, row by row, and hands out the posting of each word.
 *
 * Rows are begun in order; the words of a row are added in their order, or later, with their places, where somebody
 * else has to find them. About ten bytes a word of a caption.
 */
export class SegmentWriter {
  readonly table = new WordTable();
  rows = 0;
  private words = new Int32Array(2 ** 20);
  private count = 0;
  /** Where the words of each row begin; -1: the row has no caption. */
  private readonly starts = new Int32Array(SEGMENT_ROWS + 1);
  /** Rows whose words came later: number and place of each. */
  private readonly late = new Map<number, { words: number[]; places: number[] }>();

  get isFull(): boolean {
    return this.rows === SEGMENT_ROWS;
  }

  /** Returns the row's place in the segment. */
  beginRow(hasCaption: boolean): number {
    this.starts[this.rows] = hasCaption ? this.count : -1;
    return this.rows++;
  }

  /** A word of the row that was begun last. */
  addWord(number: number): void {
    if (this.count === this.words.length) {
      const grown = new Int32Array(this.words.length * 2);
      grown.set(this.words);
      this.words = grown;
    }
    this.words[this.count++] = number;
  }

  /** The words of an earlier row, with their places from 1. */
  addLate(row: number, words: number[], places: number[]): void {
    this.late.set(row, { words, places });
  }

  /** Calls `each` with every word of every row: its number, its row, its place. */
  private eachWord(each: (word: number, row: number, place: number) => void): void {
    let end = this.count;
    const ends = new Int32Array(this.rows);
    for (let row = this.rows - 1; row >= 0; row--) {
      ends[row] = end;
      if (this.starts[row] !== -1) end = this.starts[row] as number;
    }
    for (let row = 0; row < this.rows; row++) {
      const start = this.starts[row] as number;
      if (start === -1) continue;
      const late = this.late.get(row);
      late?.words.forEach((word, i) => {
        each(word, row, late.places[i] as number);
      });
      for (let i = start; i < (ends[row] as number); i++) each(this.words[i] as number, row, i - start + 1);
    }
  }

  /** Every word's rows and places side by side, word after word: a counting sort. */
  private sorted(): { ends: Int32Array; rows: Int32Array; places: Uint16Array } {
    const ends = new Int32Array(this.table.count);
    let total = 0;
    this.eachWord((word) => {
      ends[word] = (ends[word] as number) + 1;
      total++;
    });
    for (let word = 0, start = 0; word < ends.length; word++) {
      const count = ends[word] as number;
      ends[word] = start;
      start += count;
    }
    const rows = new Int32Array(total);
    const places = new Uint16Array(total);
    this.eachWord((word, row, place) => {
      const at = ends[word] as number;
      ends[word] = at + 1;
      rows[at] = row;
      places[at] = place;
    });
    return { ends, rows, places };
  }

  /** The posting of each word, and of ANY_CAPTION. The bytes of one are valid until the next is asked for. */
  *postings(): Generator<WordPosting> {
    const { ends, rows, places } = this.sorted();
    const documents = new ByteWriter();
    const positions = new ByteWriter();
    yield this.anyCaption(documents);
    for (let word = 0, at = 0; word < ends.length; word++) {
      const end = ends[word] as number;
      let count = 0;
      for (let before = -1; at < end; count++) {
        const row = rows[at] as number;
        documents.varint(row - before);
        before = row;
        const from = at;
        while (at < end && rows[at] === row) at++;
        writePlaces(positions, places.subarray(from, at));
      }
      if (count > 0)
        yield { word: this.table.word(word), rows: count, documents: documents.take(), positions: positions.take() };
    }
  }

  private anyCaption(documents: ByteWriter): WordPosting {
    let count = 0;
    for (let row = 0, before = -1; row < this.rows; row++) {
      if (this.starts[row] === -1) continue;
      documents.varint(row - before);
      before = row;
      count++;
    }
    return { word: ANY_CAPTION, rows: count, documents: documents.take(), positions: new Uint8Array(0) };
  }
}

/** Writes the places of a word in one row: those that a tsvector would hold, so that phrases find the same rows. */
function writePlaces(positions: ByteWriter, places: Uint16Array): void {
  let count = Math.min(places.length, MOST_PLACES);
  while (count > 1 && (places[count - 2] as number) >= LAST_PLACE) count--;
  for (let i = 0, before = 0; i < count; i++) {
    const place = Math.min(places[i] as number, LAST_PLACE);
    positions.varint(((place - before) << 1) | (i + 1 < count ? 1 : 0));
    before = place;
  }
}
