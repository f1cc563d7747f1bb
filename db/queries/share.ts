import type { Table } from '../catalog.ts';
import type { Row } from '../query.ts';
import { arrayLiteral, name, type SQL, sql, tableName } from '../sql.ts';
import { before, boardOrder, COUNTS } from './rank.ts';
import type { Place } from './where.ts';

/**
 * What a whole leaderboard holds: `rows`, `named` (rows with any image), `total` of the counts, and how much of it the
 * first ten and the first hundred hold. One pass and one short walk along the index.
 */
export function boardTotalsStatement(place: Place, table: Table): SQL {
  const from = tableName(place.schema, table.name);
  const first = (rows: number) => sql`(select coalesce(sum(n), 0) from (
    select ${name(COUNTS)} as n from ${from} order by ${boardOrder(table)} limit ${sql.raw(String(rows))}) as top)`;
  return sql`select count(*) as rows, count(*) filter (where ${name(COUNTS)} > 0) as named,
      coalesce(sum(${name(COUNTS)}), 0) as total, ${first(10)} as ten, ${first(100)} as hundred
    from ${from}`;
}

/** For a page in the leaderboard's own order: `rows` and `sum` of what stands before its first row. A range of the index. */
export const offsetStatement = (place: Place, table: Table, firstRow: Row): SQL =>
  sql`select count(*) as rows, coalesce(sum(${name(COUNTS)}), 0) as sum
    from ${tableName(place.schema, table.name)} where ${before(table, firstRow)}`;

/** For any rows of the leaderboard: `key`, `place` from 1 and `sum` of the counts up to it. One pass, sorted. */
export function placesStatement(place: Place, table: Table, rows: Row[]): SQL {
  const key = table.columns.find((column) => column.name === table.primaryKey[0]);
  const wanted = arrayLiteral(rows.map((row) => String(row[key?.name ?? ''])));
  return sql`select key, place, sum from (
      select ${name(key?.name ?? '')} as key, row_number() over standing as place, sum(${name(COUNTS)}) over standing as sum
      from ${tableName(place.schema, table.name)}
      window standing as (order by ${boardOrder(table)} rows unbounded preceding)) as standings
    where key = any(${wanted}::${sql.raw(key?.sqlType ?? 'text')}[])`;
}
