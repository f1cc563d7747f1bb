import { askEngine, engineOrder, engineQuestion } from './ask-engine.ts';
import type { Sql } from './client.ts';
import { ask } from './deadline.ts';
import { kept } from './kept-answers.ts';
import { boundedCountStatement, countStatement } from './queries/count.ts';
import { blankStatement, facetOf, facetStatement, questionOfFacet } from './queries/facet.ts';
import { readToken } from './queries/order.ts';
import { inOrder, pageOf, rowsByIdStatement, rowsStatement } from './queries/rows.ts';
import { type Place, tableOf } from './queries/where.ts';
import type { Answer, Count, Facet, FacetValues, Question, Row, Rows, TableQuery, Value } from './query.ts';
import { readTally } from './read-tally.ts';
import type { SQL } from './sql.ts';

/** Everything one request needs to ask: a pool, a version, limits of time, and a signal when nobody waits any more. */
export interface Reader {
  pool: Sql;
  place: Place;
  /** Milliseconds for the rows, and for each count and facet. */
  milliseconds: number;
  facetMilliseconds: number;
  signal?: AbortSignal;
  /** Names a request whose client wants nothing that was kept: all of it is found anew, once for the request. */
  fresh?: string;
}

/** How far a count goes on after the exact one took too long. */
const LOWER_BOUND = 10_000;

const asked = (reader: Reader, statement: SQL, milliseconds: number): Promise<Answer<Row[]>> =>
  ask(reader.pool, statement, { milliseconds, signal: reader.signal });

function mapped<A, B>(answer: Answer<A>, change: (value: A) => B): Answer<B> {
  return answer.state === 'answered' ? { state: 'answered', value: change(answer.value) } : answer;
}

/** The ids of a page and of the row after it, in their order, from the engine; null: Postgres finds the rows itself. */
async function readIds(reader: Reader, query: TableQuery): Promise<Answer<number[]> | null> {
  const table = tableOf(reader.place.dataset, query.table);
  const question = engineQuestion(table, query);
  if (!question) return null;
  const after = query.next === null ? null : readToken(table, query.sort, query.next);
  const order = engineOrder(table, query, after);
  if (!order) return null;
  return askEngine(reader, { kind: 'page', question, order, size: query.size + 1 }, reader.milliseconds);
}

/** One page of rows. One statement. */
export async function readRows(reader: Reader, query: TableQuery, columns: string[]): Promise<Answer<Rows>> {
  // Also where no rows are wanted: a question that makes no sense is told so.
  const statement = rowsStatement(reader.place, query, columns);
  if (query.size === 0) return { state: 'answered', value: { rows: [], next: null } };
  const ids = await readIds(reader, query);
  if (ids?.state === 'timed out') return ids;
  const answer = ids
    ? mapped(
        await asked(reader, rowsByIdStatement(reader.place, query, columns, ids.value), reader.milliseconds),
        (rows) => inOrder(reader.place, query, rows, ids.value),
      )
    : await asked(reader, statement, reader.milliseconds);
  return mapped(answer, (rows) => pageOf(reader.place, query, rows));
}

async function askCount(reader: Reader, question: Question): Promise<Answer<Count>> {
  const taken = engineQuestion(tableOf(reader.place.dataset, question.table), question);
  const counted = taken && (await askEngine(reader, { kind: 'count', question: taken }, reader.facetMilliseconds));
  if (counted?.state === 'answered') return mapped(counted, (count) => ({ count, truncated: false }));
  const exact = await asked(reader, countStatement(reader.place, question), reader.facetMilliseconds);
  if (exact.state === 'answered') return mapped(exact, ([row]) => ({ count: Number(row?.count), truncated: false }));
  const statement = boundedCountStatement(reader.place, question, LOWER_BOUND + 1);
  const least = await asked(reader, statement, reader.facetMilliseconds / 4);
  return mapped(least, ([row]) => ({ count: Number(row?.count), truncated: Number(row?.count) > LOWER_BOUND }));
}

/** How many rows match: exact, or after the time limit a lower bound, which is tried again; or timed out. */
export const readCount = (reader: Reader, question: Question): Promise<Answer<Count>> =>
  kept({
    reader,
    question,
    statement: countStatement(reader.place, question),
    ask: (asking) => askCount(asking, question),
    isFinal: ({ truncated }) => !truncated,
  });

/** The commonest values of a column; `withBlank` also counts the rows without one. */
export async function readFacet(
  reader: Reader,
  question: Question,
  facet: Facet,
  size: number,
  withBlank = false,
): Promise<Answer<FacetValues>> {
  const statement = facetStatement(reader.place, question, facet, size);
  const narrowed = questionOfFacet(tableOf(reader.place.dataset, question.table), question, facet);
  const answer = await kept({
    reader,
    question: narrowed,
    statement,
    ask: async (asking) =>
      (facet.type === 'column' ? await readTally(asking, narrowed, facet.column, size + 1, []) : null) ??
      asked(asking, statement, asking.facetMilliseconds),
  });
  const values = mapped(answer, (rows) =>
    facetOf(
      facet,
      size,
      rows.filter((row) => row.value !== null),
    ),
  );
  if (values.state !== 'answered' || !withBlank) return values;
  const blank = await asked(reader, blankStatement(reader.place, question, facet), reader.facetMilliseconds);
  return mapped(blank, ([row]) => ({ ...values.value, blank: Number(row?.count) }));
}

/** The labels of linked rows, by the key they are linked with. */
export async function readLabels(reader: Reader, statement: SQL): Promise<Map<string, Value>> {
  const answer = await asked(reader, statement, reader.milliseconds);
  if (answer.state !== 'answered') return new Map();
  return new Map(answer.value.map((row) => [String(row.key), row.label ?? null]));
}
