import { answerSql, type SqlQuestion } from '../_answer/sql-question.ts';
import { sqlValueCell } from '../_answer/sql-values.ts';
import { csvLine, safeCell } from '../_http/csv-text.ts';
import { textReply, timedOutReply } from '../_http/reply.ts';
import { first } from '../_url/pairs.ts';
import { queryCaching } from './query-json.ts';
import { csvHeaders } from './table-csv.ts';

const ON = ['on', 'true', '1'];

/**
 * The answer of a statement as CSV of section 13. A header `x-truncated` says when the rows are not all there are. Throws
 * what `answerSql` throws.
 */
export async function queryCsv(question: SqlQuestion): Promise<Response> {
  const { pairs, stored, dataset } = question;
  const answer = await answerSql(question);
  if (answer.state === 'timed out') return timedOutReply(answer.milliseconds);
  const { columns, rows, cut } = answer.value;
  const written = ON.includes(first(pairs, '_safe') ?? '') ? safeCell : (cell: string) => cell;
  const header = first(pairs, '_header') === 'off' ? '' : csvLine(columns.map(({ name }) => written(name)));
  const lines = rows.map((row) => csvLine(row.map((text, i) => written(sqlValueCell(text, columns[i]?.type ?? 0)))));
  const { type, headers } = csvHeaders(stored?.name ?? dataset.name, Boolean(first(pairs, '_dl')));
  return textReply(header + lines.join(''), type, {
    ...headers,
    ...queryCaching(question),
    ...(cut === null ? {} : { 'x-truncated': cut }),
  });
}
