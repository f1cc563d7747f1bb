import type { Table } from '../catalog.ts';
import { arrayLiteral, name, type SQL, sql, tableName } from '../sql.ts';
import { COUNTS, isLeaderboard } from './rank.ts';
import type { Place } from './where.ts';

/** The rows of a leaderboard with these labels: `label`, `count`. Null for a table that is none. */
export function listedStatement(place: Place, table: Table, labels: readonly string[]): SQL | null {
  const label = table.config.labelColumn;
  if (!label || !isLeaderboard(table)) return null;
  return sql`select ${name(label)} as label, ${name(COUNTS)} as count from ${tableName(place.schema, table.name)}
    where ${name(label)} = any(${arrayLiteral([...labels])}::text[])`;
}
