import type { Table } from '../catalog.ts';
import type { Row } from '../query.ts';
import { name, type SQL, sql, tableName } from '../sql.ts';
import type { Place } from './where.ts';

/** The column that leaderboards count in. */
export const COUNTS = 'image_counts';

/** Whether the rows of a table can be ranked by their images: one key, a name, a count. */
export const isLeaderboard = (table: Table): boolean =>
  !table.isView &&
  table.primaryKey.length === 1 &&
  table.config.labelColumn !== undefined &&
  table.columns.some((column) => column.name === COUNTS && column.kind === 'integer');

/** The leaderboard's order: most images first, ties by the key. */
export const boardOrder = (table: Table): SQL =>
  sql`${name(COUNTS)} desc nulls last, ${name(table.primaryKey[0] as string)}`;

/** Rows that stand before this one on the leaderboard. */
export function before(table: Table, row: Row): SQL {
  const key = table.columns.find((column) => column.name === table.primaryKey[0]);
  const value = sql`${String(row[key?.name ?? ''])}::${sql.raw(key?.sqlType ?? 'text')}`;
  const counts = sql`${String(row[COUNTS] ?? 0)}::bigint`;
  return sql`(${name(COUNTS)} > ${counts} or (${name(COUNTS)} = ${counts} and ${name(key?.name ?? '')} < ${value}))`;
}

/**
 * One row's place among all of its table: `place` from 1, `ties` (others with the same count), `rows`, `total` of all
 * counts. One pass over the table.
 */
export function rankStatement(place: Place, table: Table, row: Row): SQL {
  return sql`select 1 + count(*) filter (where ${before(table, row)}) as place,
      count(*) filter (where ${name(COUNTS)} = ${String(row[COUNTS] ?? 0)}::bigint) - 1 as ties,
      count(*) as rows, coalesce(sum(${name(COUNTS)}), 0) as total
    from ${tableName(place.schema, table.name)}`;
}
