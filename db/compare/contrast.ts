/** How often something stands on either side of a comparison. */
export interface Counted {
  a: number;
  b: number;
}

/** Something that is more frequent on one side than on the other. */
export type Contrasted<T extends Counted> = T & {
  /** Its share in a divided by its share in b; 0: only in b; null: only in a. */
  ratio: number | null;
  /** Log-likelihood ratio: by how much chance is an unlikely reason for the difference. */
  g2: number;
};

/** What tells two sides apart, the plainest difference first. */
export interface Contrast<T extends Counted> {
  /** What shares are of: as many images, or captions, are on either side. */
  totals: Counted;
  /** More frequent in a than in b. */
  over: Contrasted<T>[];
  under: Contrasted<T>[];
}

/** Fewer on both sides together say nothing. */
export const LEAST = 5;
/** The chi-squared value, of one degree of freedom, that chance exceeds once in a thousand. */
export const UNLIKELY = 10.83;

const term = (observed: number, expected: number) => (observed === 0 ? 0 : observed * Math.log(observed / expected));

/**
 * The log-likelihood ratio G² of a difference: of `a` among `totals.a` and `b` among `totals.b`, as a table of two by two
 * (T. Dunning, Accurate methods for the statistics of surprise and coincidence, Computational Linguistics 19, 1993). It
 * holds for few as for many, which is why it, and not the ratio, gives the order. 0 where there is no difference.
 */
export function logLikelihood({ a, b }: Counted, totals: Counted): number {
  const with_ = a + b;
  const without = totals.a + totals.b - with_;
  const all = with_ + without;
  const expected = (part: number, side: number) => (part * side) / all;
  const sum =
    term(a, expected(with_, totals.a)) +
    term(b, expected(with_, totals.b)) +
    term(totals.a - a, expected(without, totals.a)) +
    term(totals.b - b, expected(without, totals.b));
  return Math.max(0, 2 * sum);
}

/** Share in a divided by share in b; null where b has none. */
const ratioOf = ({ a, b }: Counted, totals: Counted): number | null =>
  b === 0 ? null : (a * totals.b) / (b * totals.a);

/**
 * The `size` plainest differences to either side: of what at least LEAST have together, and whose G² chance would exceed
 * less than once in a thousand; the greatest G² first, then the more frequent, then as `compare` has it. None where a
 * side is empty: there is nothing to divide by.
 */
export function contrasted<T extends Counted>(
  found: Iterable<T>,
  totals: Counted,
  size: number,
  compare: (x: T, y: T) => number,
): Contrast<T> {
  const contrast: Contrast<T> = { totals, over: [], under: [] };
  if (totals.a === 0 || totals.b === 0) return contrast;
  for (const each of found) {
    if (each.a + each.b < LEAST) continue;
    const g2 = logLikelihood(each, totals);
    if (g2 < UNLIKELY) continue;
    const side = each.a * totals.b > each.b * totals.a ? contrast.over : contrast.under;
    side.push({ ...each, ratio: ratioOf(each, totals), g2 });
  }
  const order = (x: Contrasted<T>, y: Contrasted<T>) => y.g2 - x.g2 || y.a + y.b - (x.a + x.b) || compare(x, y);
  return {
    totals,
    over: contrast.over.sort(order).slice(0, size),
    under: contrast.under.sort(order).slice(0, size),
  };
}
