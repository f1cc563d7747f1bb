import type { Value } from './query.ts';

/** A float as SQLite and Python write it, which links and scripts hold: `7.0`, `8.5e-05`. */
export function floatToText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
  }
  return Number.isInteger(value) ? `${value}.0` : String(value);
}

/** A value as text: in tokens, keys and CSV. Null has no text. */
export function valueText(value: Exclude<Value, null>, isFloat: boolean): string {
  if (isFloat && typeof value === 'number') return floatToText(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return String(value);
}
