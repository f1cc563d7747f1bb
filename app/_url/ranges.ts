import type { Filter, OperatorName } from '../../db/query.ts';
import { edited } from './edit.ts';
import { all, type Pairs, without } from './pairs.ts';

/** The operators that bound a column. */
export const RANGE: OperatorName[] = ['gte', 'gt', 'lt', 'lte'];

/** From this number on, and below that one; null: open. */
export interface Range {
  from: string | null;
  below: string | null;
}

const rangeKeys = (column: string) => RANGE.map((operator) => `${column}__${operator}`);

/** The pairs with this range instead of the column's present bounds; choosing no value at all is given up, too. */
export function withRange(pairs: Pairs, column: string, { from, below }: Range): Pairs {
  const rest = without(edited(pairs), ...rangeKeys(column), `${column}__isnull`, `${column}__isblank`);
  const lower: Pairs = from === null ? [] : [[`${column}__gte`, from]];
  const upper: Pairs = below === null ? [] : [[`${column}__lt`, below]];
  return [...rest, ...lower, ...upper];
}

/** The numbers that stand in the fields of a column's range: only bounds that the fields themselves would write. */
export function rangeOf(filters: Filter[], column: string): Range {
  const last = (operator: OperatorName) =>
    filters.findLast((filter) => filter.column === column && filter.operator === operator)?.value ?? null;
  return { from: last('gte'), below: last('lt') };
}

/** Whether the filters bound the column at all. */
export const isBounded = (filters: Filter[], column: string): boolean =>
  filters.some((filter) => filter.column === column && RANGE.includes(filter.operator));

/** Whether a value lies within every bound of the column. */
export function isWithin(filters: Filter[], column: string, value: number): boolean {
  return filters.every((filter) => {
    if (filter.column !== column) return true;
    const bound = Number(filter.value);
    if (filter.operator === 'gte') return value >= bound;
    if (filter.operator === 'gt') return value > bound;
    if (filter.operator === 'lt') return value < bound;
    return filter.operator !== 'lte' || value <= bound;
  });
}

const FIELD = /^_(from|below)\.(.+)$/;

/** How a field of a range is called in a form. */
export const rangeField = (side: 'from' | 'below', column: string): string => `_${side}.${column}`;

/** What the fields of a range mean (`_from.width=512`); null when the pairs hold none. Blank ones open the range. */
export function rangeRedirect(pairs: Pairs): Pairs | null {
  const fields = pairs.filter(([key]) => FIELD.test(key));
  if (fields.length === 0) return null;
  const columns = [...new Set(fields.map(([key]) => FIELD.exec(key)?.[2] ?? ''))];
  const rest = pairs.filter(([key]) => !FIELD.test(key));
  return columns.reduce<Pairs>((changed, column) => {
    const bound = (side: 'from' | 'below') => all(pairs, rangeField(side, column))[0]?.trim() || null;
    return withRange(changed, column, { from: bound('from'), below: bound('below') });
  }, rest);
}
