import { describe, expect, test } from 'vitest';
import { ask } from '../ask.ts';
import { exchange, statusOf } from '../raw-exchange.ts';

const HEAD = 'Host: evil.example\r\nConnection: close\r\n';
const get = (target: string, more = '') => `GET ${target} HTTP/1.1\r\n${HEAD}${more}\r\n`;

test.each<[name: string, bytes: string, ...statuses: number[]]>([
  ['bytes that are no ASCII in a path', get('/golden/\xe9'), 400],
  ['bytes that are no UTF-8 in a query', get('/golden/images.json?text=\xff\xfe'), 400],
  ['a space in a path', get('/golden/images .json'), 400],
  ['a tab in a path', get('/golden/\timages'), 400],
  ['a fragment', get('/golden/images.json?_size=1#x'), 400],
  ['a target that begins with no slash', get('golden'), 400],
  ['a target that is a star', get('*'), 400],
  ['a target with a NUL', get('/golden/images.json?text=%00'), 400],
  ['a tilde-encoded NUL', get('/golden/oddkeys/~00.json'), 400],
  ['a host in the target', get('http://evil.example/golden/images.json?_size=1'), 200],
  ['a host with slashes in the target', get('http://evil.example//evil.example/?_sort_by_desc=1'), 302],
  ['a target of 17 kB', get(`/golden/images.json?text=${'a'.repeat(17_000)}`), 414],
  ['a head of 70 kB', get('/golden/images.json', `X-Long: ${'a'.repeat(70_000)}\r\n`), 431],
  ['a thousand headers', get('/golden/images.json?_size=1', 'X: y\r\n'.repeat(1000)), 200],
  ['no host', 'GET /golden/images.json?_size=1 HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['an old version', 'GET /golden/images.json?_size=1 HTTP/1.0\r\n\r\n', 200],
  ['a version there is not', 'GET / HTTP/9.9\r\n\r\n', 400],
  ['no HTTP', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\r\n\r\n', 400],
  ['a header that is none', get('/golden/images.json?_size=1', 'nonsense\r\n'), 400],
  ['a body', get('/golden/images.json?_size=1', 'Content-Length: 5\r\n').concat('hello'), 413],
  ['two lengths', get('/golden/images.json', 'Content-Length: 5\r\nContent-Length: 6\r\n'), 400],
  ['a length and chunks', get('/golden/images.json', 'Content-Length: 5\r\nTransfer-Encoding: chunked\r\n'), 400],
  ['a method there is not', get('/golden/images.json').replace('GET', 'NOPE'), 400],
  ['a method for calendars', get('/golden/images.json').replace('GET', 'PROPFIND'), 405],
])('%s', async (_, bytes, ...statuses) => {
  const { answer, closed } = await exchange(bytes);
  expect(closed).toBe(true);
  expect(statuses).toContain(statusOf(answer));
  expect(answer.replace(/^x-.*/gim, '')).not.toMatch(/^location: *(https?:|[/\\]{2})|https?:\/\/evil/im);
});

describe('what Next’s own parts tell one another changes nothing when a stranger says it', () => {
  const told = async (target: string, more = '') => {
    const { answer } = await exchange(get(target, more));
    const head = answer.split('\r\n\r\n', 1)[0] ?? '';
    const line = (name: string) => new RegExp(`^${name}: .*`, 'im').exec(head)?.[0];
    return { status: head.split('\r\n', 1)[0], type: line('content-type'), location: line('location') };
  };
  const TARGETS =
    `/ /golden /golden/images?_size=1 /golden/images.json?_size=1 /golden/images.csv?_size=1 /golden/images/5
    /golden/-/query /-/about /nope /golden/images?_sort=nope /golden/images/ /golden/images?_sort_by_desc=1`.split(
      /\s+/,
    );

  test.each([
    'RSC: 1',
    'rsc: 1\r\nNext-Router-Prefetch: 1\r\nNext-Router-Segment-Prefetch: /_tree',
    'Next-Router-State-Tree: %5B%22%22%5D',
    'RSC: 1\r\nNext-Router-State-Tree: %%%{',
    'RSC: 1\r\nNext-Url: /golden',
    'Next-Action: 00aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    'Next-HMR-Refresh: 1',
    'x-middleware-subrequest: middleware:middleware:middleware:middleware:middleware',
    'x-middleware-rewrite: /nope\r\nx-invoke-path: /nope\r\nx-invoke-status: 500\r\nx-invoke-error: {}',
    'x-matched-path: /nope',
    'x-nextjs-data: 1',
  ])('%s', async (header) => {
    for (const target of TARGETS) {
      expect({ target, ...(await told(target, `${header}\r\n`)) }).toEqual({ target, ...(await told(target)) });
    }
  });
});

test('tunnels and other protocols are not opened, and nothing is left hanging', async () => {
  const upgrade =
    'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: YWJjZGVmZ2hpamtsbW5vcA==\r\n';
  for (const bytes of [
    `CONNECT evil.example:443 HTTP/1.1\r\n${HEAD}\r\n`,
    `GET / HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n`,
    `GET /_next/webpack-hmr HTTP/1.1\r\nHost: x\r\n${upgrade}\r\n`,
    `GET /golden/images.json?_size=1 HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n`,
  ]) {
    const { answer } = await exchange(bytes, 3);
    expect({ bytes, status: statusOf(answer) }).not.toMatchObject({ status: 101 });
    expect(statusOf(answer)).toBeLessThan(500);
  }
});

test('after all of it the server answers as before', async () => {
  const { status, headers } = await ask('/golden/images.json?_size=1', { headers: { expect: '100-continue' } });
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('application/json; charset=utf-8');
});
