import type { ServerResponse } from 'node:http';
import { setAll } from './head.ts';

/** An answer of the server's own, without a page. */
export function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.setHeader('Content-Type', type.includes('charset') ? type : `${type}; charset=utf-8`);
  response.setHeader('Content-Length', Buffer.byteLength(body));
  setAll(response, headers);
  response.writeHead(status);
  response.end(body);
}

/** An error as the format of the address has it: JSON for .json, else plain text. */
export function refuse(
  response: ServerResponse,
  url: string,
  status: number,
  error: string,
  headers: Record<string, string> = {},
): void {
  const isJson = /^[^?]*\.json(\?|$)/.test(url);
  const body = isJson ? JSON.stringify({ ok: false, error, errors: [error], status }) : error;
  send(response, status, isJson ? 'application/json' : 'text/plain', body, headers);
}
