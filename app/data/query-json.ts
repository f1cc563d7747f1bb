import { BadRequest } from '../../db/query.ts';
import type { SqlResult } from '../../db/sql-page/run.ts';
import { placeOf, type SqlError } from '../../db/sql-page/sql-error.ts';
import { answerSql, type SqlQuestion } from '../_answer/sql-question.ts';
import { sqlValueJson } from '../_answer/sql-values.ts';
import { failureOf } from '../_http/failure.ts';
import { type Json, jsonText } from '../_http/json-text.ts';
import { cacheControl, jsonReply, textReply, timedOutReply } from '../_http/reply.ts';
import { all, first, type Pairs } from '../_url/pairs.ts';
import { readExtras } from '../_url/parse.ts';

const SHAPES = ['objects', 'arrays', 'array', 'arrayfirst'];

const ON = ['on', 'true', '1'];

/** What `_extra=` may add. */
const EXTRAS = ['columns', 'query', 'database', 'metadata', 'private', 'extras'];

function shapeOf(pairs: Pairs): string {
  const shape = first(pairs, '_shape') || 'objects';
  if (shape === 'object') throw new BadRequest(['_shape=object is only available on tables']);
  if (!SHAPES.includes(shape)) throw new BadRequest([`Invalid _shape: ${shape} (shapes: ${SHAPES.join(', ')})`]);
  return shape;
}

/** A stored query's answer may be kept by caches for a while, a visitor's statement is not. */
export function queryCaching({ stored, pairs }: SqlQuestion): Record<string, string> {
  if (!stored) return {};
  const ttl = first(pairs, '_ttl') ?? '';
  return { 'cache-control': cacheControl(/^\d{1,9}$/.test(ttl) ? Number(ttl) : null) };
}

function extrasOf(question: SqlQuestion, result: SqlResult): { [key: string]: Json } {
  const { dataset, sql, stored, parameters, pairs } = question;
  const asked = readExtras(pairs, EXTRAS);
  const extras: { [key: string]: Json } = {
    columns: result.columns.map(({ name }) => name),
    query: { sql, params: Object.fromEntries(parameters.map(({ name, value }) => [name, value])) },
    database: dataset.name,
    metadata: stored ? { title: stored.title, description: stored.description } : {},
    private: false,
    extras: EXTRAS.map((name) => ({ name, selected: asked.has(name) })),
  };
  return Object.fromEntries(Object.entries(extras).filter(([name]) => asked.has(name)));
}

/** The text of JSON that a value holds, or the value itself. */
function embedded(text: string, json: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    return json;
  }
}

/** Every value as JSON, in rows as they came: columns of one name keep a value each. */
function cellsOf(result: SqlResult, pairs: Pairs): string[][] {
  const parsed = all(pairs, '_json');
  const style = { infinity: ON.includes(first(pairs, '_json_infinity') ?? '') };
  return result.rows.map((row) =>
    row.map((text, i) => {
      const { name, type } = result.columns[i] as SqlResult['columns'][number];
      const json = sqlValueJson(text, type, style);
      return text !== null && parsed.includes(name) ? embedded(text, json) : json;
    }),
  );
}

/** Rows as objects: of columns that share a name the last one stays. */
function objectsOf(result: SqlResult, cells: string[][]): string[] {
  const places = [...new Map(result.columns.map(({ name }, i) => [name, i]))];
  const keys = places.map(([name, i]) => [JSON.stringify(name), i] as const);
  return cells.map((row) => `{${keys.map(([key, i]) => `${key}: ${row[i]}`).join(', ')}}`);
}

function bodyOf(question: SqlQuestion, result: SqlResult, shape: string): string {
  const cells = cellsOf(result, question.pairs);
  if (shape === 'arrayfirst') return `[${cells.map((row) => row[0] ?? 'null').join(', ')}]`;
  const rows = shape === 'arrays' ? cells.map((row) => `[${row.join(', ')}]`) : objectsOf(result, cells);
  if (shape === 'array') return `[${rows.join(', ')}]`;
  const extras = Object.entries(extrasOf(question, result))
    .map(([key, value]) => `${JSON.stringify(key)}: ${jsonText(value)}, `)
    .join('');
  return `{"ok": true, ${extras}"rows": [${rows.join(', ')}], "truncated": ${result.cut !== null}}`;
}

/** The answer of a statement as JSON of section 10.3, in the shape asked for. Throws what `answerSql` throws. */
export async function queryJson(question: SqlQuestion): Promise<Response> {
  const shape = shapeOf(question.pairs);
  readExtras(question.pairs, EXTRAS);
  const answer = await answerSql(question);
  if (answer.state === 'timed out') return timedOutReply(answer.milliseconds);
  const headers = queryCaching(question);
  if (shape === 'array' && ON.includes(first(question.pairs, '_nl') ?? '')) {
    const lines = objectsOf(answer.value, cellsOf(answer.value, question.pairs)).join('\n');
    return textReply(lines, 'text/plain; charset=utf-8', headers);
  }
  return textReply(bodyOf(question, answer.value, shape), 'application/json; charset=utf-8', headers);
}

/** The error body of section 11 for a statement that could not be run; `position` says where it is wrong. */
export function sqlErrorReply(error: SqlError): Response {
  const { status, errors } = failureOf(error);
  const position =
    error.position === null ? undefined : { offset: error.position, ...placeOf(error.sql, error.position) };
  return jsonReply(
    { ok: false, error: errors.join('; '), errors, status, position, rows: [], truncated: false },
    {},
    status,
  );
}
