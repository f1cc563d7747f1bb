const NUMBER = /^\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$/;
const INT8 = { least: -(2n ** 63n), most: 2n ** 63n - 1n };

/** A number typed by a person, as a bound on a column of integers: everything below `floor`, or at it when `exact`. */
export interface IntegerBound {
  floor: bigint;
  /** False when the number lies between two integers. */
  exact: boolean;
  /** The number is beyond what 64 bits hold: -1 below, 1 above, 0 within. */
  beyond: -1 | 0 | 1;
}

export const isNumber = (text: string): boolean => NUMBER.test(text);

/** Null when the text is no number. Exact for every digit typed, 64 bits and more. */
export function integerBound(text: string): IntegerBound | null {
  if (!isNumber(text)) return null;
  const [, sign, digits = '', fraction = '', exponentText = '0'] =
    /^\s*([+-]?)(\d*)\.?(\d*)(?:[eE]([+-]?\d+))?\s*$/.exec(text) ?? [];
  const all = `${digits}${fraction}`.replace(/^0+/, '');
  const exponent = Number(exponentText) - fraction.length;
  const negative = sign === '-';
  if (all === '') return { floor: 0n, exact: true, beyond: 0 };
  if (all.length + exponent > 20) return { floor: 0n, exact: false, beyond: negative ? -1 : 1 };
  if (all.length + exponent < 0) return { floor: negative ? -1n : 0n, exact: false, beyond: 0 };
  const whole = exponent >= 0 ? all + '0'.repeat(exponent) : all.slice(0, exponent);
  const exact = exponent >= 0 || /^0*$/.test(all.slice(exponent));
  const size = BigInt(whole || '0');
  const floor = negative ? (exact ? -size : -size - 1n) : size;
  const beyond = floor < INT8.least ? -1 : floor > INT8.most ? 1 : 0;
  return { floor, exact, beyond };
}

/**
 * The number in text that Postgres reads as this type without an error; null when it is no number. `NaN` and the
 * infinities are taken as they are written, so that the value of a facet finds its rows.
 */
export function numberText(text: string, sqlType: string): string | null {
  if (/^(NaN|-?Infinity)$/.test(text)) return text;
  if (!isNumber(text)) return null;
  const value = Number(text);
  if (sqlType === 'numeric') {
    const isTiny = value === 0 && /^[^eE]*[1-9]/.test(text);
    // Beyond any number that is stored, and yet neither zero nor an error.
    if (isTiny) return `${Object.is(value, -0) ? '-' : ''}1e-16000`;
    return Number.isFinite(value) ? text.trim() : String(value);
  }
  const kept = sqlType === 'real' ? Math.fround(value) : value;
  // A real reads 6.1 as its own nearest value; a number out of range would be an error.
  return Number.isFinite(kept) && kept !== 0 && Math.abs(kept) > 1e-37 ? text.trim() : String(kept);
}
