import { Bitmap } from './bitmap.ts';
import type { HeldColumn } from './snapshot.ts';
import { NO_INTEGER } from './stored-column.ts';

/** Looks at the values of a column: in all rows, or only in those of `among`. NaN, the mark for NULL, lies nowhere. */
export class Scan {
  /** What is least among values that are there: code 1 of texts, anything but the mark for NULL of integers. */
  private readonly least: number;

  constructor(
    readonly column: HeldColumn,
    private readonly among: Bitmap | null,
  ) {
    const { type } = column;
    this.least = type === 'text' ? 1 : type === 'integer' ? NO_INTEGER + 1 : Number.NEGATIVE_INFINITY;
  }

  none = (): Bitmap => new Bitmap(this.column.values.length);

  /** The rows whose value lies from `low` to `high`, both included. */
  between(low: number, high: number): Bitmap {
    const from = Math.max(low, this.least);
    return this.among ? this.betweenAmong(this.among, from, high) : this.betweenAll(from, high);
  }

  private betweenAll(low: number, high: number): Bitmap {
    const { values } = this.column;
    const found = this.none();
    const { words } = found;
    for (let word = 0, row = 0; word < words.length; word++) {
      let bits = 0;
      const end = Math.min(32, values.length - row);
      for (let bit = 0; bit < end; bit++, row++) {
        const value = values[row] as number;
        if (value >= low && value <= high) bits |= 1 << bit;
      }
      words[word] = bits;
    }
    return found;
  }

  private betweenAmong(among: Bitmap, low: number, high: number): Bitmap {
    const { values } = this.column;
    const found = this.none();
    const { words } = found;
    for (let i = 0; i < words.length; i++) {
      let bits = 0;
      for (let word = among.words[i] as number; word !== 0; word &= word - 1) {
        const bit = word & -word;
        const value = values[(i << 5) + 31 - Math.clz32(bit)] as number;
        if (value >= low && value <= high) bits |= bit;
      }
      words[i] = bits;
    }
    return found;
  }

  /** The rows that have a value. */
  recorded = (): Bitmap => this.between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);

  notRecorded(): Bitmap {
    const all = this.among?.copy() ?? Bitmap.full(this.column.values.length);
    return all.without(this.recorded());
  }

  /** The rows whose value is one of these. */
  oneOf(wanted: readonly number[]): Bitmap {
    if (wanted.length === 1) return this.between(wanted[0] as number, wanted[0] as number);
    // The mark for NULL can be typed.
    const accepted = new Set(wanted.filter((value) => value >= this.least));
    const found = this.none();
    const { values } = this.column;
    if (this.among) for (const row of this.among.toRows()) accepted.has(values[row] as number) && found.add(row);
    else for (let row = 0; row < values.length; row++) accepted.has(values[row] as number) && found.add(row);
    return found;
  }
}
