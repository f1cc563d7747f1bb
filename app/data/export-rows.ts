import type { Column } from '../../db/catalog.ts';
import { ask } from '../../db/deadline.ts';
import { exportRows, tookTooLong } from '../../db/export.ts';
import { pool } from '../../db/pools.ts';
import { labelsStatement } from '../../db/queries/labels.ts';
import { everyRowStatement } from '../../db/queries/rows.ts';
import { BadRequest, type Row, type Value } from '../../db/query.ts';
import type { TableReading } from '../_answer/reading.ts';
import { type Exchange, exchange } from '../_http/exchange.ts';
import { loginsOf, settings } from '../settings.ts';

const CONNECTIONS = 4;

/** The columns of an export in their order: a linked column that shows labels is followed by its labels. */
export function exportedColumns({
  table,
  request,
}: TableReading): { name: string; column: Column; isLabel: boolean }[] {
  return request.columns.flatMap((name) => {
    const column = table.columns.find((c) => c.name === name) as Column;
    const own = { name, column, isLabel: false };
    return request.labels.includes(name) ? [own, { name: `${name}_label`, column, isLabel: true }] : [own];
  });
}

/** Milliseconds for each batch of an export: a condition in a visitor's SQL has a visitor's time. */
export function exportLimit({ request }: TableReading): number {
  const { exportTimeLimit, sqlTimeLimit } = settings();
  return request.query.where.length > 0 ? Math.min(exportTimeLimit, sqlTimeLimit) : exportTimeLimit;
}

/** The labels of a column by the key they are linked with. Throws BadRequest when they take too long. */
async function labelsOf(
  { reader, table }: TableReading,
  column: string,
  rows: Row[],
  milliseconds: number,
): Promise<Map<string, Value>> {
  const statement = labelsStatement(reader.place, table, column, rows);
  if (!statement) return new Map();
  const answer = await ask(reader.pool, statement, { milliseconds, signal: reader.signal });
  if (answer.state === 'timed out') throw tookTooLong(`the labels of ${column}`, milliseconds);
  return new Map(answer.value.map((row) => [String(row.key), row.label ?? null]));
}

/**
 * The rows with the labels of their linked columns beside them, under `COLUMN_label`. A cell without one says that there
 * is none: where they take too long, BadRequest is thrown.
 */
export async function withLabels(reading: TableReading, rows: Row[], milliseconds: number): Promise<Row[]> {
  const { request } = reading;
  for (const column of request.labels.filter((name) => request.columns.includes(name))) {
    const labels = await labelsOf(reading, column, rows, milliseconds);
    for (const row of rows) row[`${column}_label`] = labels.get(String(row[column])) ?? null;
  }
  return rows;
}

/**
 * Every row of the question, in batches, from a pool of its own. Throws BadRequest when a page was asked for, and when a
 * batch takes too long.
 */
export function everyRow(reading: TableReading): AsyncGenerator<Row[]> {
  const { request, reader } = reading;
  if (request.query.next !== null)
    throw new BadRequest(['_next not allowed for CSV streaming: an export holds every row']);
  const { readerUrl } = loginsOf(reader.place.dataset.server);
  const from = request.query.where.length > 0 ? reader.pool : pool('exports', readerUrl, CONNECTIONS);
  const statement = everyRowStatement(reader.place, request.query, request.columns);
  const current = exchange();
  const limits = { milliseconds: exportLimit(reading), signal: current.signal };
  return counted(exportRows(from, statement, limits), current);
}

/** The same batches; how many rows have passed is said of the answer. */
async function* counted(batches: AsyncGenerator<Row[]>, current: Exchange): AsyncGenerator<Row[]> {
  current.rows = 0;
  for await (const rows of batches) {
    current.rows += rows.length;
    yield rows;
  }
}
