import type { Row } from '../../db/query.ts';
import { BadRequest } from '../../db/query.ts';
import { tildeEncode } from '../../db/tilde.ts';
import { valueText } from '../../db/value-text.ts';
import { requestPairs } from '../_answer/reading.ts';
import { incomingRows, type RowReading } from '../_answer/row.ts';
import type { Json } from '../_http/json-text.ts';
import { cacheControl, jsonReply } from '../_http/reply.ts';
import { linkTo } from '../_url/edit.ts';
import { filterKey } from '../_url/filter-arguments.ts';
import { all, first } from '../_url/pairs.ts';
import { readExtras } from '../_url/parse.ts';

const ROW_EXTRAS = [
  'columns',
  'primary_keys',
  'column_details',
  'metadata',
  'database',
  'table',
  'private',
  'foreign_key_tables',
  'query',
];

async function foreignKeyTables(reading: RowReading): Promise<Json> {
  const incoming = await incomingRows(reading);
  return incoming.map(({ table, column, otherColumn, count, question }) => ({
    other_table: table,
    column,
    other_column: otherColumn,
    count,
    link: linkTo(`/${tildeEncode(reading.dataset.name)}/${tildeEncode(table)}`, [
      [filterKey(otherColumn, 'exact'), question.filters[0]?.value ?? ''],
    ]),
  }));
}

function keyTexts({ table, row }: RowReading): string[] {
  return table.primaryKey.map((name) => {
    const column = table.columns.find((c) => c.name === name);
    return valueText(row[name] ?? '', column?.kind === 'float');
  });
}

const shownRow = (row: Row, names: string[], parsed: string[]): { [key: string]: Json } =>
  Object.fromEntries(names.map((name) => [name, parsed.includes(name) ? parsedOr(row[name]) : (row[name] ?? null)]));

function parsedOr(value: Json): Json {
  try {
    return typeof value === 'string' ? JSON.parse(value) : value;
  } catch {
    return value;
  }
}

/** One row as JSON of section 10.2. Throws BadRequest. */
export async function rowJson(reading: RowReading): Promise<Response> {
  const { table, dataset, row } = reading;
  const pairs = requestPairs();
  const extras = readExtras(pairs, ROW_EXTRAS);
  const started = performance.now();
  const names = table.columns.map((column) => column.name);
  const shown = shownRow(row, names, all(pairs, '_json'));
  const shape = first(pairs, '_shape') || 'objects';
  const ttl = /^\d{1,9}$/.test(first(pairs, '_ttl') ?? '') ? Number(first(pairs, '_ttl')) : null;
  const headers = { 'cache-control': cacheControl(ttl) };
  if (shape === 'array') return jsonReply([shown], headers);
  if (shape === 'arrayfirst') return jsonReply([shown[names[0] as string]], headers);
  if (shape === 'object') return jsonReply({ [keyTexts(reading).map(tildeEncode).join(',')]: shown }, headers);
  if (shape !== 'objects' && shape !== 'arrays') throw new BadRequest([`Invalid _shape: ${shape}`]);
  const body: { [key: string]: Json } = {
    ok: true,
    database: dataset.name,
    table: table.name,
    rows: [shape === 'arrays' ? names.map((name) => shown[name]) : shown],
    primary_keys: table.primaryKey,
    primary_key_values: keyTexts(reading),
    truncated: false,
  };
  if (extras.has('columns')) body.columns = names;
  if (extras.has('metadata')) body.metadata = table.config as Json;
  if (extras.has('private')) body.private = false;
  if (extras.has('foreign_key_tables')) body.foreign_key_tables = await foreignKeyTables(reading);
  body.query_ms = Math.round((performance.now() - started) * 1000) / 1000;
  return jsonReply(body, headers);
}
