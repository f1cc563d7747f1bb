import type { Table } from '../catalog.ts';
import { joined, name, type SQL, sql, tableName } from '../sql.ts';
import { orderBy } from './order.ts';
import type { Place } from './where.ts';

/** Rows whose label or key holds the text, the shortest labels first; at most ten. */
export function autocompleteStatement(place: Place, table: Table, text: string): SQL {
  const label = table.config.labelColumn;
  const columns = [...new Set([...table.primaryKey, ...(label ? [label] : [])])];
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const matches = columns.map(
    (column) => sql`${name(table.name)}.${name(column)}::text collate "und-x-icu" ilike ${pattern}`,
  );
  const shortest = label ? sql` order by length(${name(label)}::text), ${name(label)}` : orderBy(table, []);
  return sql`select ${joined(columns.map(name), sql`, `)} from ${tableName(place.schema, table.name)} where ${joined(matches, sql` or `)}${shortest} limit 10`;
}
