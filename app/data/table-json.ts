import { labelsStatement } from '../../db/queries/labels.ts';
import type { Row, Rows, Value } from '../../db/query.ts';
import { readLabels, readRows } from '../../db/reader.ts';
import type { TableReading } from '../_answer/reading.ts';
import { markPartial } from '../_http/conditional.ts';
import { exchange } from '../_http/exchange.ts';
import { type Json, jsonText } from '../_http/json-text.ts';
import { cacheControl, jsonReply, textReply, timedOutReply } from '../_http/reply.ts';
import { nextUrl } from '../_url/next-url.ts';
import { rowKey } from '../_url/paths.ts';
import { type TableExtras, tableExtras } from './table-extras.ts';

function parsedJson(value: Json): Json {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** The rows as they are shown: chosen columns, labels beside linked values, JSON text parsed where asked. */
async function shownRows({ reader, table, request }: TableReading, rows: Row[]): Promise<{ [key: string]: Json }[]> {
  const shown: { [key: string]: Json }[] = rows.map((row) =>
    Object.fromEntries(request.columns.map((name) => [name, row[name] ?? null])),
  );
  for (const column of request.labels.filter((name) => request.columns.includes(name))) {
    const statement = labelsStatement(reader.place, table, column, rows);
    if (!statement) continue;
    const labels = await readLabels(reader, statement);
    for (const row of shown) {
      const value = row[column] as Value;
      if (value !== null) row[column] = { value, label: labels.get(String(value)) ?? String(value) };
    }
  }
  for (const column of request.jsonColumns) for (const row of shown) row[column] = parsedJson(row[column]);
  return shown;
}

/** Whether a count or a facet was asked for and is not known. */
function isPartial({ count, count_truncated, facet_results: facets }: TableExtras): boolean {
  const timedOut = (facets as { timed_out?: Json[] } | undefined)?.timed_out ?? [];
  return count === null || count_truncated === true || timedOut.length > 0;
}

/** The table as JSON of section 10.1, in the shape asked for; every shape links to the next page in its headers. */
export async function tableJson(reading: TableReading): Promise<Response> {
  const { request, reader } = reading;
  const [answer, extras] = await Promise.all([
    readRows(reader, request.query, request.columns),
    request.shape.startsWith('array') && request.shape !== 'arrays' ? {} : tableExtras(reading),
  ]);
  if (answer.state === 'timed out') return timedOutReply(answer.milliseconds);
  const { next, rows: found }: Rows = answer.value;
  exchange().rows = found.length;
  const url = nextUrl(reading, next);
  const headers: Record<string, string> = {
    'cache-control': cacheControl(request.ttl),
    ...(url ? { link: `<${url}>; rel="next"` } : {}),
  };
  const rows = await shownRows(reading, found);
  const style = { infinity: request.jsonInfinity };
  if (request.newlineDelimited) {
    return textReply(rows.map((row) => jsonText(row, style)).join('\n'), 'text/plain; charset=utf-8', headers);
  }
  const shaped: Record<string, () => Json> = {
    objects: () => ({ ok: true, next, next_url: url, ...extras, rows, truncated: false }),
    arrays: () => ({
      ok: true,
      next,
      next_url: url,
      ...extras,
      rows: rows.map((row) => request.columns.map((name) => row[name])),
      truncated: false,
    }),
    array: () => rows,
    arrayfirst: () => rows.map((row) => row[request.columns[0] as string]),
    object: () => Object.fromEntries(rows.map((row, i) => [rowKey(reading.table, found[i] as Row), row])),
  };
  const reply = jsonReply(shaped[request.shape]?.() ?? rows, headers, 200, style);
  return isPartial(extras) ? markPartial(reply) : reply;
}
