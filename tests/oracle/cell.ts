import { compareFloats, compareFractions, fraction } from './number.ts';
import type { Cell, Kind, OracleColumn } from './table.ts';

/** The fewest digits that are read back as the same value. */
function digitsOf(value: number, isReal: boolean): string {
  if (!isReal) return value.toExponential();
  for (let digits = 0; digits < 9; digits++) {
    const text = value.toExponential(digits);
    if (Math.fround(Number(text)) === value) return text;
  }
  return value.toExponential();
}

/** A float as Postgres writes it: with an exponent below 1e-4 and from 1e15 (real: 1e6). */
function floatText(value: number, isReal: boolean): string {
  if (!Number.isFinite(value)) return String(value);
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', exponentText = '0'] = digitsOf(value, isReal).split('e');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= (isReal ? 6 : 15)) {
    return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
  }
  return plainDigits(mantissa, exponent);
}

function plainDigits(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.padEnd(exponent + 1, '0');
  const decimals = whole.slice(exponent + 1);
  return `${sign}${whole.slice(0, exponent + 1)}${decimals ? `.${decimals}` : ''}`;
}

function itemText(item: string): string {
  const isPlain = item !== '' && !/[\s{},"\\]/.test(item) && item.toLowerCase() !== 'null';
  return isPlain ? item : `"${item.replace(/[\\"]/g, '\\$&')}"`;
}

/** A value as Postgres writes it as text; null stays null. */
export function cellText(column: OracleColumn, cell: Cell): string | null {
  if (cell === null) return null;
  if (typeof cell === 'number') return floatText(cell, column.kind === 'real');
  if (Buffer.isBuffer(cell)) return `\\x${cell.toString('hex')}`;
  if (Array.isArray(cell)) return `{${cell.map(itemText).join(',')}}`;
  return String(cell);
}

/** By code point, which is the order of UTF-8 bytes. */
export const compareTexts = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

function compareNumerics(a: string, b: string): number {
  const [x, y] = [fraction(a), fraction(b)];
  // Numeric knows NaN and infinities too; they order as those of floats do.
  return x && y ? compareFractions(x, y) : compareFloats(Number(a), Number(b));
}

/** The order of two values of a column, neither of them null. */
export function compareCells(kind: Kind, a: Cell, b: Cell): number {
  switch (kind) {
    case 'integer':
      return Number((a as bigint) > (b as bigint)) - Number((a as bigint) < (b as bigint));
    case 'real':
    case 'double':
      return compareFloats(a as number, b as number);
    case 'numeric':
      return compareNumerics(a as string, b as string);
    case 'boolean':
      return Number(a) - Number(b);
    case 'bytes':
      return Buffer.compare(a as Buffer, b as Buffer);
    case 'text':
    case 'timestamp':
      return compareTexts(a as string, b as string);
    default:
      throw new Error(`the oracle does not order ${kind}`);
  }
}

/** JSON as jsonb writes it: a space after `:` and `,`, keys by length and then by bytes. */
export function jsonbText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonbText).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const keys = Object.keys(value).sort((a, b) => a.length - b.length || compareTexts(a, b));
  return `{${keys.map((key) => `${JSON.stringify(key)}: ${jsonbText((value as Record<string, unknown>)[key])}`).join(', ')}}`;
}

/** The items of a jsonb or text[] value as text, each once; null: the value is no array. */
export function itemsOf(cell: Cell): string[] | null {
  const items: unknown = typeof cell === 'string' ? JSON.parse(cell) : cell;
  if (!Array.isArray(items)) return null;
  const texts = items.filter((item) => item !== null);
  return [...new Set(texts.map((item) => (typeof item === 'string' ? item : jsonbText(item))))];
}
