import type { Table } from '../../db/catalog.ts';
import { edited } from './edit.ts';
import { type Pairs, without } from './pairs.ts';
import type { TableRequest } from './table-request.ts';

/** The columns a page shows: those the URL names, else those declared, else all; the key always. */
export function shownColumns(table: Table, { pairs, columns }: Pick<TableRequest, 'pairs' | 'columns'>): string[] {
  const says = pairs.some(([key]) => key === '_col' || key === '_nocol');
  const declared = table.config.shown?.filter((name) => table.columns.some((column) => column.name === name));
  if (says || !declared) return columns;
  return [...new Set([...table.primaryKey, ...declared])];
}

/** The pairs that show exactly these columns and the key, in this order. */
export function withColumns(pairs: Pairs, table: Table, columns: string[]): Pairs {
  const rest = without(edited(pairs), '_col', '_nocol');
  const named = columns.filter((name) => !table.primaryKey.includes(name));
  // Only the key is left: it alone has to be named, or all would be shown.
  const written = named.length > 0 ? named : table.primaryKey.slice(0, 1);
  return [...rest, ...written.map((name) => ['_col', name] as const)];
}

/** The pairs without this column among the shown ones. */
export const withoutColumn = (pairs: Pairs, table: Table, shown: string[], column: string): Pairs =>
  withColumns(
    pairs,
    table,
    shown.filter((name) => name !== column),
  );
