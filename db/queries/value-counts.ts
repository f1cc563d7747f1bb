import type { ValueCounts } from '../engine/request.ts';
import type { Question, Row } from '../query.ts';
import { type SQL, sql, tableName } from '../sql.ts';
import { operandOf, type Place, tableOf, whereOf } from './where.ts';

/**
 * How many rows of a question have each value of a column of whole numbers, in one row: `counted` ("value count,…") and
 * `blank`. One text is read faster than a hundred thousand rows.
 */
export function valueCountsStatement(place: Place, question: Question, column: string): SQL {
  const table = tableOf(place.dataset, question.table);
  return sql`select string_agg(value || ' ' || count, ',') filter (where value is not null) as counted,
      coalesce(sum(count) filter (where value is null), 0) as blank
    from (select ${operandOf(table, column).sql} as value, count(*) as count
      from ${tableName(place.schema, table.name)} where ${whereOf(place, question)} group by 1) as each`;
}

/** Pairs of numbers written as "1 2,3 4". */
export function numberPairs(text: string): [Int32Array, Int32Array] {
  const pairs = text === '' ? [] : text.split(',').map((pair) => pair.split(' '));
  return [Int32Array.from(pairs, ([first]) => Number(first)), Int32Array.from(pairs, ([, second]) => Number(second))];
}

/** The answer of a statement of `valueCountsStatement`. */
export function valueCountsOf([row]: Row[]): ValueCounts {
  const [values, counts] = numberPairs(String(row?.counted ?? ''));
  return { values, counts, blank: Number(row?.blank ?? 0) };
}
