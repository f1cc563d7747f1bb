import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type Exchange, exchange } from '../../app/_http/exchange.ts';
import { type AnswerOptions, answer } from '../../scripts/server/answer.ts';
import { SERVER_PARTS } from './server/parts.ts';

type Page = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server whose pages are all `page`, as if Next rendered it; returns its address without a slash at the end. */
async function serve(page: Page, more: Partial<AnswerOptions> = {}): Promise<string> {
  const next = async (incoming: IncomingMessage, response: ServerResponse) => page(incoming, response);
  const options: AnswerOptions = { ...SERVER_PARTS, next, publicFiles: () => new Set(['/a%20file.txt']), ...more };
  server = createServer({ maxHeaderSize: 64 * 1024 }, (incoming, response) => void answer(incoming, response, options));
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const html: Page = (_, response) => {
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store, must-revalidate');
  response.end('<p>page');
};

test('a page sees the address as it was sent, Next only which page it is', async () => {
  let seen: Exchange | undefined;
  let path: string | undefined;
  const address = await serve((incoming, response) => {
    seen = exchange();
    path = incoming.url;
    html(incoming, response);
  });
  await fetch(`${address}/data-set/images?b=2&a=1&b=%E0%A4%A&_search=`);
  expect(seen?.url).toBe('/data-set/images?b=2&a=1&b=%E0%A4%A&_search=');
  expect(path).not.toContain('?');
});

test('the status and the headers a page wishes for win over those of Next', async () => {
  const address = await serve((incoming, response) => {
    exchange().status = 400;
    exchange().responseHeaders.link = '</next>; rel="next"';
    html(incoming, response);
  });
  const response = await fetch(`${address}/`);
  expect(response.status).toBe(400);
  expect(response.headers.get('link')).toBe('</next>; rel="next"');
});

test('a page may be kept for going back, unless it says otherwise', async () => {
  const address = await serve((incoming, response) => {
    if (exchange().url.includes('secret')) exchange().responseHeaders['cache-control'] = 'no-store';
    html(incoming, response);
  });
  expect((await fetch(`${address}/`)).headers.get('cache-control')).toBe('private, no-cache');
  expect((await fetch(`${address}/?secret`)).headers.get('cache-control')).toBe('no-store');
});

test('a page that fails is a 500 that names its request, and the server goes on', async () => {
  const address = await serve((_, response) => {
    if (exchange().url === '/?fail') throw new Error('made to fail by a test');
    response.end('well');
  });
  const failed = await fetch(`${address}/?fail`);
  expect(failed.status).toBe(500);
  expect(await failed.text()).toMatch(/[0-9a-f-]{36}$/);
  expect(await (await fetch(`${address}/`)).text()).toBe('well');
});

test('the signal is aborted when the client goes away, and not when it has its answer', async () => {
  const signals: AbortSignal[] = [];
  const address = await serve((_, response) => {
    signals.push(exchange().signal);
    if (exchange().url === '/?wait') response.write('and then …');
    else response.end('all');
  });
  await (await fetch(`${address}/`)).text();
  await new Promise<void>((resolve) => {
    const waiting = request(`${address}/?wait`, (response) => response.once('data', () => waiting.destroy()));
    waiting
      .on('error', () => {})
      .on('close', resolve)
      .end();
  });
  await expect.poll(() => signals.map((signal) => signal.aborted)).toEqual([false, true]);
});

test('there is no exchange outside of a request', () => {
  expect(exchange).toThrow(/no request/);
});

test.each([
  ['/_next/static/%E0%A4%A', 400],
  ['/?_search=%00', 400],
  [`/?_search=${'x'.repeat(17_000)}`, 414],
])('%.40s is refused', async (path, status) => {
  const address = await serve(html);
  const response = await fetch(address + path);
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
});

test('an error in JSON where JSON was asked for', async () => {
  const address = await serve(html);
  const response = await fetch(`${address}/data-set/images.json`, { method: 'DELETE' });
  expect(await response.json()).toEqual({
    ok: false,
    error: 'Method not allowed',
    errors: ['Method not allowed'],
    status: 405,
  });
});
