import type { Row } from '../../db/query.ts';
import type { Report } from '../_answer/report.ts';
import { absolute, rowLink } from '../_answer/report-links.ts';
import { csvLine, safeCell } from '../_http/csv-text.ts';
import { cacheControl, textReply, timedOutReply } from '../_http/reply.ts';
import { first, type Pairs } from '../_url/pairs.ts';
import { csvHeaders } from './table-csv.ts';

const ON = ['on', 'true', '1'];

/** The images that a report lists, or the addresses it was asked for, a line each with their permanent links. */
export function reportCsv(report: Report, pairs: Pairs): Response {
  const { rows, addresses } = report;
  if (rows.state === 'timed out') return timedOutReply(rows.milliseconds);
  const safe = ON.includes(first(pairs, '_safe') ?? '') ? safeCell : (cell: string) => cell;
  const cells = (row: Row | undefined) =>
    row ? [String(row.id), String(row.text ?? ''), String(row.url), absolute(rowLink(report, row))] : ['', '', '', ''];
  const head = ['id', 'text', 'url', 'link'];
  const table = addresses
    ? [
        ['asked', 'found', ...head],
        ...addresses.flatMap(({ given, found, rows: having }) =>
          (having.length > 0 ? having : [undefined]).map((row) => [given, found ?? '', ...cells(row)]),
        ),
      ]
    : [head, ...rows.value.rows.map(cells)];
  const { type, headers } = csvHeaders('report', Boolean(first(pairs, '_dl')));
  return textReply(table.map((line) => csvLine(line.map(safe))).join(''), type, {
    ...headers,
    'cache-control': cacheControl(null),
  });
}
