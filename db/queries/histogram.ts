import type { Table } from '../catalog.ts';
import type { OperatorName, Question, Row } from '../query.ts';
import { arrayLiteral, joined, type SQL, sql, tableName } from '../sql.ts';
import { columnName, operandOf, type Place, tableOf, whereOf } from './where.ts';

/** A column and where its bins begin and end (db/histogram-edges.ts). */
export interface Bins {
  column: string;
  edges: string[];
}

export interface Histogram extends Bins {
  /** One more than there are edges: below the first, then from each edge to the next, then from the last on. */
  counts: number[];
  /** Rows without a value. */
  blank: number;
}

const RANGE: OperatorName[] = ['gt', 'gte', 'lt', 'lte'];

/** Whether the question bounds the column. */
export const boundsColumn = (table: Table, question: Question, column: string): boolean =>
  question.filters.some((filter) => columnName(table, filter.column) === column && RANGE.includes(filter.operator));

/** The question a histogram counts in: without the range of its own column (law 3). */
export function questionOfHistogram(table: Table, question: Question, column: string): Question {
  const filters = question.filters.filter(
    (filter) => columnName(table, filter.column) !== column || !RANGE.includes(filter.operator),
  );
  return { ...question, filters };
}

/**
 * How many rows fall into each bin of each column, exactly, in one pass over the rows. An edge is compared as its
 * column's type, as a filter on it is: a bar and the question it leads to count the same rows.
 */
export function histogramStatement(place: Place, question: Question, columns: Bins[]): SQL {
  const table = tableOf(place.dataset, question.table);
  const buckets = columns.map(({ column, edges }, i) => {
    const operand = operandOf(table, column);
    const bounds = sql`${arrayLiteral(edges)}::${sql.raw(operand.column.sqlType)}[]`;
    return sql`(${sql.raw(String(i))}, width_bucket(${operand.sql}, ${bounds}))`;
  });
  return sql`select bin.place, bin.bucket, count(*) as count
    from ${tableName(place.schema, table.name)} cross join lateral (values ${joined(buckets, sql`, `)}) as bin(place, bucket)
    where ${whereOf(place, question)}
    group by 1, 2`;
}

/** The answer of a statement of `histogramStatement`, for one of its columns. */
export function histogramOf(bins: Bins, place: number, rows: Row[]): Histogram {
  const counts = new Array<number>(bins.edges.length + 1).fill(0);
  let blank = 0;
  for (const row of rows.filter((each) => Number(each.place) === place)) {
    if (row.bucket === null || row.bucket === undefined) blank = Number(row.count);
    else counts[Number(row.bucket)] = Number(row.count);
  }
  return { ...bins, counts, blank };
}
