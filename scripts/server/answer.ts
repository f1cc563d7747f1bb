import { randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Exchange, withExchange } from '../../app/_http/exchange.ts';
import { pathOfTarget, type Target, targetOf } from './target.ts';

type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface AnswerOptions {
  next: NextHandler;
  publicFiles: () => Set<string>;
  dev: boolean;
  /** Whether scripts of other sites may read the answers. */
  cors: boolean;
  isDraining: () => boolean;
}

/**
 * What Next's own parts tell one another. The pages use none of it, and Next would take a stranger's word for it: it
 * answers `RSC: 1` by a redirect to its internal path.
 */
const OF_NEXT = /^(rsc$|next-|x-middleware-|x-invoke-|x-matched-path$|x-nextjs-)/;

const ALLOW = 'GET, HEAD, OPTIONS';

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type',
  'Access-Control-Expose-Headers': 'Link',
  'Access-Control-Allow-Methods': ALLOW,
  'Access-Control-Max-Age': '3600',
};

/**
 * Answers one request: by a page of Next's with the status and headers that page wished for, by a redirect, or by a
 * refusal. Never throws; a failure that nobody foresaw is logged under the request's id and answered 500.
 */
export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: AnswerOptions,
): Promise<void> {
  const current = exchangeOf(request, response);
  govern(response, current, options);
  try {
    if (request.method === 'OPTIONS') return send(response, 200, 'text/plain', 'ok', { Allow: ALLOW });
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return refuse(response, current.url, 405, 'Method not allowed', { Allow: ALLOW });
    }
    await proceed(targetOf(current.url, options.publicFiles(), options.dev), current, request, response, options);
  } catch (error) {
    console.error(`request ${current.id} ${current.method} ${current.url}\n`, error);
    if (response.headersSent) response.destroy();
    else refuse(response, current.url, 500, `Something failed here; its number in the log is ${current.id}`);
  }
}

async function proceed(
  target: Target,
  current: Exchange,
  request: IncomingMessage,
  response: ServerResponse,
  options: AnswerOptions,
): Promise<void> {
  if (target.kind === 'refused') return refuse(response, current.url, target.status, target.error);
  if (target.kind === 'redirect') return send(response, target.status, 'text/plain', '', { Location: target.location });
  request.url = target.path;
  for (const name of Object.keys(request.headers)) if (OF_NEXT.test(name)) delete request.headers[name];
  await withExchange(current, () => options.next(request, response));
}

function exchangeOf(request: IncomingMessage, response: ServerResponse): Exchange {
  const away = new AbortController();
  // Every statement of a page listens, and a page asks as many as it needs.
  setMaxListeners(0, away.signal);
  response.once('close', () => {
    if (!response.writableFinished) away.abort();
  });
  return {
    id: randomUUID(),
    url: pathOfTarget(request.url ?? '/'),
    method: request.method ?? 'GET',
    headers: request.headers,
    signal: away.signal,
    responseHeaders: {},
  };
}

/** Puts what the page wished for, and what holds for every answer, into the head, at the moment it is sent. */
function govern(response: ServerResponse, current: Exchange, options: AnswerOptions): void {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    const given = rest.find((argument) => typeof argument === 'object' && argument !== null);
    setAll(response, (given ?? {}) as Record<string, string>);
    if (isHtml(response) && !options.dev) {
      // Next forbids to store pages, which would take the browser's instant "back" away.
      response.setHeader('Cache-Control', 'private, no-cache');
    }
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (options.isDraining()) response.setHeader('Connection', 'close');
    if (options.cors) setAll(response, CORS);
    setAll(response, current.responseHeaders);
    // Next knows no status for a page but 200; where it says something else, it knows better than the page.
    return writeHead(status === 200 ? (current.status ?? 200) : status);
  }) as typeof response.writeHead;
}

function isHtml(response: ServerResponse): boolean {
  return String(response.getHeader('content-type') ?? '').startsWith('text/html');
}

function setAll(response: ServerResponse, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string,
  headers: Record<string, string>,
): void {
  response.setHeader('Content-Type', `${type}; charset=utf-8`);
  response.setHeader('Content-Length', Buffer.byteLength(body));
  setAll(response, headers);
  response.writeHead(status);
  response.end(body);
}

/** An error as the format of the address has it: JSON for .json, else plain text. */
function refuse(
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
