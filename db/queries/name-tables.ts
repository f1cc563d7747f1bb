import type { Dataset, Table } from '../catalog.ts';
import { joined, name, type SQL, sql, tableName } from '../sql.ts';
import type { Place } from './where.ts';

const NEEDED = ['name', 'image_counts', 'search', 'note'];

/** The tables of names looked for in the captions: artists, celebrities, characters. */
export const nameTables = (dataset: Dataset): Table[] =>
  ['artists', 'celebrities', 'characters']
    .map((known) => dataset.tables.get(known))
    .filter((table) => table !== undefined)
    .filter((table) => NEEDED.every((needed) => table.columns.some((column) => column.name === needed)));

/** All names as one relation: `kind` (the table), `name`, `image_counts`, `search`, `note`. Null without such tables. */
export function allNames(place: Place): SQL | null {
  const tables = nameTables(place.dataset);
  if (tables.length === 0) return null;
  const selects = tables.map(
    (table) =>
      sql`select ${table.name}::text as kind, ${joined(NEEDED.map(name), sql`, `)} from ${tableName(place.schema, table.name)}`,
  );
  return sql`(${joined(selects, sql` union all `)})`;
}
