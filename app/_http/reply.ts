import { settings } from '../settings.ts';
import { failureOf } from './failure.ts';
import { type Json, type JsonStyle, jsonText } from './json-text.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

const CORS_HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'Authorization, Content-Type',
  'access-control-expose-headers': 'Link',
  'access-control-allow-methods': 'GET, POST, HEAD, OPTIONS',
  'access-control-max-age': '3600',
};

/** Headers every answer of data carries. */
export const commonHeaders = (): Record<string, string> => ({
  'referrer-policy': 'no-referrer',
  ...(settings().cors ? CORS_HEADERS : {}),
});

/** For how long a cache may keep an answer; null: the default; 0: not at all. */
export function cacheControl(ttl: number | null): string {
  const seconds = ttl ?? settings().ttl;
  return seconds === 0 ? 'no-cache' : `max-age=${seconds}`;
}

export function textReply(body: BodyInit, type: string, headers: Record<string, string> = {}, status = 200): Response {
  return new Response(body, { status, headers: { 'content-type': type, ...commonHeaders(), ...headers } });
}

export function jsonReply(
  body: Json,
  headers: Record<string, string> = {},
  status = 200,
  style: JsonStyle = {},
): Response {
  return textReply(jsonText(body, style), JSON_TYPE, headers, status);
}

/** The error body of section 11. */
export function errorReply(error: unknown): Response {
  const { status, errors } = failureOf(error);
  const headers: Record<string, string> = status === 503 ? { 'retry-after': '2' } : {};
  return jsonReply({ ok: false, error: errors.join('; '), errors, status }, headers, status);
}

/** A statement of the visitor's took longer than it may. */
export function timedOutReply(milliseconds: number): Response {
  const error = `SQL query took too long: more than ${milliseconds} ms. Narrow the question, or ask for fewer rows.`;
  return jsonReply({ ok: false, error, errors: [error], status: 400, rows: [], truncated: false }, {}, 400);
}
