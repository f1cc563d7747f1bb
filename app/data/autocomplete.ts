import { ask } from '../../db/deadline.ts';
import { autocompleteStatement } from '../../db/queries/autocomplete.ts';
import { BadRequest } from '../../db/query.ts';
import { datasetOf, readerOf, requestPairs, tableIn } from '../_answer/reading.ts';
import { cacheControl, jsonReply } from '../_http/reply.ts';
import { first } from '../_url/pairs.ts';

const TIME_LIMIT = 500;

/** `{"ok", "rows": [{"pks", "label"}]}`: at most ten rows whose label or key holds `q`; none when it takes too long. */
export async function autocomplete(datasetName: string, tableName: string): Promise<Response> {
  const dataset = await datasetOf(datasetName);
  const table = tableIn(dataset, tableName);
  const text = first(requestPairs(), 'q') ?? '';
  if (text.includes('\0')) throw new BadRequest(['q holds the character U+0000, which no row holds']);
  const headers = { 'cache-control': cacheControl(null) };
  if (text.trim() === '' || table.primaryKey.length === 0) return jsonReply({ ok: true, rows: [] }, headers);
  const reader = readerOf(dataset, TIME_LIMIT);
  const answer = await ask(reader.pool, autocompleteStatement(reader.place, table, text), reader);
  const found = answer.state === 'answered' ? answer.value : [];
  const rows = found.map((row) => ({
    pks: Object.fromEntries(table.primaryKey.map((key) => [key, row[key] ?? null])),
    label: String(row[table.config.labelColumn ?? ''] ?? table.primaryKey.map((key) => row[key]).join(', ')),
  }));
  return jsonReply({ ok: true, rows }, headers);
}
