import { integerBound, numberText } from '../queries/number-bound.ts';
import { listItems } from '../queries/operators.ts';
import type { Filter } from '../query.ts';
import { Bitmap } from './bitmap.ts';
import type { HeldColumn, Snapshot } from './snapshot.ts';
import { NO_INTEGER, type Numbers } from './stored-column.ts';

/** The rows whose value lies from `low` to `high`, both included. NaN lies nowhere. */
function between(values: Numbers, low: number, high: number): Bitmap {
  const found = new Bitmap(values.length);
  const { words } = found;
  const whole = values.length >>> 5;
  for (let word = 0, row = 0; word < whole; word++) {
    let bits = 0;
    for (let bit = 0; bit < 32; bit++, row++) {
      const value = values[row] as number;
      if (value >= low && value <= high) bits |= 1 << bit;
    }
    words[word] = bits;
  }
  for (let row = whole << 5; row < values.length; row++) {
    const value = values[row] as number;
    if (value >= low && value <= high) found.add(row);
  }
  return found;
}

/** What is least among values that are there: code 1 of texts, anything but the mark for NULL of integers. */
const leastOf = ({ type }: HeldColumn) =>
  type === 'text' ? 1 : type === 'integer' ? NO_INTEGER + 1 : Number.NEGATIVE_INFINITY;

const range = (column: HeldColumn, low: number, high: number) =>
  between(column.values, Math.max(low, leastOf(column)), high);
const recorded = (column: HeldColumn) => range(column, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
const notRecorded = (column: HeldColumn) => Bitmap.full(column.values.length).without(recorded(column));

/** The rows whose value is one of these. */
function oneOf(column: HeldColumn, wanted: readonly number[]): Bitmap {
  if (wanted.length === 1) return range(column, wanted[0] as number, wanted[0] as number);
  // The mark for NULL can be typed.
  const among = new Set(wanted.filter((value) => value >= leastOf(column)));
  const found = new Bitmap(column.values.length);
  column.values.forEach((value, row) => {
    if (among.has(value)) found.add(row);
  });
  return found;
}

/** The least double that is greater. */
function above(value: number): number {
  if (!Number.isFinite(value)) return value;
  if (value === 0) return Number.MIN_VALUE;
  const double = new Float64Array([value]);
  const bits = new BigInt64Array(double.buffer);
  bits[0] = (bits[0] as bigint) + (value > 0 ? 1n : -1n);
  return double[0] as number;
}

const double = new Float64Array(1);
const bits = new BigUint64Array(double.buffer);

/** Whether a double lies midway between two reals: then the digits it was rounded from say which of them is meant. */
function isMidway(value: number): boolean {
  double[0] = value;
  return ((bits[0] as bigint) & 0x1fffffffn) === 0x10000000n;
}

/** A number in text as the column compares with it: values from `atLeast` on are not below it, those up to `atMost` not above. */
interface Bound {
  atLeast: number;
  atMost: number;
  /** Whether a value can be equal to it. */
  exact: boolean;
}

/** Null when the text is no number. */
function boundOf({ type }: HeldColumn, text: string): Bound | null {
  if (type !== 'integer') {
    const written = numberText(text, type);
    if (written === null) return null;
    const value = type === 'real' ? Math.fround(Number(written)) : Number(written);
    return { atLeast: value, atMost: value, exact: true };
  }
  const bound = integerBound(text);
  if (!bound) return null;
  const floor = bound.beyond === 0 ? Number(bound.floor) : bound.beyond * Number.POSITIVE_INFINITY;
  return { atLeast: bound.exact ? floor : above(floor), atMost: floor, exact: bound.exact && bound.beyond === 0 };
}

/** As db/queries/operators.ts says it in SQL; null: an operator for Postgres. */
function numbersThat(column: HeldColumn, { operator, value }: Filter): Bitmap | null {
  const listed = operator === 'in' || operator === 'notin';
  const texts = listed ? listItems(value) : [value];
  if (column.type === 'real' && texts.some((text) => isMidway(Number(text)))) return null;
  const bounds = texts.map((text) => boundOf(column, text));
  // NaN stands for NULL here, and for itself in Postgres.
  if (bounds.some((bound) => bound && Number.isNaN(bound.atMost))) return null;
  const points = bounds.flatMap((bound) => (bound?.exact ? [bound.atMost] : []));
  const [bound] = bounds;
  const ranged = (low: number, high: number) => (bound ? range(column, low, high) : new Bitmap(column.values.length));
  switch (operator) {
    case 'exact':
    case 'in':
      return oneOf(column, points);
    case 'not':
    case 'notin':
      return recorded(column).without(oneOf(column, points));
    case 'gt':
      return ranged(above(bound?.atMost ?? 0), Number.POSITIVE_INFINITY);
    case 'gte':
      return ranged(bound?.atLeast ?? 0, Number.POSITIVE_INFINITY);
    case 'lt':
      return ranged(Number.NEGATIVE_INFINITY, -above(-(bound?.atLeast ?? 0)));
    case 'lte':
      return ranged(Number.NEGATIVE_INFINITY, bound?.atMost ?? 0);
    default:
      return null;
  }
}

/** The same for texts: they are few, so each is judged once. */
function textsThat(column: HeldColumn, { operator, value }: Filter): Bitmap | null {
  const codes = (accepts: (text: string) => boolean) => column.texts.flatMap((text, i) => (accepts(text) ? i + 1 : []));
  switch (operator) {
    case 'exact':
      return oneOf(
        column,
        codes((text) => text === value),
      );
    case 'not':
      return oneOf(
        column,
        codes((text) => text !== value),
      );
    case 'in':
    case 'notin': {
      const items = new Set(listItems(value));
      return oneOf(
        column,
        codes((text) => items.has(text) === (operator === 'in')),
      );
    }
    default:
      return null;
  }
}

function valuesThat(column: HeldColumn, filter: Filter): Bitmap | null {
  const isText = column.type === 'text';
  const emptyText = isText ? column.texts.indexOf('') + 1 : 0;
  const blank = emptyText > 0 ? oneOf(column, [emptyText]) : null;
  switch (filter.operator) {
    case 'isnull':
      return notRecorded(column);
    case 'notnull':
      return recorded(column);
    case 'isblank':
      return blank ? notRecorded(column).or(blank) : notRecorded(column);
    case 'notblank':
      return blank ? recorded(column).without(blank) : recorded(column);
    default:
      return isText ? textsThat(column, filter) : numbersThat(column, filter);
  }
}

/** The rows that pass a filter; null: the engine cannot tell, Postgres can. Throws BadRequest as it would. */
export async function filtered(snapshot: Snapshot, filter: Filter): Promise<Bitmap | null> {
  const column = filter.column === 'id' ? null : await snapshot.column(filter.column);
  return column && valuesThat(column, filter);
}
