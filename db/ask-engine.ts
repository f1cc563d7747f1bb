import type { Table } from './catalog.ts';
import { engine } from './engine/host.ts';
import type { EngineAnswers, EngineOrder, EngineQuestion, EngineRequest } from './engine/request.ts';
import { columnName } from './queries/where.ts';
import type { Answer, Question, TableQuery } from './query.ts';
import type { Reader } from './reader.ts';

/** The table whose rows the engine holds, and the column whose words. */
const ENGINE_TABLE = 'images';
const SEARCHED = 'text';

/** A question as the engine takes it; null: one for Postgres. */
export function engineQuestion(table: Table, question: Question): EngineQuestion | null {
  if (table.name !== ENGINE_TABLE || question.where.length + question.through.length > 0) return null;
  if (question.search.some(({ column }) => (column ?? table.config.search) !== SEARCHED)) return null;
  const filters = question.filters.map((filter) => ({ ...filter, column: columnName(table, filter.column) }));
  const outside = question.outside && engineQuestion(table, question.outside);
  return outside === null ? null : { search: question.search, filters, outside };
}

/** Asks the engine, if there is one; null: Postgres is to be asked. */
export async function askEngine<R extends EngineRequest>(
  { place, signal, fresh }: Reader,
  request: R,
  milliseconds: number,
): Promise<Answer<EngineAnswers[R['kind']]> | null> {
  const host = engine();
  return host && place.schema
    ? host.ask(
        place.schema,
        {
          ...request,
          question: { ...request.question, fresh, epoch: place.dataset.epoch, server: place.dataset.server },
        },
        { milliseconds, signal },
      )
    : null;
}

const RANGE = ['gt', 'gte', 'lt', 'lte', 'exact'];
const SCORE = 'aesthetic';

/** Whether one walk along an index of the template gives the page: then nothing is quicker than Postgres. */
function isServedByIndex(table: Table, { search, filters, sort, outside }: TableQuery): boolean {
  const [step, ...others] = sort;
  if (search.length + others.length > 0 || outside) return false;
  const isByScore = step?.column === SCORE && step.descending;
  if (filters.length === 0) return !step || isByScore || table.primaryKey.includes(columnName(table, step.column));
  return isByScore && filters.every(({ column, operator }) => column === SCORE && RANGE.includes(operator));
}

/** The order of a page and its start, `sorted` and `key` as in its token; null: a page for Postgres. */
export function engineOrder(
  table: Table,
  query: TableQuery,
  after: { sorted: (string | null)[]; key: string[] } | null,
): EngineOrder | null {
  if (isServedByIndex(table, query)) return null;
  const steps = query.sort.map(({ column, descending }) => ({ column: columnName(table, column), descending }));
  return { steps, after: after && { values: after.sorted, id: after.key[0] ?? '' } };
}
