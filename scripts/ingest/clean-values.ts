import type { ColumnName, FileColumn } from './columns.ts';
import { identifier } from './quote.ts';

/** A column as Postgres will get it, in DuckDB's SQL, and the conditions under which its value had to be mended. */
export interface CleanValue {
  value: string;
  /** Reason to condition. */
  mends: Record<string, string>;
}

export const MAX_TEXT_BYTES = 65_536;
export const TEXT_CUT = 'text over 64 KB cut';
export const NUL_REMOVED = 'NUL bytes removed';

interface Bounds {
  low: number;
  high: number;
  /** Type of the Postgres column. */
  type: 'FLOAT' | 'DOUBLE' | 'INTEGER';
}

const BOUNDS: Partial<Record<ColumnName, Bounds>> = {
  width: { low: 1, high: 100_000, type: 'INTEGER' },
  height: { low: 1, high: 100_000, type: 'INTEGER' },
  similarity: { low: -1, high: 1, type: 'DOUBLE' },
  punsafe: { low: 0, high: 1, type: 'FLOAT' },
  pwatermark: { low: 0, high: 1, type: 'FLOAT' },
  aesthetic: { low: -5, high: 15, type: 'FLOAT' },
};

/** DuckDB's type of a column of numbers that mean a quantity; undefined: it is text, or a hash. */
export const numberType = (name: ColumnName): Bounds['type'] | undefined => BOUNDS[name]?.type;

const MISSING: Partial<Record<ColumnName, string>> = { hash: 'BIGINT' };
const SIGNED = /^(TINYINT|SMALLINT|INTEGER|BIGINT|UTINYINT|USMALLINT|UINTEGER)$/;
const NUMERIC = /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)|FLOAT|DOUBLE|DECIMAL.*)$/;
const FLOATING = /^(FLOAT|DOUBLE)$/;

/** How a column of a file becomes ours; a column the file does not have is null. */
export function cleanValue(name: ColumnName, column: FileColumn | undefined): CleanValue {
  const bounds = BOUNDS[name];
  if (!column) return { value: `NULL::${bounds?.type ?? MISSING[name] ?? 'VARCHAR'}`, mends: {} };
  const given = identifier(column.duckName);
  if (bounds) return number(name, given, column.type, bounds);
  if (name === 'hash') return hash(given, column.type);
  return text(name, column.type === 'VARCHAR' ? given : `${given}::VARCHAR`);
}

function number(name: string, given: string, type: string, { low, high, type: target }: Bounds): CleanValue {
  const mends: Record<string, string> = {};
  let value = given;
  if (!NUMERIC.test(type)) {
    const typed = `nullif(trim(${given}::VARCHAR), '')`;
    value = `try_cast(${typed} AS DOUBLE)`;
    mends[`${name} not a number`] = `${typed} IS NOT NULL AND ${value} IS NULL`;
  }
  const isFloating = !NUMERIC.test(type) || FLOATING.test(type);
  const finite = isFloating ? `isfinite(${value})` : 'true';
  const isWhole = target === 'INTEGER' && isFloating ? ` AND ${value} = floor(${value})` : '';
  const isGood = `${value} BETWEEN ${low} AND ${high}${isWhole}`;
  if (isFloating) mends[`${name} NaN or infinite`] = `NOT ${finite}`;
  mends[`${name} out of range`] = `${finite} AND NOT (${isGood})`;
  // A FLOAT is written to the CSV with the digits it needs, 0.3 and not 0.30000001192, so it is not widened here.
  const cast = target === 'DOUBLE' && type === 'FLOAT' ? value : `${value}::${target}`;
  return { value: `CASE WHEN ${isGood} THEN ${cast} END`, mends };
}

/** 64 bits are kept: what does not fit a signed integer becomes the negative number with the same bits. */
function hash(given: string, type: string): CleanValue {
  if (SIGNED.test(type)) return { value: `${given}::BIGINT`, mends: {} };
  const typed = NUMERIC.test(type) ? given : `nullif(trim(${given}::VARCHAR), '')`;
  // A floating number beyond 2^53 has lost bits of the hash already.
  const isExact = FLOATING.test(type)
    ? `abs(${given}) < 9007199254740992 AND ${given} = floor(${given})`
    : NUMERIC.test(type)
      ? 'true'
      : `regexp_full_match(${typed}, '[+-]?[0-9]+')`;
  const wide = `CASE WHEN ${isExact} THEN try_cast(${typed} AS HUGEINT) END`;
  const value = `CASE WHEN ${wide} BETWEEN -9223372036854775808 AND 9223372036854775807 THEN (${wide})::BIGINT
    WHEN ${wide} BETWEEN 9223372036854775808 AND 18446744073709551615 THEN (${wide} - 18446744073709551616)::BIGINT END`;
  return { value, mends: { 'hash not a 64-bit integer': `${typed} IS NOT NULL AND ${value} IS NULL` } };
}

function text(name: string, given: string): CleanValue {
  const hasNul = `contains(${given}, chr(0))`;
  const whole = `CASE WHEN ${hasNul} THEN replace(${given}, chr(0), '') ELSE ${given} END`;
  if (name !== 'text') return { value: whole, mends: { [NUL_REMOVED]: hasNul } };
  const isLong = `strlen(${whole}) > ${MAX_TEXT_BYTES}`;
  return {
    value: `CASE WHEN ${isLong} THEN ${cutText(whole)} ELSE ${whole} END`,
    mends: { [NUL_REMOVED]: hasNul, [TEXT_CUT]: isLong },
  };
}

/** The first 64 KB, less the one to three bytes of a character that would be cut in two. */
function cutText(whole: string): string {
  const startsCharacter = (byte: number) => `hex(encode(${whole})[${byte}:${byte}]) NOT BETWEEN '80' AND 'BF'`;
  const cut = (bytes: number) => `decode(encode(${whole})[1:${bytes}])`;
  const cases = [0, 1, 2].map((back) => {
    const bytes = MAX_TEXT_BYTES - back;
    return `WHEN ${startsCharacter(bytes + 1)} THEN ${cut(bytes)}`;
  });
  return `CASE ${cases.join(' ')} ELSE ${cut(MAX_TEXT_BYTES - 3)} END`;
}
