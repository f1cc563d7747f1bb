import type { Table } from '../catalog.ts';
import type { OperatorName, Question, Row } from '../query.ts';
import { arrayLiteral, joined, name, type SQL, sql, tableName } from '../sql.ts';
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
 * column's type, as a filter on it is: a bar and the question it leads to count the same rows. Grouping sets cost a
 * third of a row for each column.
 */
export function histogramStatement(place: Place, question: Question, columns: Bins[]): SQL {
  const table = tableOf(place.dataset, question.table);
  const bin = (i: number) => name(`bin_${i}`);
  const bins = columns.map(({ column, edges }, i) => {
    const operand = operandOf(table, column);
    const bounds = sql`${arrayLiteral(edges)}::${sql.raw(operand.column.sqlType)}[]`;
    return sql`width_bucket(${operand.sql}, ${bounds}) as ${bin(i)}`;
  });
  const names = columns.map((_, i) => bin(i));
  const sets = names.map((each) => sql`(${each})`);
  return sql`select grouping(${joined(names, sql`, `)}) as others, ${joined(names, sql`, `)}, count(*) as count
    from (select ${joined(bins, sql`, `)} from ${tableName(place.schema, table.name)} where ${whereOf(place, question)}) as binned
    group by grouping sets (${joined(sets, sql`, `)})`;
}

/** The answer of a statement of `histogramStatement`, for the column of this place among its columns. */
export function histogramOf(columns: Bins[], place: number, rows: Row[]): Histogram {
  const bins = columns[place] as Bins;
  const counts = new Array<number>(bins.edges.length + 1).fill(0);
  let blank = 0;
  // A row belongs to the one column that is not grouped away: the others' bits are set, the first column's the highest.
  const own = 2 ** columns.length - 1 - 2 ** (columns.length - 1 - place);
  for (const row of rows.filter(({ others }) => Number(others) === own)) {
    const bucket = row[`bin_${place}`] ?? null;
    if (bucket === null) blank = Number(row.count);
    else counts[Number(bucket)] = Number(row.count);
  }
  return { ...bins, counts, blank };
}
