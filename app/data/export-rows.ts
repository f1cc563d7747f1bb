import type { Column } from '../../db/catalog.ts';
import { exportRows } from '../../db/export.ts';
import { pool } from '../../db/pools.ts';
import { labelsStatement } from '../../db/queries/labels.ts';
import { everyRowStatement } from '../../db/queries/rows.ts';
import { BadRequest, type Row } from '../../db/query.ts';
import { readLabels } from '../../db/reader.ts';
import type { TableReading } from '../_answer/reading.ts';
import { exchange } from '../_http/exchange.ts';
import { settings } from '../settings.ts';

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

/** The rows with the labels of their linked columns beside them, under `COLUMN_label`. */
export async function withLabels({ reader, table, request }: TableReading, rows: Row[]): Promise<Row[]> {
  for (const column of request.labels.filter((name) => request.columns.includes(name))) {
    const statement = labelsStatement(reader.place, table, column, rows);
    const labels = statement ? await readLabels(reader, statement) : new Map();
    for (const row of rows) row[`${column}_label`] = labels.get(String(row[column])) ?? null;
  }
  return rows;
}

/** Every row of the question, in batches, from a pool of its own. Throws BadRequest when a page was asked for. */
export function everyRow(reading: TableReading): AsyncGenerator<Row[]> {
  const { request, reader } = reading;
  if (request.query.next !== null)
    throw new BadRequest(['_next not allowed for CSV streaming: an export holds every row']);
  const { readerUrl, exportTimeLimit } = settings();
  const from = request.query.where.length > 0 ? reader.pool : pool('exports', readerUrl, CONNECTIONS);
  const statement = everyRowStatement(reader.place, request.query, request.columns);
  return exportRows(from, statement, { milliseconds: exportTimeLimit, signal: exchange().signal });
}
