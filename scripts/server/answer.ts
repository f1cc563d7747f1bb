import { randomBytes, randomUUID } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Exchange, withExchange } from '../../app/_http/exchange.ts';
import { type Asked, askedBy } from './asked.ts';
import { cut } from './cut.ts';
import { ALLOW, govern, type HeadOptions, pagePolicy } from './head.ts';
import type { Limits } from './limits.ts';
import type { Observer } from './observer.ts';
import type { Operation } from './operation.ts';
import { refusalOf } from './refusal.ts';
import { refuse, send } from './reply.ts';
import { isFile, pathOfTarget, type Target, targetOf } from './target.ts';

type NextHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface AnswerOptions extends HeadOptions {
  next: NextHandler;
  publicFiles: () => Set<string>;
  limits: Limits;
  clientOf: (request: IncomingMessage) => string;
  operation: Operation;
  observer: Observer;
}

/**
 * What Next's own parts tell one another, and what a proxy says of the client. The pages use none of it, and Next would
 * take a stranger's word for it: it answers `RSC: 1` by a redirect to its internal path.
 */
const NOT_FOR_NEXT = /^(rsc$|next-|x-middleware-|x-invoke-|x-matched-path$|x-nextjs-|x-forwarded-|forwarded$)/;

/** The host that Next is told, so that a stranger's never gets into an answer; links begin with the setting ORIGIN. */
const HOST_FOR_NEXT = 'localhost';

/**
 * Answers one request: by a page of Next's with the status and headers that page wished for, by a redirect, or by a
 * refusal. Never throws; a failure that nobody foresaw is logged under the request's id and answered 500.
 */
export async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: AnswerOptions,
): Promise<void> {
  const current = exchangeOf(request, response, options);
  const asked = askedBy(current.url, isFile(pathOf(current.url), options.publicFiles(), options.dev));
  govern(response, current, options);
  options.observer.watch(request, response, { current, asked, client: options.clientOf(request) });
  try {
    const refusal = refusalOf(request);
    if (refusal) return refuse(response, current.url, refusal.status, refusal.error, refusal.headers);
    if (request.method === 'OPTIONS') return send(response, 200, 'text/plain', 'ok', { Allow: ALLOW });
    if (await options.operation.answer(pathOf(current.url), response)) return;
    if (!(await isAdmitted(request, response, current, asked, options))) return;
    await proceed(targetOf(current.url, options.publicFiles(), options.dev), current, request, response, options);
  } catch (error) {
    current.report(error);
    if (response.headersSent) cut(response);
    else refuse(response, current.url, 500, `Something failed here; its number in the log is ${current.id}`);
  }
}

const pathOf = (url: string): string => url.split('?', 1)[0] ?? url;

/** Counts the request against the limits of its client; answers 429 where they are reached. */
async function isAdmitted(
  request: IncomingMessage,
  response: ServerResponse,
  { url }: Exchange,
  asked: Asked,
  { limits, clientOf }: AnswerOptions,
): Promise<boolean> {
  const admission = await limits.admit(clientOf(request), asked);
  if ('leave' in admission) {
    if (response.closed) admission.leave();
    else response.once('close', admission.leave);
    return true;
  }
  refuse(response, url, 429, admission.why, { 'Retry-After': String(admission.retryAfter) });
  return false;
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
  for (const name of Object.keys(request.headers)) if (NOT_FOR_NEXT.test(name)) delete request.headers[name];
  if (!options.dev) request.headers.host = HOST_FOR_NEXT;
  delete request.headers['content-security-policy-report-only'];
  // Next takes the nonce for its scripts from here.
  request.headers['content-security-policy'] = pagePolicy(current, options.dev);
  // A failure in the middle of an answer without chunks would else look like its end.
  if (request.httpVersionMinor === 0) cutOnDestroy(response);
  await withExchange(current, () => options.next(request, response));
}

function cutOnDestroy(response: ServerResponse): void {
  const destroy = response.destroy.bind(response);
  response.destroy = (error?: Error) => {
    if (!response.writableFinished) response.socket?.resetAndDestroy();
    return destroy(error);
  };
}

function exchangeOf(request: IncomingMessage, response: ServerResponse, { observer }: AnswerOptions): Exchange {
  const away = new AbortController();
  // Every statement of a page listens, and a page asks as many as it needs; of an answer's end Next wants to know, too.
  setMaxListeners(0, away.signal, response);
  response.once('close', () => {
    if (!response.writableFinished) away.abort();
  });
  const id = randomUUID();
  return {
    id,
    nonce: randomBytes(16).toString('base64'),
    url: pathOfTarget(request.url ?? '/'),
    method: request.method ?? 'GET',
    headers: request.headers,
    signal: away.signal,
    responseHeaders: {},
    report: (error) => observer.report(id, error),
  };
}
