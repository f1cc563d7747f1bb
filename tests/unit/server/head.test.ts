import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { exchange } from '../../../app/_http/exchange.ts';
import { type AnswerOptions, answer } from '../../../scripts/server/answer.ts';
import { SERVER_PARTS } from './parts.ts';

let server: Server;
let seenByNext: IncomingHttpHeaders = {};
afterEach(() => void server.close());

/** Asks a server whose pages are empty; those of `/pictures` say that the visitor wants pictures. */
async function ask(path: string, headers: Record<string, string> = {}, more: Partial<AnswerOptions> = {}) {
  const options: AnswerOptions = {
    ...SERVER_PARTS,
    publicFiles: () => new Set<string>(),
    next: async (request, response) => {
      seenByNext = { ...request.headers };
      exchange().showsPictures = exchange().url === '/pictures';
      const type = exchange().url.includes('.json') ? 'application/json' : 'text/html; charset=utf-8';
      response.setHeader('Content-Type', type).end('{}');
    },
    ...more,
  };
  server = createServer((request, response) => void answer(request, response, options));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers });
}

const policyOf = (response: Response) => response.headers.get('content-security-policy') ?? '';
const nonceOf = (policy: string) => /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';

test('a page runs scripts with its own nonce, which Next is told, and nothing else', async () => {
  const policy = policyOf(await ask('/'));
  expect(nonceOf(policy)).toMatch(/^[A-Za-z0-9+/]{22}==$/);
  expect(nonceOf(String(seenByNext['content-security-policy']))).toBe(nonceOf(policy));
  expect(policy).toMatch(/^default-src 'none'; script-src 'nonce-[^']+' 'strict-dynamic'; style-src 'self'; /);
  expect(policy).not.toMatch(/unsafe|\*/);
  expect(nonceOf(policyOf(await ask('/')))).not.toBe(nonceOf(policy));
});

test('a stranger cannot choose the nonce', async () => {
  const mine = "script-src 'nonce-c3RyYW5nZXI='";
  const response = await ask('/', { 'content-security-policy': mine, 'content-security-policy-report-only': mine });
  expect(policyOf(response)).not.toContain('c3RyYW5nZXI=');
  expect(JSON.stringify(seenByNext)).not.toContain('c3RyYW5nZXI=');
});

test('pictures of other sites only where the page says so', async () => {
  expect(policyOf(await ask('/'))).toContain("img-src 'self' data:;");
  expect(policyOf(await ask('/pictures'))).toContain("img-src 'self' data: https: http:;");
});

test('data loads and runs nothing when it is opened by itself', async () => {
  expect(policyOf(await ask('/set/images.json'))).toMatch(/^default-src 'none';.* frame-ancestors 'none'$/);
});

test.each(['/', '/set/images.json', '/set/images/', '/?_search=%00', '/-/healthz'])(
  '%s keeps harm away',
  async (path) => {
    const { headers } = await ask(path);
    expect(Object.fromEntries(headers)).toMatchObject({
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringMatching(/camera=\(\).*geolocation=\(\)/),
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
  },
);

test.each([
  ['/', null],
  ['/set/images', null],
  ['/set/images?_facet=site_id', 'noindex'],
  ['/set/images.json', 'noindex'],
  ['/set/site/artstation.com', null],
])('search engines and %s', async (path, expected) => {
  expect((await ask(path)).headers.get('x-robots-tag')).toBe(expected);
});

test('Next hears of no host and no proxy', async () => {
  await ask('/', { 'x-forwarded-host': 'evil.example', forwarded: 'host=evil.example', 'x-forwarded-proto': 'gopher' });
  expect(seenByNext.host).toBe('localhost');
  expect(Object.keys(seenByNext).filter((name) => name.includes('forwarded'))).toEqual([]);
});

test('the development server is looser, in what it must be', async () => {
  const policy = policyOf(await ask('/', {}, { dev: true }));
  expect(policy).toContain("'strict-dynamic' 'unsafe-eval'");
  expect(policy).toContain("frame-ancestors 'none'");
});
