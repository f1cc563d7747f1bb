/** A set of rows by their place in a version, counted from 0: one bit a row. */
export class Bitmap {
  readonly words: Uint32Array;

  constructor(readonly rows: number) {
    this.words = new Uint32Array((rows + 31) >>> 5);
  }

  /** Every row. */
  static full(rows: number): Bitmap {
    const all = new Bitmap(rows);
    all.words.fill(0xffffffff);
    const rest = rows & 31;
    if (rest !== 0) all.words[all.words.length - 1] = 2 ** rest - 1;
    return all;
  }

  add(row: number): void {
    this.words[row >>> 5] = (this.words[row >>> 5] as number) | (1 << (row & 31));
  }

  has(row: number): boolean {
    return ((this.words[row >>> 5] as number) & (1 << (row & 31))) !== 0;
  }

  copy(): Bitmap {
    const same = new Bitmap(this.rows);
    same.words.set(this.words);
    return same;
  }

  /** Keeps what is in `other` as well. Changes this set and returns it, as do the two below. */
  and(other: Bitmap): this {
    const { words } = this;
    for (let i = 0; i < words.length; i++) words[i] = (words[i] as number) & (other.words[i] as number);
    return this;
  }

  or(other: Bitmap): this {
    const { words } = this;
    for (let i = 0; i < words.length; i++) words[i] = (words[i] as number) | (other.words[i] as number);
    return this;
  }

  without(other: Bitmap): this {
    const { words } = this;
    for (let i = 0; i < words.length; i++) words[i] = (words[i] as number) & ~(other.words[i] as number);
    return this;
  }

  count(): number {
    let count = 0;
    for (const word of this.words) {
      // The bits of 2, 4, 8 … places added up side by side.
      let bits = word - ((word >>> 1) & 0x55555555);
      bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
      count += Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
    }
    return count;
  }

  /** The first `size` rows of the set from `first` on. */
  from(first: number, size: number): number[] {
    const found: number[] = [];
    for (let i = first >>> 5; i < this.words.length && found.length < size; i++) {
      let word = this.words[i] as number;
      for (; word !== 0 && found.length < size; word &= word - 1) {
        const row = (i << 5) + 31 - Math.clz32(word & -word);
        if (row >= first) found.push(row);
      }
    }
    return found;
  }

  /** The rows of the set in ascending order: a third of what a callback a row would cost. */
  toRows(): Uint32Array {
    const rows = new Uint32Array(this.count());
    let at = 0;
    for (let i = 0; i < this.words.length; i++) {
      let word = this.words[i] as number;
      while (word !== 0) {
        const bit = word & -word;
        rows[at++] = (i << 5) + 31 - Math.clz32(bit);
        word ^= bit;
      }
    }
    return rows;
  }
}
