import type { Dataset } from '../../db/catalog.ts';
import type { StoredQuery } from '../../db/config.ts';
import { type Answer, BadRequest } from '../../db/query.ts';
import { parameterNames } from '../../db/sql-page/parameters.ts';
import { runStatement, type SqlResult } from '../../db/sql-page/run.ts';
import { checkStatement } from '../../db/sql-page/statement.ts';
import { exchange } from '../_http/exchange.ts';
import { Forbidden } from '../_url/arguments.ts';
import { first, type Pairs } from '../_url/pairs.ts';
import { loginsOf, type Settings, settings } from '../settings.ts';
import { datasetOf, NotFound, requestPairs } from './reading.ts';

/** Bytes of rows that one statement may send; what is more is cut off on its way. */
const MOST_BYTES = 8 * 1024 * 1024;

/** A stored query is our own statement and may have other processes help. */
const STORED_PARAMETERS: Record<string, string> = { max_parallel_workers_per_gather: '2' };

/** A statement of SQL that a URL asks for. */
export interface SqlQuestion {
  dataset: Dataset;
  pairs: Pairs;
  /** As it was written; blank: none was given. */
  sql: string;
  /** The stored query it is; null: the visitor wrote it. */
  stored: ({ name: string } & StoredQuery) | null;
  /** The statement's parameters with the values the URL gives them, blank where it gives none. */
  parameters: { name: string; value: string }[];
}

/** Why visitors cannot write SQL here; null: they can. */
export function sqlOff(known: Settings = settings()): string | null {
  if (!known.allowSql) return 'Questions in SQL are switched off here.';
  if (known.sqlUrl === '')
    return `Questions in SQL are off: ${known.sqlOffReason || 'no database user is set for them.'}`;
  return null;
}

function questionOf(dataset: Dataset, pairs: Pairs, sql: string, stored: SqlQuestion['stored']): SqlQuestion {
  const parameters = parameterNames(sql).map((name) => ({ name, value: first(pairs, name) ?? '' }));
  return { dataset, pairs, sql, stored, parameters };
}

/** The statement in this request's `sql`. Throws NotFound, and Forbidden with the reason where SQL is off. */
export async function readSqlQuestion(datasetName: string): Promise<SqlQuestion> {
  const dataset = await datasetOf(datasetName);
  const reason = sqlOff();
  if (reason !== null) throw new Forbidden(reason);
  const pairs = requestPairs();
  return questionOf(dataset, pairs, first(pairs, 'sql') ?? '', null);
}

/** What answers at a table's address: the table, or where there is none the stored query of its name. */
export async function tableOrStored<T>(
  address: { dataset: string; table: string },
  asTable: () => Promise<T>,
  asStored: (question: SqlQuestion) => Promise<T>,
): Promise<T> {
  try {
    return await asTable();
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    const dataset = await datasetOf(address.dataset);
    const query = dataset.tables.has(address.table) ? undefined : dataset.queries.get(address.table);
    if (!query) throw error;
    return asStored(questionOf(dataset, requestPairs(), query.sql, { name: address.table, ...query }));
  }
}

/**
 * Runs the statement within the limits of the settings: a visitor's as the sql role, after it was checked; a stored
 * query as that role too, or where there is none as the pages' own. Throws BadRequest, SqlError, TooBusy, or an outage.
 */
export async function answerSql({ dataset, sql, stored, parameters }: SqlQuestion): Promise<Answer<SqlResult>> {
  if (sql.trim() === '') throw new BadRequest(['?sql= is required']);
  if (parameters.some(({ value }) => value.includes('\0')) || sql.includes('\0')) {
    throw new BadRequest(['the character U+0000 cannot be used in SQL']);
  }
  const { sqlTimeLimit, maxPageSize } = settings();
  const { sqlUrl, readerUrl } = loginsOf(dataset.server);
  const source = {
    url: stored ? sqlUrl || readerUrl : sqlUrl,
    schema: dataset.schema,
    parameters: stored ? STORED_PARAMETERS : undefined,
  };
  const statement = stored ? sql : checkStatement(sql, dataset.schema);
  const values = new Map(parameters.map(({ name, value }) => [name, value]));
  return runStatement(source, statement, (name) => values.get(name) ?? '', {
    milliseconds: sqlTimeLimit,
    rows: maxPageSize,
    bytes: MOST_BYTES,
    signal: exchange().signal,
  });
}

/** What came of a statement, for a page that shows the statement in any case. */
export type SqlOutcome = Answer<SqlResult> | { state: 'blank' } | { state: 'refused'; error: BadRequest };

/** Runs the statement, if there is one; what is wrong with it is an outcome too. Throws TooBusy, or an outage. */
export async function sqlOutcome(question: SqlQuestion): Promise<SqlOutcome> {
  if (question.sql.trim() === '') return { state: 'blank' };
  try {
    return await answerSql(question);
  } catch (error) {
    if (error instanceof BadRequest) return { state: 'refused', error };
    throw error;
  }
}
