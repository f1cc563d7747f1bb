import { askEngine, engineQuestion } from './ask-engine.ts';
import { ask } from './deadline.ts';
import { labelsStatement } from './queries/labels.ts';
import { columnName, tableOf } from './queries/where.ts';
import type { Answer, Question, Row } from './query.ts';
import type { Reader } from './reader.ts';

/**
 * The commonest values of a column from the engine, in the rows that facetStatement and facetChoicesStatement give
 * together: `value`, `label`, `count`, `distinct_values`, `blank`. Null: Postgres is to be asked.
 */
export async function readTally(
  reader: Reader,
  question: Question,
  written: string,
  size: number,
  chosen: string[],
): Promise<Answer<Row[]> | null> {
  const { pool, place, facetMilliseconds: milliseconds, signal } = reader;
  const table = tableOf(place.dataset, question.table);
  const taken = engineQuestion(table, question);
  const column = columnName(table, written);
  const request = taken && { kind: 'tally' as const, question: taken, column, size, chosen };
  const answer = request && (await askEngine(reader, request, milliseconds));
  if (answer?.state !== 'answered') return answer;
  const { values, distinct, blank } = answer.value;
  const rows = values.map(
    ({ value, count }): Row => ({ value, [column]: value, count, distinct_values: distinct, blank }),
  );
  if (rows.length === 0) return { state: 'answered', value: blank > 0 ? [onlyBlank(blank)] : [] };
  const statement = labelsStatement(place, table, column, rows);
  if (!statement) return { state: 'answered', value: rows };
  const labelled = await ask(pool, statement, { milliseconds, signal });
  if (labelled.state === 'timed out') return labelled;
  const labels = new Map(labelled.value.map((row) => [String(row.key), row.label ?? null]));
  return { state: 'answered', value: rows.map((row) => ({ ...row, label: labels.get(String(row.value)) ?? null })) };
}

const onlyBlank = (blank: number): Row => ({ value: null, count: blank, distinct_values: 0, blank });
