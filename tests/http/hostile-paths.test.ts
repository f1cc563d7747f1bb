import { describe, expect, test } from 'vitest';
import { ask } from './ask.ts';
import { PLAIN_TARGETS } from './hostile/heads.ts';
import { CLOSE, HOST, rawFaults } from './hostile/raw-faults.ts';
import { exchange, statusesOf, statusOf } from './raw-exchange.ts';

describe('ways out of the addresses there are', () => {
  const UP = ['..', '%2e%2e', '.%2e', '%2E%2E%2F..', '..%5c..', '%5c..', '..;', '%252e%252e', '~2E~2E', '\\..'];
  const WAYS = [
    ...UP.flatMap((up) => [
      `/${up}/package.json`,
      `/_next/static/${up}/${up}/${up}/package.json`,
      `/golden/${up}/${up}`,
    ]),
    ...['/.next/BUILD_ID', '/.next/server/app-paths-manifest.json', '/_next/../package.json', '/_next/', '/_next'],
    ...[
      '/_next/BUILD_ID',
      '/_next/server/pages-manifest.json',
      '/_next/static/chunks/',
      '/_next/image?url=/icon.svg&w=64&q=75',
    ],
    ...[
      '/_next/image?url=http://127.0.0.1:1/&w=64&q=75',
      '/_next/data/x/index.json',
      '/_next/webpack-hmr',
      '/__nextjs_source-map',
    ],
    ...[
      '/.env',
      '/.git/config',
      '/.data/PG_VERSION',
      '/package.json',
      '/proxy.ts',
      '/d/t/r',
      '/d',
      '/data',
      '/nothing',
    ],
    ...[
      '//evil.example',
      '///evil.example//',
      '/\\evil.example',
      '/%2f%2fevil.example',
      '/%5c%5cevil.example/',
      '/@evil.example',
    ],
    ...[
      '/%00',
      '/golden%00.json',
      '/golden/images%00.csv',
      '/golden/images.json%00',
      '/%0d%0aX-Injected:1',
      '/golden%0a',
    ],
    ...['/robots.txt/', '/robots.txt%20', '/icon.svg/../package.json', '/screenshots/', '/screenshots', '/ROBOTS.TXT'],
    ...[
      '/golden/images.json.json.json',
      '/golden//images',
      '/golden/./images',
      '/con',
      '/aux.json',
      '/%c0%ae%c0%ae/',
      '/*',
    ],
    ...['/-/metrics/../../package.json', '/-/healthz/', '/-/healthz.json', '/-/HEALTHZ', '/-/%68ealthz'],
  ];

  test.each(WAYS)('%s', async (target) => {
    const got = await exchange(`GET ${target} HTTP/1.1\r\n${HOST}${CLOSE}\r\n`);
    expect(rawFaults(got)).toEqual([]);
    expect(got.answer).not.toMatch(/"devDependencies"|"(pages|routesManifest|lockfileVersion)":|\[core\]/);
    expect(got.answer).not.toMatch(/^location: (https?:|[/\\]{2}|[^/])/im);
  });
});

describe('connections', () => {
  test('HTTP/1.0 is answered whole, and closed', async () => {
    for (const target of PLAIN_TARGETS) {
      const got = await exchange(`GET ${target} HTTP/1.0\r\n\r\n`);
      expect(rawFaults(got)).toEqual([]);
      expect(got.answer).not.toMatch(/^transfer-encoding: chunked/im);
    }
  });

  test('requests behind one another are answered in their order', async () => {
    const of = (target: string, more = '') => `GET ${target} HTTP/1.1\r\n${HOST}${more}\r\n`;
    const bytes = [
      of('/-/healthz'),
      of('/golden/images.json?_size=1'),
      of('/nope.json'),
      of('/golden/images/'),
      of('/', CLOSE),
    ];
    const got = await exchange(bytes.join(''));
    expect(rawFaults(got)).toEqual([]);
    expect(statusesOf(got.answer)).toEqual([200, 200, 404, 302, 200]);
  });

  test('a hundred behind one another do not hang it', async () => {
    const one = `GET /golden/images/5.json HTTP/1.1\r\n${HOST}\r\n`;
    const got = await exchange(`${one.repeat(100)}GET /-/healthz HTTP/1.1\r\n${HOST}${CLOSE}\r\n`, 20);
    expect(statusesOf(got.answer)).toEqual(Array.from({ length: 101 }, () => 200));
  });

  test('a head that does not end is answered 408, and others meanwhile', async () => {
    const slow = exchange(`GET / HTTP/1.1\r\n${HOST}X-Slow: `, 60);
    expect((await ask('/-/healthz')).status).toBe(200);
    const got = await slow;
    expect(got.closed).toBe(true);
    expect(statusOf(got.answer)).toBe(408);
  }, 70_000);
});

test('after all of it the server is well', async () => {
  expect(JSON.parse((await ask('/-/readyz')).body)).toEqual({ ok: true });
});
