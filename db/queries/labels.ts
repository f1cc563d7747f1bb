import type { Table } from '../catalog.ts';
import type { Row } from '../query.ts';
import { arrayLiteral, name, type SQL, sql, tableName } from '../sql.ts';
import type { Place } from './where.ts';

/** The labels (`key`, `label`) of the rows that a column of these rows leads to; null when it leads nowhere. */
export function labelsStatement(place: Place, table: Table, column: string, rows: Row[]): SQL | null {
  const link = table.outgoing.find((l) => l.column === column);
  const other = link && place.dataset.tables.get(link.table);
  const key = other?.columns.find((c) => c.name === link?.otherColumn);
  const label = other?.config.labelColumn;
  if (!link || !key || !label) return null;
  const wanted = [...new Set(rows.map((row) => row[column]).filter((value) => value !== null && value !== undefined))];
  return sql`select ${name(key.name)} as key, ${name(label)} as label from ${tableName(place.schema, link.table)}
    where ${name(key.name)} = any(${arrayLiteral(wanted.map(String))}::${sql.raw(key.sqlType)}[])`;
}
