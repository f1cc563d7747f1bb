import fc from 'fast-check';
import { describe, expect, inject, test } from 'vitest';
import { CANARY, HEADERS, PLAIN_TARGETS } from './hostile/heads.ts';
import { CLOSE, HOST, rawFaults } from './hostile/raw-faults.ts';
import { one } from './hostile/values.ts';
import { exchange, statusesOf, statusOf } from './raw-exchange.ts';

const seed = Number(process.env.HOSTILE_SEED ?? 20221215);
const SCALE = Number(process.env.HOSTILE_SCALE ?? 1);
test('headers of every kind: none fails, none comes back', async () => {
  const requests = fc.tuple(one(...PLAIN_TARGETS), HEADERS, one('GET', 'GET', 'HEAD', 'OPTIONS'));
  const batches = fc.array(requests, { minLength: 6, maxLength: 6 });
  const property = fc.asyncProperty(batches, async (batch) => {
    const told = await Promise.all(
      batch.map(async ([target, headers, method]) => {
        const bytes = `${method} ${target} HTTP/1.1\r\n${headers}${CLOSE}\r\n`;
        return rawFaults(await exchange(bytes)).map((fault) => `${fault}\n${bytes}`);
      }),
    );
    if (told.flat().length > 0) throw new Error(told.flat().join('\n\n'));
  });
  await fc.assert(property, { seed, numRuns: Math.ceil(60 * SCALE), endOnFailure: true });
}, 120_000);

test('absolute links begin with the setting, whatever host is asked', async () => {
  const { answer } = await exchange(
    `GET /golden/images.json?_size=1 HTTP/1.1\r\nHost: ${CANARY}.example\r\n${CLOSE}\r\n`,
  );
  expect(answer).toContain(`${inject('origin')}/golden/images.json?`);
  expect(answer).not.toContain(CANARY);
});

test.each<[name: string, head: string, ...statuses: number[]]>([
  ['two hosts', `GET / HTTP/1.1\r\nHost: a\r\nHost: ${CANARY}\r\n`, 400],
  ['a host in the target and another', `GET http://${CANARY}/ HTTP/1.1\r\nHost: b\r\n`, 200],
  ['an upper-case scheme', `GET HTTP://${CANARY}/golden HTTP/1.1\r\n${HOST}`, 200],
  ['another scheme', `GET ftp://${CANARY}/ HTTP/1.1\r\n${HOST}`, 400],
  ['a scheme without a host', `GET http:///golden HTTP/1.1\r\n${HOST}`, 200, 400],
  ['a user in the target', `GET http://user:pass@${CANARY}/ HTTP/1.1\r\n${HOST}`, 200],
  ['a header without a name', `GET / HTTP/1.1\r\n${HOST}: x\r\n`, 400],
  ['a blank before the colon', `GET / HTTP/1.1\r\n${HOST}X-A : x\r\n`, 400],
  ['a folded header', `GET / HTTP/1.1\r\n${HOST}X-A: x\r\n  folded\r\n`, 200, 400],
  ['a NUL in a header', `GET / HTTP/1.1\r\n${HOST}X-A: a\0b\r\n`, 400],
  ['a bare return', `GET / HTTP/1.1\r\n${HOST}X-A: a\rX-Injected: b\r\n`, 400],
  ['a bare line feed', `GET / HTTP/1.1\n${HOST}\n`, 200, 400],
  ['cookies of 12 kB', `GET / HTTP/1.1\r\n${HOST}Cookie: ${'theme=dark; '.repeat(1000)}\r\n`, 200],
  ['cookies of 60 kB', `GET / HTTP/1.1\r\n${HOST}Cookie: ${'theme=dark; '.repeat(5000)}\r\n`, 431],
  ['a name of 40 kB', `GET / HTTP/1.1\r\n${HOST}${'X'.repeat(40_000)}: 1\r\n`, 431],
  ['five thousand headers', `GET / HTTP/1.1\r\n${HOST}${'A: b\r\n'.repeat(5000)}`, 200, 431],
  ['an expectation there is not', `GET / HTTP/1.1\r\n${HOST}Expect: ${CANARY}\r\n`, 417],
  ['an address of 9 kB', `GET /?a=${'a'.repeat(9000)} HTTP/1.1\r\n${HOST}`, 414],
])('%s', async (_, head, ...statuses) => {
  const got = await exchange(`${head}${CLOSE}\r\n`);
  expect(rawFaults(got)).toEqual([]);
  expect(statuses).toContain(statusOf(got.answer));
});

