import { findOperator, listItems } from '../../db/queries/operators.ts';
import type { Filter, TableQuery } from '../../db/query.ts';

const quoted = (value: string) => `"${value}"`;

function filterWords({ column, operator, value }: Filter): string {
  const known = findOperator(operator);
  if (!known) return '';
  if (operator === 'date') return `"${column}" is on date ${value}`;
  if (!known.takesValue) return `${column} ${known.words}`;
  const written = {
    value: () => (/^\d+$/.test(value) ? value : quoted(value)),
    bare: () => value,
    quoted: () => quoted(value),
    list: () =>
      `[${listItems(value)
        .map((item) => JSON.stringify(item))
        .join(', ')}]`,
  }[known.writes]();
  return `${column} ${known.words} ${written}`;
}

const byColumnAndValue = (a: Filter, b: Filter) => {
  const [x, y] = [`${a.column}__${a.operator}`, `${b.column}__${b.operator}`];
  return x < y ? -1 : x > y ? 1 : a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
};

/**
 * The question as Datasette says it (`human_description_en`): search and other conditions first, then the filters by
 * column and value, then the order. Empty when nothing is asked.
 */
export function sentenceOf(query: TableQuery, declaredSort = false): string {
  const conditions = [
    ...query.where,
    ...query.search.map(({ column, text }) => `search ${column ? `column "${column}" ` : ''}matches "${text}"`),
    ...query.through.map(({ table, column, value }) => `${table}.${column} = "${value}"`),
    ...[...query.filters].sort(byColumnAndValue).map(filterWords),
  ];
  const last = conditions.pop();
  const list = conditions.length > 0 ? `${conditions.join(', ')} and ${last}` : last;
  const order = declaredSort ? [] : query.sort.map((sort) => `${sort.column}${sort.descending ? ' descending' : ''}`);
  const parts = [list ? `where ${list}` : '', order.length > 0 ? `sorted by ${order.join(', ')}` : ''];
  return parts.filter(Boolean).join(' ');
}
