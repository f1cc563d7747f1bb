import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type ExplorerProcess, startExplorer } from '../../scripts/explorer-process.ts';
import { DIST_DIR } from './server.ts';

/** What is asked, and must not be in the log. */
const WORD = 'canaryword';

type Line = Record<string, unknown>;
let server: ExplorerProcess;

beforeAll(async () => {
  const settings = { LOG: 'json', SHUTDOWN_TIMEOUT_MS: '1500', TRUSTED_PROXIES: '127.0.0.1', RATE_LIMIT: '0' };
  server = await startExplorer({ ...settings, DATABASE_URL: inject('ownerUrl'), NEXT_DIST_DIR: DIST_DIR });
});
afterAll(() => server.end('SIGKILL'));

const lines = (): Line[] =>
  server
    .output()
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line));

/** The lines of requests that look so. */
const requests = (like: Line) =>
  lines().filter((line) => Object.entries({ msg: 'request', ...like }).every(([key, value]) => line[key] === value));

const ask = async (path: string) =>
  (await fetch(server.address + path, { headers: { 'x-forwarded-for': '198.51.100.77' } })).text();

describe('a log for programs', () => {
  test('has a line a request, with its cost and none of its words', async () => {
    await ask(`/golden/images.json?_size=3&_search=${WORD}+OR+fox`);
    await ask('/golden/images.csv?_stream=on');
    await ask(`/golden/-/query.json?sql=select+'${WORD}'`);
    await ask(`/${WORD}/${WORD}/${WORD}`);
    await ask(`/golden/${WORD}.json`);
    await ask(`/golden/artists/${WORD}`);
    await ask(`/golden/images.json?id=${WORD}`);
    await ask('/');
    await expect.poll(() => requests({ kind: 'home', client: '198.51.100.0' })).toHaveLength(1);
    expect(requests({ kind: 'table', format: 'json', rows: 3 })[0]).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      method: 'GET',
      dataset: 'golden',
      table: 'images',
      status: 200,
      complete: true,
      ms: expect.any(Number),
      bytes: expect.any(Number),
      client: '198.51.100.0',
    });
    expect(requests({ kind: 'export', table: 'images' })[0]?.rows).toBeGreaterThan(100);
    expect(requests({ kind: 'sql', dataset: 'golden' })).toHaveLength(1);
    expect(server.output()).not.toContain(WORD);
    expect(server.output()).not.toContain('198.51.100.77');
  });

  test('an end that is asked for gives exports their time, then cuts them off, and is in order', async () => {
    const response = await new Promise<IncomingMessage>((resolve) => {
      get(`${server.address}/laion-sample/images.ndjson?_labels=on`, resolve);
    });
    const outcome = new Promise<string>((resolve) => {
      response.once('error', () => resolve('cut'));
      response.once('end', () => resolve('whole'));
    });
    response.pause();
    await sleep(300);
    const began = Date.now();
    const ended = server.end('SIGTERM');
    await sleep(300);
    await expect(fetch(`${server.address}/-/healthz`)).rejects.toThrow();
    expect(await ended).toBe(0);
    expect(Date.now() - began).toBeGreaterThan(1400);
    response.resume();
    expect(await outcome).toBe('cut');
    // Its last words may still be on their way when it has ended.
    await expect.poll(() => requests({ kind: 'export', complete: false })).toHaveLength(1);
    for (const line of lines()) expect(line).toMatchObject({ level: expect.any(Number), time: expect.any(String) });
  });
});
