import { integerBound, numberText } from '../queries/number-bound.ts';
import { listItems } from '../queries/operators.ts';
import type { Filter } from '../query.ts';
import type { Bitmap } from './bitmap.ts';
import { Scan } from './scan.ts';
import type { HeldColumn, Snapshot } from './snapshot.ts';

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
function numbersThat(scan: Scan, { operator, value }: Filter): Bitmap | null {
  const { column } = scan;
  const listed = operator === 'in' || operator === 'notin';
  const texts = listed ? listItems(value) : [value];
  if (column.type === 'real' && texts.some((text) => isMidway(Number(text)))) return null;
  const bounds = texts.map((text) => boundOf(column, text));
  // NaN stands for NULL here, and for itself in Postgres.
  if (bounds.some((bound) => bound && Number.isNaN(bound.atMost))) return null;
  const points = bounds.flatMap((bound) => (bound?.exact ? [bound.atMost] : []));
  const [bound] = bounds;
  const ranged = (low: number, high: number) => (bound ? scan.between(low, high) : scan.none());
  switch (operator) {
    case 'exact':
    case 'in':
      return scan.oneOf(points);
    case 'not':
    case 'notin':
      return scan.recorded().without(scan.oneOf(points));
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
function textsThat(scan: Scan, { operator, value }: Filter): Bitmap | null {
  const those = (accepts: (text: string) => boolean) =>
    scan.oneOf(scan.column.texts.flatMap((text, i) => (accepts(text) ? i + 1 : [])));
  switch (operator) {
    case 'exact':
      return those((text) => text === value);
    case 'not':
      return those((text) => text !== value);
    case 'in':
    case 'notin': {
      const items = new Set(listItems(value));
      return those((text) => items.has(text) === (operator === 'in'));
    }
    default:
      return null;
  }
}

function valuesThat(scan: Scan, filter: Filter): Bitmap | null {
  const isText = scan.column.type === 'text';
  const emptyText = isText ? scan.column.texts.indexOf('') + 1 : 0;
  switch (filter.operator) {
    case 'isnull':
      return scan.notRecorded();
    case 'notnull':
      return scan.recorded();
    case 'isblank':
      return emptyText > 0 ? scan.notRecorded().or(scan.oneOf([emptyText])) : scan.notRecorded();
    case 'notblank':
      return emptyText > 0 ? scan.recorded().without(scan.oneOf([emptyText])) : scan.recorded();
    default:
      return isText ? textsThat(scan, filter) : numbersThat(scan, filter);
  }
}

/**
 * The rows that pass a filter, of all or of `among`; null: the engine cannot tell, Postgres can. Throws BadRequest as it
 * would.
 */
export async function filtered(
  snapshot: Snapshot,
  filter: Filter,
  among: Bitmap | null = null,
): Promise<Bitmap | null> {
  const column = filter.column === 'id' ? null : await snapshot.column(filter.column);
  return column && valuesThat(new Scan(column, among), filter);
}
