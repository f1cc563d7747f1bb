/** A number as a fraction, exact to the last digit. */
interface Fraction {
  above: bigint;
  /** Positive. */
  below: bigint;
}

const NUMBER = /^\s*([+-]?)(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:[eE]([+-]?\d+))?\s*$/;

export const isNumber = (text: string): boolean => NUMBER.test(text);

/** Null when the text is no number. Powers of ten are cut where no stored number reaches. */
export function fraction(text: string): Fraction | null {
  const match = NUMBER.exec(text);
  if (!match) return null;
  const [, sign, whole = '', after, only, exponentText = '0'] = match;
  const decimals = after ?? only ?? '';
  const digits = BigInt(`${sign === '-' ? '-' : ''}${whole}${decimals}`);
  const exponent = Math.max(-40_000, Math.min(40_000, Number(exponentText))) - decimals.length;
  const power = 10n ** BigInt(Math.abs(exponent));
  return exponent >= 0 ? { above: digits * power, below: 1n } : { above: digits, below: power };
}

/** Negative when a is less than b, 0 when they are the same number. */
export function compareFractions(a: Fraction, b: Fraction): number {
  const [x, y] = [a.above * b.below, b.above * a.below];
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Floats in Postgres's order: NaN equals itself and is above every other. */
export function compareFloats(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a < b ? -1 : a > b ? 1 : 0;
}
