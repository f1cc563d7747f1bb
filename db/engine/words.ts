import { Bitmap } from './bitmap.ts';
import { ANY_CAPTION, markDocuments, type Places, type Posting, placesIn } from './postings.ts';
import type { Snapshot } from './snapshot.ts';

/** Bytes of postings that are remembered, the latest. */
const MOST_BYTES = 256 * 2 ** 20;
/** Rows of `_posting` that are read at a time where a beginning leads to many words. */
const BATCH = 500;

/** Words that are read ahead. */
const COMMON = 600;

type Part = 'documents' | 'positions';
interface Piece {
  segment: number;
  bytes: Uint8Array;
}

/** Searches the postings of a version's words, the latest of which are kept in memory. */
export class Words {
  private readonly known = new Map<string, Piece[]>();
  private bytes = 0;

  constructor(private readonly snapshot: Snapshot) {}

  /** One part of a word's postings, a piece for each segment that holds it. Only phrases need the positions. */
  private async pieces(part: Part, word: string): Promise<Piece[]> {
    const key = `${part} ${word}`;
    const known = this.known.get(key);
    if (known) {
      this.known.delete(key);
      this.known.set(key, known);
      return known;
    }
    const { sql, schema } = this.snapshot;
    const pieces = await sql<Piece[]>`
      select segment, ${sql(part)} as bytes from ${sql(schema)}._posting where word = ${word}`;
    this.remember(key, [...pieces]);
    return pieces;
  }

  private remember(key: string, pieces: Piece[]): void {
    const before = this.known.get(key);
    // Two may have read the same at once.
    if (before) this.bytes -= sizeOf(before);
    this.known.set(key, pieces);
    this.bytes += sizeOf(pieces);
    for (const [oldest, freed] of this.known) {
      if (this.bytes <= MOST_BYTES) break;
      this.known.delete(oldest);
      this.bytes -= sizeOf(freed);
    }
  }

  /** Reads the rows of the commonest words ahead, as far as a share of the memory goes. */
  async warm(): Promise<void> {
    const { sql, schema } = this.snapshot;
    const common = await sql<{ word: string }[]>`
      select word from ${sql(schema)}._posting group by word order by sum(rows) desc limit ${COMMON}`;
    for (const { word } of common) {
      if (this.bytes > MOST_BYTES / 3) break;
      await this.pieces('documents', word);
    }
  }

  /** A word's postings, by segment. */
  private async postings(word: string): Promise<Map<number, Posting>> {
    const [documents, positions] = await Promise.all([this.pieces('documents', word), this.pieces('positions', word)]);
    const places = new Map(positions.map(({ segment, bytes }) => [segment, bytes]));
    return new Map(
      documents.map(({ segment, bytes }) => [
        segment,
        { documents: bytes, positions: places.get(segment) ?? new Uint8Array() },
      ]),
    );
  }

  /** The rows whose caption holds the word. */
  async rowsOf(word: string): Promise<Bitmap> {
    const rows = new Bitmap(this.snapshot.rows);
    for (const { segment, bytes } of await this.pieces('documents', word))
      markDocuments(bytes, this.snapshot.startOf(segment), rows.words);
    return rows;
  }

  /** The rows that have a caption. */
  captioned(): Promise<Bitmap> {
    return this.rowsOf(ANY_CAPTION);
  }

  /** The rows whose caption holds a word that begins so. */
  async rowsBeginning(beginning: string): Promise<Bitmap> {
    const rows = new Bitmap(this.snapshot.rows);
    const { sql, schema } = this.snapshot;
    const reading = sql<Piece[]>`
      select segment, documents as bytes from ${sql(schema)}._posting where word ^@ ${beginning}`.cursor(BATCH);
    for await (const batch of reading)
      for (const { segment, bytes } of batch) markDocuments(bytes, this.snapshot.startOf(segment), rows.words);
    return rows;
  }

  /** The rows of `among`, all of which hold all of these words, that hold them one right after another. */
  async rowsInTurn(words: string[], among: Bitmap): Promise<Bitmap> {
    const found = new Bitmap(this.snapshot.rows);
    const postings = await Promise.all(words.map((word) => this.postings(word)));
    for (const { segment, start } of this.snapshot.segments) {
      const inSegment = postings.map((each) => each.get(segment)).filter((posting) => posting !== undefined);
      if (inSegment.length < words.length) continue;
      const places = inSegment.map((posting) => placesIn(posting, start, among.words));
      markInTurn(places, found);
    }
    return found;
  }
}

/** Marks the rows, the same in all of `words`, in which each word stands one place behind the one before. */
function markInTurn(words: Places[], found: Bitmap): void {
  const [first, ...rest] = words;
  first?.rows.forEach((row, i) => {
    for (let at = first.starts[i] as number; at < (first.starts[i + 1] as number); at++) {
      const place = first.places[at] as number;
      if (!rest.every((word, k) => standsAt(word, i, place + k + 1))) continue;
      found.add(row);
      return;
    }
  });
}

function standsAt({ starts, places }: Places, i: number, place: number): boolean {
  for (let at = starts[i] as number; at < (starts[i + 1] as number); at++) if (places[at] === place) return true;
  return false;
}

const sizeOf = (pieces: Piece[]) => pieces.reduce((sum, { bytes }) => sum + bytes.length, 100);
