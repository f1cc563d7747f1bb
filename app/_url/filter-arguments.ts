import { findOperator, listItems, OPERATORS } from '../../db/queries/operators.ts';
import { columnName } from '../../db/queries/where.ts';
import { BadRequest, type Filter, type OperatorName } from '../../db/query.ts';
import { isArgument } from './asking.ts';
import type { Pairs } from './pairs.ts';
import type { Context } from './table-request.ts';

/** How a filter is written as a key: bare, unless that would be read as an argument or as another operator. */
export function filterKey(column: string, operator: OperatorName): string {
  const bare = operator === 'exact' && !column.startsWith('_') && !column.includes('__');
  return bare ? column : `${column}__${operator}`;
}

function readFilter(key: string, value: string, { table }: Context): Filter | string {
  const has = (name: string) => table.columns.some((column) => column.name === columnName(table, name));
  const cut = key.lastIndexOf('__');
  if (cut < 0 || has(key)) {
    if (!has(key)) return `no such column: ${key} (columns: ${table.columns.map((column) => column.name).join(', ')})`;
    return { column: columnName(table, key), operator: 'exact', value };
  }
  const column = key.slice(0, cut);
  const operator = findOperator(key.slice(cut + 2));
  if (!has(column)) return `no such column: ${column} (columns: ${table.columns.map((c) => c.name).join(', ')})`;
  if (!operator)
    return `no such operator: ${key.slice(cut + 2)} (operators: ${OPERATORS.map((o) => o.name).join(', ')})`;
  return { column: columnName(table, column), operator: operator.name, value };
}

/** Every filter of the query string, in its order. Throws BadRequest naming every one that cannot be read. */
export function readFilters(pairs: Pairs, context: Context): Filter[] {
  const read = pairs
    .filter(([key]) => !isArgument(key) && key !== '')
    .map(([key, value]) => readFilter(key, value, context));
  const errors = read.filter((entry) => typeof entry === 'string');
  if (errors.length > 0) throw new BadRequest(errors);
  const filters = read.filter((entry) => typeof entry !== 'string');
  for (const filter of filters) if (filter.operator === 'in' || filter.operator === 'notin') listItems(filter.value);
  return filters;
}
