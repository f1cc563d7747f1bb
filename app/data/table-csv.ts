import type { Column } from '../../db/catalog.ts';
import type { Row, Value } from '../../db/query.ts';
import { readRows } from '../../db/reader.ts';
import { valueText } from '../../db/value-text.ts';
import type { TableReading } from '../_answer/reading.ts';
import { csvLine, safeCell } from '../_http/csv-text.ts';
import { exchange } from '../_http/exchange.ts';
import { cacheControl, textReply, timedOutReply } from '../_http/reply.ts';
import { streamOf } from '../_http/stream.ts';
import { everyRow, exportedColumns, exportLimit, withLabels } from './export-rows.ts';

/** A value as a cell: nothing for null, floats with their decimal, bytes in base64. */
export const cellText = (value: Value | undefined, column: Pick<Column, 'kind'>): string =>
  value === null || value === undefined ? '' : valueText(value, column.kind === 'float');

/** How a batch of rows becomes lines. */
function lineMaker(reading: TableReading): (row: Row) => string {
  const columns = exportedColumns(reading);
  const written = reading.request.safe ? safeCell : (cell: string) => cell;
  return (row) => csvLine(columns.map(({ name, column }) => written(cellText(row[name], column))));
}

const headerLine = (reading: TableReading): string =>
  reading.request.header ? csvLine(exportedColumns(reading).map(({ name }) => name)) : '';

async function* lines(reading: TableReading): AsyncGenerator<string> {
  const line = lineMaker(reading);
  yield headerLine(reading);
  for await (const rows of everyRow(reading)) {
    yield (await withLabels(reading, rows, exportLimit(reading))).map(line).join('');
  }
}

/** The head of a CSV answer: plain text to look at, a file where `_dl` asks for one. */
export function csvHeaders(name: string, download: boolean): { type: string; headers: Record<string, string> } {
  if (!download) return { type: 'text/plain; charset=utf-8', headers: {} };
  const file = name.replace(/[^A-Za-z0-9_.-]/g, '_');
  return { type: 'text/csv; charset=utf-8', headers: { 'content-disposition': `attachment; filename="${file}.csv"` } };
}

/** The table as CSV of section 13: one page, or with `_stream` every row. Never counts. */
export async function tableCsv(reading: TableReading): Promise<Response> {
  const { request, reader, table } = reading;
  const { type, headers } = csvHeaders(table.name, request.download);
  const cached = { ...headers, 'cache-control': cacheControl(request.ttl) };
  if (request.stream) return textReply(await started(lines(reading)), type, cached);
  const answer = await readRows(reader, request.query, request.columns);
  if (answer.state === 'timed out') return timedOutReply(answer.milliseconds);
  const { rows } = answer.value;
  exchange().rows = rows.length;
  const shown = await withLabels(reading, rows, reader.milliseconds);
  const body = headerLine(reading) + shown.map(lineMaker(reading)).join('');
  return textReply(body, type, cached);
}

/** The stream once its first rows are there, so that what fails before them still gets its status. */
export async function started(parts: AsyncGenerator<string>): Promise<ReadableStream<Uint8Array>> {
  const first = await parts.next();
  const second = first.done ? first : await parts.next();
  async function* again(): AsyncGenerator<string> {
    if (!first.done) yield first.value;
    if (!second.done) {
      yield second.value;
      yield* parts;
    }
  }
  const stream = again();
  return streamOf({
    [Symbol.asyncIterator]: () => ({
      next: () => stream.next(),
      return: async () => {
        // Before its first step `again` would not pass the end on.
        await parts.return(undefined);
        return stream.return(undefined);
      },
    }),
  });
}
