import type { Question } from '../query.ts';
import { type SQL, sql, tableName } from '../sql.ts';
import { operandOf, type Place, tableOf, whereOf } from './where.ts';

/** So many captions are read one by one; of more, a sample of about as many. */
export const MOST_CAPTIONS = 20_000;

/** The question narrowed to rows that have a caption. */
export const withCaption = (question: Question): Question => ({
  ...question,
  filters: [...question.filters, { column: captionColumn, operator: 'notnull', value: '' }],
});

const captionColumn = 'text';

/** The percentage of the table to look at for about MOST_CAPTIONS of `captions`; null: all of it. */
export const samplePercent = (captions: number): number | null =>
  captions <= MOST_CAPTIONS ? null : (100 * MOST_CAPTIONS) / captions;

/**
 * `select id, caption …` of the question's rows that have a caption: of all, or of a repeatable sample of the table's
 * pages. `caption` makes of the column what is wanted of it.
 */
export function captionsStatement(
  place: Place,
  question: Question,
  percent: number | null,
  caption: (column: SQL) => SQL,
): SQL {
  const table = tableOf(place.dataset, question.table);
  const sample = percent === null ? sql`` : sql.raw(` tablesample system (${percent.toFixed(6)}) repeatable (1)`);
  const { sql: id } = operandOf(table, table.primaryKey[0] ?? 'id');
  return sql`select ${id} as id, ${caption(operandOf(table, captionColumn).sql)} as caption
    from ${tableName(place.schema, table.name)}${sample} where ${whereOf(place, withCaption(question))}`;
}
