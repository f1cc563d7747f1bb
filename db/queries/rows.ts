import type { Table } from '../catalog.ts';
import type { Row, Rows, TableQuery } from '../query.ts';
import { arrayLiteral, joined, name, type SQL, sql, tableName } from '../sql.ts';
import { hasKey, orderBy, rangesAfter, readOffset, readToken, tokenColumns, writeToken } from './order.ts';
import { operandOf, type Place, tableOf, whereOf } from './where.ts';

function selected(table: Table, columns: string[]): SQL {
  return joined(
    [...new Set(columns)].map((column) => operandOf(table, column).sql),
    sql`, `,
  );
}

/**
 * One page of a question: `size` rows and one more, which tells whether another page follows.
 *
 * The first page, and every page of a table without a key, is a plain select; a later page is a union of the index
 * ranges after the token, in their order, each with its own limit. Throws BadRequest for a token of another order.
 */
export function rowsStatement(place: Place, query: TableQuery, columns: string[]): SQL {
  const table = tableOf(place.dataset, query.table);
  const from = tableName(place.schema, table.name);
  const where = whereOf(place, query);
  const list = selected(table, [...columns, ...tokenColumns(table, query)]);
  const order = orderBy(table, query.sort);
  const limit = sql.raw(String(query.size + 1));
  const select = (condition: SQL) => sql`select ${list} from ${from} where ${condition}${order} limit ${limit}`;
  if (query.next === null) return select(where);
  if (!hasKey(table)) return sql`${select(where)} offset ${sql.raw(String(readOffset(query.next)))}`;
  const ranges = rangesAfter(table, query.sort, readToken(table, query.sort, query.next));
  const branches = ranges.map((range) => sql`(${select(sql`${where} and ${range}`)})`);
  return branches.length === 1 ? (branches[0] as SQL) : sql`${joined(branches, sql`\nunion all\n`)} limit ${limit}`;
}

/** The page that a statement of `rowsStatement` brought. */
export function pageOf(place: Place, query: TableQuery, found: Row[]): Rows {
  const table = tableOf(place.dataset, query.table);
  const rows = found.slice(0, query.size);
  const last = rows.at(-1);
  if (found.length <= query.size || !last) return { rows, next: null };
  const before = query.next === null ? 0 : Number(query.next);
  return { rows, next: hasKey(table) ? writeToken(table, query.sort, last) : String(before + rows.length) };
}

/** The rows with these ids, in no order. */
export function rowsByIdStatement(place: Place, query: TableQuery, columns: string[], ids: number[]): SQL {
  const table = tableOf(place.dataset, query.table);
  const list = selected(table, [...columns, ...tokenColumns(table, query)]);
  const key = operandOf(table, table.primaryKey[0] ?? '').sql;
  return sql`select ${list} from ${tableName(place.schema, table.name)} where ${key} = any(${arrayLiteral(ids.map(String))}::bigint[])`;
}

/** Rows in the order of their ids. */
export function inOrder(place: Place, query: TableQuery, rows: Row[], ids: number[]): Row[] {
  const key = tableOf(place.dataset, query.table).primaryKey[0] ?? '';
  const byId = new Map(rows.map((row) => [String(row[key]), row]));
  return ids.map((id) => byId.get(String(id))).filter((row) => row !== undefined);
}

/** Every row of a question in its order, for a cursor to walk. */
export function everyRowStatement(place: Place, query: TableQuery, columns: string[]): SQL {
  const table = tableOf(place.dataset, query.table);
  return sql`select ${selected(table, columns)} from ${tableName(place.schema, table.name)} where ${whereOf(place, query)}${orderBy(table, query.sort)}`;
}

/** The row with this key; one text per key column. */
export function rowStatement(place: Place, table: Table, key: string[]): SQL {
  const conditions = table.primaryKey.map((column, i) => {
    const operand = operandOf(table, column);
    return sql`${operand.sql} = ${key[i] as string}::${sql.raw(operand.column.sqlType)}`;
  });
  return sql`select * from ${tableName(place.schema, table.name)} where ${joined(conditions, sql` and `)} limit 1`;
}

/** Whether an image of this key was taken out. */
export const goneStatement = (place: Place, key: string): SQL =>
  sql`select 1 as gone from ${tableName(place.schema, '_gone')} where id = ${key}::text::bigint`;

/** The row with this label; the first by key where several share it. */
export function labelStatement(place: Place, table: Table, label: string): SQL {
  const column = name(table.config.labelColumn ?? '');
  return sql`select * from ${tableName(place.schema, table.name)} where ${column} = ${label}${orderBy(table, [])} limit 1`;
}
