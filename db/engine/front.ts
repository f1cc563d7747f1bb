import type { Bitmap } from './bitmap.ts';

/** Rows of a front. */
const SIZE = 2 ** 16;
/** A value in so many is looked at to guess how far the front reaches. */
const STRIDE = 64;

/**
 * The first rows of a whole version in an order: a page of any large set begins among them, so that it need not be
 * searched for.
 */
export class Front {
  private constructor(
    private readonly rows: Uint32Array,
    /** Whether these are all rows there are. */
    private readonly isWhole: boolean,
  ) {}

  /** `rank` of each of `count` rows, smaller first, equal ones by their place. */
  static of(count: number, rank: (row: number) => number): Front {
    const limit = likelyLimit(count, rank);
    const rows: number[] = [];
    for (let row = 0; row < count; row++) if (rank(row) <= limit) rows.push(row);
    rows.sort((a, b) => {
      const [left, right] = [rank(a), rank(b)];
      return left === right ? a - b : left < right ? -1 : 1;
    });
    return new Front(Uint32Array.from(rows), rows.length === count);
  }

  /** The first `size` rows of a set; null: too few of them are here. */
  firstOf(set: Bitmap, size: number): number[] | null {
    const found: number[] = [];
    for (const row of this.rows) {
      if (!set.has(row)) continue;
      found.push(row);
      if (found.length === size) return found;
    }
    return this.isWhole ? found : null;
  }
}

/** A rank that about SIZE rows do not exceed; all of those that are equal to it are in. */
function likelyLimit(count: number, rank: (row: number) => number): number {
  if (count <= SIZE) return Number.POSITIVE_INFINITY;
  const seen = new Float64Array(Math.ceil(count / STRIDE));
  for (let i = 0; i < seen.length; i++) seen[i] = rank(i * STRIDE);
  seen.sort();
  return seen[Math.floor((SIZE / count) * seen.length)] as number;
}
