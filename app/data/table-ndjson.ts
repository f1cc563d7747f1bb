import type { TableReading } from '../_answer/reading.ts';
import { jsonText } from '../_http/json-text.ts';
import { cacheControl, textReply } from '../_http/reply.ts';
import { everyRow, exportedColumns, exportLimit, withLabels } from './export-rows.ts';
import { started } from './table-csv.ts';

async function* lines(reading: TableReading): AsyncGenerator<string> {
  const names = exportedColumns(reading).map(({ name }) => name);
  for await (const rows of everyRow(reading)) {
    const shown = await withLabels(reading, rows, exportLimit(reading));
    yield shown
      .map((row) => `${jsonText(Object.fromEntries(names.map((name) => [name, row[name] ?? null])))}\n`)
      .join('');
  }
}

/** Every row of the question as one JSON object a line. */
export async function tableNdjson(reading: TableReading): Promise<Response> {
  const { request, table } = reading;
  const file = `${table.name.replace(/[^A-Za-z0-9_.-]/g, '_')}.ndjson`;
  return textReply(await started(lines(reading)), 'application/x-ndjson; charset=utf-8', {
    'cache-control': cacheControl(request.ttl),
    ...(request.download ? { 'content-disposition': `attachment; filename="${file}"` } : {}),
  });
}
