import { describe, expect, test } from 'vitest';
import { ask } from '../ask.ts';

const DATA = [
  '/golden/images.json?_size=1',
  '/golden/images.csv?_size=1',
  '/golden/images/5.json',
  '/golden.json',
  '/.json',
  '/golden/big_images.json?_size=1',
];
const ERRORS = [
  '/golden/images.json?_sort=nope',
  '/golden/images.csv?_sort=nope',
  '/nope.json',
  '/golden/images/0.json',
  '/golden/images?_sort=nope',
  '/nope',
];
const REDIRECTS = ['/golden/images/', '/golden?sql=select+1', '/golden/oddkeys/a%2Fb'];
const ALL = [...DATA, ...ERRORS, ...REDIRECTS, '/golden/images?_size=1', '/'];

describe('for how long an answer may be kept', () => {
  test.each([
    ['', 'max-age=5'],
    ['_ttl=60', 'max-age=60'],
    ['_ttl=0', 'no-cache'],
    ['_ttl=', 'max-age=5'],
    ['_ttl=abc', 'max-age=5'],
    ['_ttl=-1', 'max-age=5'],
    ['_ttl=60&_ttl=0', 'max-age=60'],
  ])('%s → %s', async (asked, wanted) => {
    for (const target of ['/golden/images.json', '/golden/images.csv', '/golden/images/5.json']) {
      const { headers } = await ask(`${target}?${asked}`);
      expect({ target, kept: headers['cache-control'] }).toEqual({ target, kept: expect.stringContaining(wanted) });
    }
  });

  test('data for a moment, pages privately, errors not at all', async () => {
    for (const target of DATA) expect((await ask(target)).headers['cache-control']).toContain('max-age=5');
    expect((await ask('/golden/images?_size=1')).headers['cache-control']).toMatch(/private/);
    for (const target of [...ERRORS, ...ERRORS.map((each) => `${each}${each.includes('?') ? '&' : '?'}_ttl=60`)]) {
      const { status, headers } = await ask(target);
      expect(status).toBeGreaterThanOrEqual(400);
      expect({ target, kept: headers['cache-control'] ?? '' }).toEqual({
        target,
        kept: expect.not.stringContaining('max-age'),
      });
    }
  });
});

test('every answer carries what keeps it harmless, and what other sites need', async () => {
  for (const target of ALL) {
    const { headers } = await ask(target);
    expect({ target, ...headers }).toMatchObject({
      target,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'Link',
    });
    expect(headers['access-control-allow-credentials']).toBeUndefined();
    expect(headers['set-cookie']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  }
});

describe('methods', () => {
  const PATHS = [
    '/golden/images.json',
    '/golden/images',
    '/golden/images.csv',
    '/golden/images/5.json',
    '/',
    '/nope.json',
  ];

  /** Each answer has its own. */
  const withoutNonce = (link: string | string[] | undefined) => String(link).replace(/nonce="[^"]*"/g, 'nonce');

  test('HEAD is GET without a body', async () => {
    for (const target of [...ALL, '/golden/images.csv?_stream=on', '/golden/images.ndjson']) {
      const [get, head] = [await ask(target), await ask(target, { method: 'HEAD' })];
      expect(head.body).toBe('');
      const of = ({ status, headers }: typeof get) => ({
        ...{
          target,
          status,
          type: headers['content-type'],
          location: headers.location,
          link: withoutNonce(headers.link),
        },
        kept: headers['cache-control'],
      });
      expect(of(head)).toEqual(of(get));
    }
  });

  test('OPTIONS is answered, also before a request of another site', async () => {
    const headers = { origin: 'https://elsewhere.example', 'access-control-request-method': 'GET' };
    for (const target of PATHS) {
      const answer = await ask(target, { method: 'OPTIONS', headers });
      expect([200, 204]).toContain(answer.status);
      expect(answer.headers.allow).toBe('GET, HEAD, OPTIONS');
      expect(answer.headers['access-control-allow-origin']).toBe('*');
      expect(answer.headers['access-control-allow-methods']).toMatch(/GET/);
    }
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND'])('%s is 405', async (method) => {
    for (const target of PATHS) {
      const { status, headers, body } = await ask(target, { method });
      expect({ target, status }).toEqual({ target, status: 405 });
      expect(headers.allow).toBe('GET, HEAD, OPTIONS');
      if (target.endsWith('.json'))
        expect(JSON.parse(body)).toMatchObject({ ok: false, status: 405, errors: ['Method not allowed'] });
    }
  });
});

describe('hostile heads', () => {
  test.each<[string, Record<string, string>]>([
    ['rsc', { rsc: '1' }],
    ['a router state that does not parse', { rsc: '1', 'next-router-state-tree': '%%%{' }],
    ['a prefetch', { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/__proto__' }],
    ['an action', { 'next-action': 'a'.repeat(40) }],
    [
      'a rewritten path',
      {
        'x-invoke-path': '/etc/passwd',
        'x-middleware-rewrite': '/nope',
        'x-matched-path': '/nope',
        'x-nextjs-data': '1',
      },
    ],
    ['a skipped middleware', { 'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware' }],
    ['a range', { range: 'bytes=0-1' }],
    ['tags and dates', { 'if-none-match': '*', 'if-modified-since': 'x' }],
    ['encodings', { 'accept-encoding': 'gzip;q=x, *;q=0, br', accept: '*/*;q=nope' }],
    ['a preview', { cookie: '__prerender_bypass=x; __next_preview_data=y' }],
  ])('%s', async (_, headers) => {
    for (const target of ['/golden/images.json?_size=1', '/golden/images?_size=1', '/', '/golden/images.csv?_size=1']) {
      const { status } = await ask(target, { headers });
      expect({ target, status, fine: status < 400 }).toEqual({ target, status, fine: true });
    }
  });
});
