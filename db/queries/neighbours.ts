import type { Table } from '../catalog.ts';
import type { Row } from '../query.ts';
import { joined, name, type SQL, sql, tableName } from '../sql.ts';
import { operandOf, type Place } from './where.ts';

/**
 * The rows that stand right before and right after one in the order of a column, highest first, ties by the key: `size`
 * on either side, in that order, with `side` −1 or 1. The row must have a value there. Four ranges of an index.
 */
export function neighboursStatement(place: Place, table: Table, column: string, row: Row, size: number): SQL {
  const { sql: value, column: known } = operandOf(table, column);
  const { sql: key, column: keyColumn } = operandOf(table, table.primaryKey[0] as string);
  const here = sql`${String(row[column])}::${sql.raw(known.sqlType)}`;
  const self = sql`${String(row[keyColumn.name])}::${sql.raw(keyColumn.sqlType)}`;
  const columns = joined(
    table.columns.map((each) => sql`${name(table.name)}.${name(each.name)}`),
    sql`, `,
  );
  const some = (condition: SQL, order: SQL) =>
    sql`(select ${columns} from ${tableName(place.schema, table.name)} where ${condition} order by ${order} limit ${sql.raw(String(size))})`;
  const side = (number: number, nearest: SQL, others: SQL, order: SQL) =>
    sql`(select ${sql.raw(String(number))} as side, near.* from (${nearest} union all ${others}) as near order by ${order} limit ${sql.raw(String(size))})`;
  const above = side(
    -1,
    some(sql`${value} = ${here} and ${key} < ${self}`, sql`${key} desc`),
    some(sql`${value} > ${here}`, sql`${value}, ${key} desc`),
    sql`${name(column)}, ${name(keyColumn.name)} desc`,
  );
  const below = side(
    1,
    some(sql`${value} = ${here} and ${key} > ${self}`, sql`${key}`),
    some(sql`${value} < ${here}`, sql`${value} desc, ${key}`),
    sql`${name(column)} desc, ${name(keyColumn.name)}`,
  );
  return sql`select * from (${above} union all ${below}) as neighbours order by ${name(column)} desc, ${name(keyColumn.name)}`;
}
