import { settings } from '../settings.ts';
import { failureOf } from './failure.ts';
import { type Json, type JsonStyle, jsonText } from './json-text.ts';

const JSON_TYPE = 'application/json; charset=utf-8';

/** For how long a cache may keep an answer; null: the default; 0: not at all. */
export function cacheControl(ttl: number | null): string {
  const seconds = ttl ?? settings().ttl;
  return seconds === 0 ? 'no-cache' : `max-age=${seconds}`;
}

export function textReply(body: BodyInit, type: string, headers: Record<string, string> = {}, status = 200): Response {
  return new Response(body, { status, headers: { 'content-type': type, ...headers } });
}

export function jsonReply(
  body: Json,
  headers: Record<string, string> = {},
  status = 200,
  style: JsonStyle = {},
): Response {
  return textReply(jsonText(body, style), JSON_TYPE, headers, status);
}

export const redirectReply = (location: string): Response => new Response(null, { status: 302, headers: { location } });

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
