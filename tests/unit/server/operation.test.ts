import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type AnswerOptions, answer } from '../../../scripts/server/answer.ts';
import { Metrics } from '../../../scripts/server/metrics.ts';
import { Operation } from '../../../scripts/server/operation.ts';
import { SERVER_PARTS } from './parts.ts';

let server: Server;
afterEach(() => void server.close());

/** Asks a server whose pages all fail. */
async function ask(path: string, more: Partial<AnswerOptions>): Promise<Response> {
  const next = () => Promise.reject(new Error('Next was asked'));
  const options = { ...SERVER_PARTS, next, publicFiles: () => new Set<string>(), ...more };
  server = createServer((request, response) => void answer(request, response, options));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
}

const operation = (reason: string | null, metrics: Metrics | null = null) => ({
  operation: new Operation({ notReady: async () => reason, metrics }),
});

test('alive needs nothing', async () => {
  const response = await ask('/-/healthz', operation('The database does not answer.'));
  expect([response.status, await response.json()]).toEqual([200, { ok: true }]);
  expect(response.headers.get('cache-control')).toBe('no-store');
});

test('ready, or why not', async () => {
  const ready = await ask('/-/readyz', operation(null));
  expect([ready.status, await ready.json()]).toEqual([200, { ok: true }]);
  const away = await ask('/-/readyz?x', operation('No dataset is published.'));
  expect([away.status, await away.json()]).toEqual([503, { ok: false, reason: 'No dataset is published.' }]);
  expect(away.headers.get('retry-after')).toBe('2');
});

test('no metrics unless they are on', async () => {
  expect((await ask('/-/metrics', operation(null))).status).toBe(404);
});

test('metrics of requests, of the engine and of the database', async () => {
  let isAway = false;
  const connections = async () => {
    if (isAway) throw new Error('away');
    return [
      { login: 'reader', state: 'idle', count: 3 },
      { login: 'sql', state: 'active', count: 1 },
    ];
  };
  const engineState = () => ({ state: 'loading' as const, rows: 70, bytes: 5000 });
  const placements = () => ({ replica: 3 });
  const metrics = new Metrics({ engine: () => ({ answered: 7, refused: 0 }), engineState, placements, connections });
  metrics.begin();
  metrics.begin();
  metrics.end('table', 200, 0.03, 100, true);
  metrics.end('export', 200, 3, 5000, false);
  const response = await ask('/-/metrics', operation(null, metrics));
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  const text = await response.text();
  for (const line of [
    'explorer_requests_total{kind="table",status="200"} 1',
    'explorer_answers_cut_total{kind="export"} 1',
    'explorer_rows_total{kind="export"} 5000',
    'explorer_request_duration_seconds_bucket{le="0.05",kind="table"} 1',
    'explorer_requests_running 0',
    'explorer_engine_questions_total{outcome="answered"} 7',
    'explorer_engine_state{state="loading"} 1',
    'explorer_engine_state{state="loaded"} 0',
    'explorer_engine_rows 70',
    'explorer_engine_resident_bytes 5000',
    'explorer_datasets_read_total{server="replica"} 3',
    'explorer_database_connections{login="reader",state="idle"} 3',
    'explorer_database_up 1',
  ]) {
    expect(text.split('\n')).toContain(line);
  }
  expect(text).toMatch(/^process_resident_memory_bytes \d/m);
  isAway = true;
  expect(await metrics.text()).toMatch(/^explorer_database_up 0$/m);
  expect(await metrics.text()).not.toMatch(/^explorer_database_connections\{/m);
});
