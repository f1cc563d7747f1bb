import { columnName } from '../../db/queries/where.ts';
import { BadRequest, type Sort } from '../../db/query.ts';
import type { DescribedArgument } from './arguments.ts';
import { all, type Pairs, without, withPair } from './pairs.ts';
import type { Context } from './table-request.ts';

/** What is read here, for the interface's description. */
export const SORT_ARGUMENTS: DescribedArgument[] = [
  {
    key: '_sort',
    repeats: false,
    description: 'The order: a column, or several as a,-b with a minus for descending. NULLs come first.',
    schema: { type: 'string' },
  },
  {
    key: '_sort_desc',
    repeats: false,
    description: 'The order, descending. NULLs come last.',
    schema: { type: 'string' },
  },
];

/** The columns one may sort by: declared ones, else all but arrays and types whose text tells no place in an order. */
export function sortableColumns({ table }: Pick<Context, 'table'>): string[] {
  const ordered = table.columns.filter(({ kind, sqlType }) => !['array', 'other'].includes(kind) || sqlType === 'uuid');
  return table.config.sortable ?? ordered.map((column) => column.name);
}

function sortOn(written: string, descending: boolean, context: Context): Sort {
  const column = columnName(context.table, written);
  const allowed = sortableColumns(context);
  if (!allowed.includes(column)) {
    throw new BadRequest([`Cannot sort table by ${written} (columns: ${allowed.join(', ') || 'none'})`]);
  }
  return { column, descending };
}

/** `a,-b`: several columns, a minus for descending. A column that is called so comes first. */
function readList(value: string, context: Context): Sort[] {
  if (context.table.columns.some((column) => column.name === value)) return [sortOn(value, false, context)];
  const sorts = value.split(',').map((part) => sortOn(part.replace(/^-/, ''), part.startsWith('-'), context));
  const names = sorts.map((sort) => sort.column);
  if (new Set(names).size < names.length) throw new BadRequest([`_sort names a column twice: ${value}`]);
  return sorts;
}

/** `_sort=` or `_sort_desc=`, else the declared order, else none: by the key. Throws BadRequest. */
export function readSort(pairs: Pairs, context: Context): Sort[] {
  const ascending = all(pairs, '_sort')[0] ?? '';
  const descending = all(pairs, '_sort_desc')[0] ?? '';
  if (ascending && descending) throw new BadRequest(['Cannot use _sort and _sort_desc at the same time']);
  if (ascending) return readList(ascending, context);
  if (descending) return [sortOn(descending, true, context)];
  const declared = context.table.config.sort;
  return declared ? [{ column: declared.replace(/^-/, ''), descending: declared.startsWith('-') }] : [];
}

/** The pairs with this order; a new order begins at the first page. */
export function withSort(pairs: Pairs, sort: Sort[]): Pairs {
  const [only] = sort;
  const rest = without(pairs, '_sort', '_sort_desc', '_next');
  if (!only) return rest;
  if (sort.length === 1) return withPair(rest, only.descending ? '_sort_desc' : '_sort', only.column);
  return withPair(rest, '_sort', sort.map((s) => `${s.descending ? '-' : ''}${s.column}`).join(','));
}
