import type { Question } from '../query.ts';
import { type SQL, sql, tableName } from '../sql.ts';
import { type Place, whereOf } from './where.ts';

/** How many rows match, exactly. */
export const countStatement = (place: Place, question: Question): SQL =>
  sql`select count(*) as count from ${tableName(place.schema, question.table)} where ${whereOf(place, question)}`;

/** At least how many rows match: counting stops at `most`. */
export const boundedCountStatement = (place: Place, question: Question, most: number): SQL =>
  sql`select count(*) as count from (select 1 from ${tableName(place.schema, question.table)} where ${whereOf(place, question)} limit ${sql.raw(String(most))}) as bounded`;
