import { numberType } from '../ingest/clean-values.ts';
import type { ColumnName } from '../ingest/columns.ts';
import type { Literal } from './condition.ts';
import type { Token } from './tokens.ts';

const [LEAST_HASH, END_OF_HASHES] = [-(2n ** 63n), 2n ** 64n];

/** The value a column is compared with; or, as `mistake`, why it cannot be. */
export function literalOf(column: ColumnName, { kind, text }: Token): { value: Literal } | { mistake: string } {
  const isNumeric = numberType(column) !== undefined || column === 'hash';
  if (kind === 'word' && text.toLowerCase() === 'null')
    return { mistake: `what is not recorded is found by "${column} is null"` };
  if (isNumeric ? kind !== 'number' : kind !== 'text')
    return { mistake: `${column} is compared with ${isNumeric ? 'a number' : "text between single quotes, 'en'"}` };
  if (kind === 'text') return { value: text.slice(1, -1).replaceAll("''", "'") };
  return column === 'hash' ? hashOf(text) : numberOf(text);
}

function numberOf(text: string) {
  const value = Number(text);
  return Number.isFinite(Math.fround(value)) ? { value } : { mistake: 'the number is too large' };
}

/** What does not fit a signed integer is the negative one with the same bits, as an ingest keeps it. */
function hashOf(text: string) {
  const value = /^[+-]?\d+$/.test(text) ? BigInt(text.replace('+', '')) : END_OF_HASHES;
  const fits = value >= LEAST_HASH && value < END_OF_HASHES;
  return fits ? { value: BigInt.asIntN(64, value) } : { mistake: 'hash is compared with a 64-bit whole number' };
}
