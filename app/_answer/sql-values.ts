import { floatToText } from '../../db/value-text.ts';

/** Types by the numbers that Postgres gives them, for good. */
const BOOLEAN = 16;
const BYTES = 17;
const FLOATS = [700, 701];
const WHOLE = [20, 21, 23, 26];
const NUMERIC = 1700;

export const isNumberType = (type: number): boolean => [...FLOATS, ...WHOLE, NUMERIC].includes(type);

const bytesOf = (text: string) => Buffer.from(text.replace(/^\\x/, ''), 'hex').toString('base64');

/** A value that Postgres printed as JSON: numbers with every digit, NaN and infinities null, bytes as base64. */
export function sqlValueJson(text: string | null, type: number, style: { infinity?: boolean } = {}): string {
  if (text === null) return 'null';
  if (type === BOOLEAN) return text === 't' ? 'true' : 'false';
  if (type === BYTES) return `{"$base64": true, "encoded": "${bytesOf(text)}"}`;
  if (!isNumberType(type)) return JSON.stringify(text);
  if (/^-?Infinity$/.test(text)) return style.infinity ? text : 'null';
  return text === 'NaN' ? 'null' : text;
}

/** A value that Postgres printed as a cell of CSV: null is empty, floats keep a decimal, bytes are base64. */
export function sqlValueCell(text: string | null, type: number): string {
  if (text === null) return '';
  if (type === BOOLEAN) return text === 't' ? '1' : '0';
  if (type === BYTES) return bytesOf(text);
  return FLOATS.includes(type) ? floatToText(Number(text)) : text;
}