describe('bodies are refused, and never taken for another request', () => {
  const SMUGGLED = `GET /golden/${CANARY} HTTP/1.1\r\n${HOST}\r\n`;
  const TARGET = '/golden/images.json?_size=1';

  test.each<[name: string, head: string, body: string, ...statuses: number[]]>([
    ['a length', `Content-Length: ${SMUGGLED.length}\r\n`, SMUGGLED, 413],
    ['chunks', 'Transfer-Encoding: chunked\r\n', `5\r\nhello\r\n0\r\n\r\n${SMUGGLED}`, 413],
    ['chunks by another spelling', 'transfer-ENCODING: Chunked\r\n', `0\r\n\r\n${SMUGGLED}`, 413],
    ['chunks and a length', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${SMUGGLED}`, 400],
    ['two codings', 'Transfer-Encoding: chunked, identity\r\n', SMUGGLED, 400, 413],
    ['a coding that is hidden', 'Transfer-Encoding: xchunked\r\n', SMUGGLED, 400, 413],
    ['a coding behind a tab', 'Transfer-Encoding:\tchunked\r\n', `0\r\n\r\n${SMUGGLED}`, 400, 413],
    ['a length below nothing', 'Content-Length: -1\r\n', '', 400],
    ['a length with a sign', 'Content-Length: +5\r\n', 'hello', 400],
    ['a length in sixteens', 'Content-Length: 0x5\r\n', 'hello', 400],
    ['two equal lengths', 'Content-Length: 5\r\nContent-Length: 5\r\n', 'hello', 400],
    ['a length beyond numbers', `Content-Length: ${'9'.repeat(30)}\r\n`, 'x', 400],
    ['a body that never comes', 'Content-Length: 100000000\r\n', '', 413],
    ['a body that waits to be asked for', 'Content-Length: 5\r\nExpect: 100-continue\r\n', '', 413],
    ['a coding with no length', 'Content-Encoding: gzip\r\nContent-Length: 5\r\n', '\x1f\x8b\b\0\0', 413],
  ])('GET with %s', async (_, head, body, ...statuses) => {
    // No wish to close the connection: that a refused body ends it is what is tested.
    const got = await exchange(`GET ${TARGET} HTTP/1.1\r\n${HOST}${head}\r\n${body}`);
    expect(rawFaults(got)).toEqual([]);
    expect(statusesOf(got.answer)).toHaveLength(1);
    expect(statuses).toContain(statusOf(got.answer));
    expect(got.answer).not.toContain('100 Continue');
  });

  test.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s with a body is 405, and its connection ends', async (method) => {
    const form = `sql=drop+table+images&x=${CANARY}`;
    const head = `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${form.length}\r\n`;
    const got = await exchange(`${method} ${TARGET} HTTP/1.1\r\n${HOST}${head}\r\n${form}`);
    expect(rawFaults(got)).toEqual([]);
    expect(statusesOf(got.answer)).toEqual([405]);
  });

  test('a length of nothing is no body', async () => {
    const got = await exchange(`GET ${TARGET} HTTP/1.1\r\n${HOST}Content-Length: 0\r\n${CLOSE}\r\n`);
    expect(statusesOf(got.answer)).toEqual([200]);
  });
});

test.each(
  'TRACE PUT POST DELETE PATCH PROPFIND MKCOL COPY MOVE LOCK UNLOCK SEARCH REPORT PURGE LINK M-SEARCH SUBSCRIBE'.split(
    ' ',
  ),
)('%s is not for this', async (method) => {
  for (const target of PLAIN_TARGETS) {
    const got = await exchange(`${method} ${target} HTTP/1.1\r\n${HOST}X-Echo: ${CANARY}\r\n${CLOSE}\r\n`);
    expect(rawFaults(got)).toEqual([]);
    expect({ target, status: statusOf(got.answer) }).toEqual({ target, status: 405 });
  }
});

test.each(['NOPE', 'get', 'GETT', '', 'GET\0', 'PRI', 'QUERYS'])('%j is no method', async (method) => {
  const got = await exchange(`${method} / HTTP/1.1\r\n${HOST}${CLOSE}\r\n`);
  expect(rawFaults(got)).toEqual([]);
  expect(statusOf(got.answer)).toBe(400);
});

test('a tunnel is refused in words', async () => {
  const got = await exchange(`CONNECT ${CANARY}.example:443 HTTP/1.1\r\n${HOST}\r\n`);
  expect(rawFaults(got)).toEqual([]);
  expect(statusesOf(got.answer)).toEqual([405]);
});

test('a wish for another protocol is answered in this one', async () => {
  for (const protocol of ['websocket', 'h2c', CANARY]) {
    const wish = `Connection: Upgrade, close\r\nUpgrade: ${protocol}\r\n`;
    const got = await exchange(`GET /golden/images.json?_size=1 HTTP/1.1\r\n${HOST}${wish}\r\n`);
    expect({ protocol, statuses: statusesOf(got.answer), faults: rawFaults(got) }).toEqual({
      protocol,
      statuses: [200],
      faults: [],
    });
  }
});
