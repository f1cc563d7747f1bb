import type { Table } from '../../../db/catalog.ts';
import type { Sort } from '../../../db/query.ts';

/** What people call a column. */
export const columnLabel = (table: Table, column: string): string => table.config.columns?.[column]?.label ?? column;

/** A label in the middle of a sentence; abbreviations keep their capitals. */
export function labelInside(table: Table, column: string): string {
  const declared = table.config.columns?.[column]?.inside;
  if (declared) return declared;
  const label = columnLabel(table, column);
  return /^\p{Lu}\p{Ll}/u.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;
}

/** What one row of the table is called, and several. */
export const nounsOf = (table: Table): [string, string] => table.config.nouns ?? ['row', 'rows'];

const UNITS = { pixels: ' pixels', score: '', probability: '', identifier: '', count: '' };

/** The unit of a column's values, as it follows a number. */
export const unitWords = (table: Table, column: string): string =>
  UNITS[table.config.columns?.[column]?.unit ?? 'score'];

/** How an order by one column is said. */
export function orderWords(table: Table, { column, descending }: Sort): string {
  const declared = table.config.columns?.[column]?.order;
  if (declared) return declared[descending ? 0 : 1];
  const kind = table.columns.find((known) => known.name === column)?.kind;
  const label = labelInside(table, column);
  if (kind === 'text') return `by ${label}, ${descending ? 'Z to A' : 'A to Z'}`;
  if (kind === 'time') return `${descending ? 'latest' : 'earliest'} ${label} first`;
  return `${descending ? 'highest' : 'lowest'} ${label} first`;
}
