import type { Bitmap } from './bitmap.ts';

/** The rows that a question matches. Not to be changed. */
export class Matched {
  readonly count: number;
  private listed: Uint32Array | null = null;

  constructor(readonly set: Bitmap) {
    this.count = set.count();
  }

  /** The rows one after another, made when first asked for. */
  get rows(): Uint32Array {
    this.listed ??= this.set.toRows();
    return this.listed;
  }

  /** Bytes it takes, or will. */
  get bytes(): number {
    return this.set.words.byteLength + this.count * 4;
  }
}
