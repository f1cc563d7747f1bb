import { requestPairs } from '../_answer/reading.ts';
import type { RowReading } from '../_answer/row.ts';
import { csvLine } from '../_http/csv-text.ts';
import { textReply } from '../_http/reply.ts';
import { first } from '../_url/pairs.ts';
import { cellText, csvHeaders } from './table-csv.ts';

/** One row as CSV. */
export function rowCsv({ table, row }: RowReading): Response {
  const pairs = requestPairs();
  const header = first(pairs, '_header') === 'off' ? '' : csvLine(table.columns.map((column) => column.name));
  const line = csvLine(table.columns.map((column) => cellText(row[column.name], column)));
  const { type, headers } = csvHeaders(table.name, (first(pairs, '_dl') ?? '') !== '');
  return textReply(header + line, type, headers);
}
