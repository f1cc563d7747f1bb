import type { Table } from '../catalog.ts';
import { joined, name, type SQL, sql, tableName } from '../sql.ts';
import type { Place } from './where.ts';

/** In how many rows each column of a table has a value: one column of the answer each, and `rows`. One pass over the table. */
export function recordedStatement(place: Place, table: Table): SQL {
  const counts = table.columns.map((column, i) => sql`count(${name(column.name)}) as ${name(`c${i}`)}`);
  return sql`select count(*) as rows, ${joined(counts, sql`, `)} from ${tableName(place.schema, table.name)}`;
}
