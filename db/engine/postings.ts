/**
 * The rows and places in which a word stands within one segment, as bytes. A segment is up to SEGMENT_ROWS rows of
 * `images` in the order of their id; a row goes by its place in its segment, a word by its place in the caption from 1.
 *
 * `documents`: for each row the distance to the one before (the first: to -1). `positions`: for each row the distances
 * between the places (the first: to 0), each doubled, plus one where another follows. Numbers are varints: seven bits a
 * byte, the lowest first, the eighth set where more follow. (Zobel and Moffat, Inverted files for text search engines,
 * ACM Computing Surveys 38, 2006.)
 */
export interface Posting {
  documents: Uint8Array;
  positions: Uint8Array;
}

export const SEGMENT_ROWS = 2 ** 20;

/** Stands for the rows that have a caption at all; no word is empty. */
export const ANY_CAPTION = '';

/** Bytes that grow as they are written. */
export class ByteWriter {
  private bytes = new Uint8Array(64);
  private length = 0;

  varint(value: number): void {
    if (this.length + 5 > this.bytes.length) this.grow();
    let rest = value;
    while (rest > 127) {
      this.bytes[this.length++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.bytes[this.length++] = rest;
  }

  private grow(): void {
    const larger = new Uint8Array(this.bytes.length * 2);
    larger.set(this.bytes);
    this.bytes = larger;
  }

  /** What was written, valid until the next write; begins anew. */
  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.length);
    this.length = 0;
    return taken;
  }
}

/** Sets the bits of `documents`, shifted by `start`, in `words` (db/engine/bitmap.ts). The hottest loop there is. */
export function markDocuments(documents: Uint8Array, start: number, words: Uint32Array): void {
  const { length } = documents;
  let row = start - 1;
  let i = 0;
  while (i < length) {
    let byte = documents[i++] as number;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = documents[i++] as number;
      value |= (byte & 127) << shift;
    }
    row += value;
    words[row >>> 5] = (words[row >>> 5] as number) | (1 << (row & 31));
  }
}

/** The places of a word in some rows of a segment. */
export interface Places {
  /** Ascending, shifted by the segment's start. */
  rows: number[];
  /** Where the places of each row begin in `places`; one more than there are rows. */
  starts: number[];
  places: number[];
}

/**
 * The places of a word in those of its rows that are in `wanted` (db/engine/bitmap.ts). Hot: both streams of bytes are
 * walked side by side, without a call a row.
 */
export function placesIn({ documents, positions }: Posting, start: number, wanted: Uint32Array): Places {
  const found: Places = { rows: [], starts: [0], places: [] };
  const { length } = documents;
  let row = start - 1;
  for (let i = 0, at = 0; i < length; ) {
    let byte = documents[i++] as number;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = documents[i++] as number;
      value |= (byte & 127) << shift;
    }
    row += value;
    const isWanted = ((wanted[row >>> 5] as number) & (1 << (row & 31))) !== 0;
    let place = 0;
    do {
      byte = positions[at++] as number;
      value = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = positions[at++] as number;
        value |= (byte & 127) << shift;
      }
      place += value >>> 1;
      if (isWanted) found.places.push(place);
    } while ((value & 1) === 1);
    if (!isWanted) continue;
    found.rows.push(row);
    found.starts.push(found.places.length);
  }
  return found;
}
