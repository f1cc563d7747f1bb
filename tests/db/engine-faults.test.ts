import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type EngineHost, engine, holdEngine } from '../../db/engine/host.ts';
import { startEngine } from '../../db/engine/start.ts';
import { ensureRoles } from '../../db/roles.ts';
import { Engine } from '../oracle/ask-engine.ts';
import { type IngestSetup, ingestSetup } from './ingest-setup.ts';
import { writeParquet } from './parquet-file.ts';

const WORDS = ['fox', 'red', 'lake', 'café', 'winter', 'sky', 'night', 'house', 'tree', '東京'];
const ROWS = 40;
const TIME = 20_000;

let setup: IngestSetup;
let schema: string;
let host: EngineHost;
let pages: Engine;

beforeAll(async () => {
  setup = await ingestSetup();
  const path = join(setup.folder, 'a.parquet');
  const rows = Array.from({ length: ROWS }, (_, i) => [`http://a.example/${i}`, WORDS.slice(0, i % 11).join(' ')]);
  await writeParquet(path, { URL: 'VARCHAR', TEXT: 'VARCHAR' }, rows);
  await setup.ingest([path]);
  schema = await setup.schema();
  const { readerUrl } = await ensureRoles(setup.url);
  host = startEngine(readerUrl);
  pages = await Engine.open(setup.url, 'd');
});

afterAll(async () => {
  await host?.stop();
  await pages?.close();
  await setup?.close();
});

let made = 0;
/** The images with this word, asked as a page asks, in a question that nobody asked before. */
const count = (word: string) => pages.count('images', [['_search', `${word} -never${++made}`]]);
const wanted = (word: string) =>
  Array.from({ length: ROWS }, (_, i) => i % 11).filter((words) => words > WORDS.indexOf(word)).length;

/** The answer of the engine itself; null: it gives none. */
const direct = (word: string, milliseconds = TIME, signal?: AbortSignal) => {
  const search = [{ text: word, column: null, mode: 'default' as const }];
  return host.ask(schema, { kind: 'count', question: { search, filters: [] } }, { milliseconds, signal });
};
const child = () => (host as unknown as { child: ChildProcess }).child;

/** Returns when the engine answers again. */
async function back(): Promise<void> {
  for (const start = Date.now(); Date.now() - start < TIME; await sleep(50)) {
    await host.load(schema);
    if ((await direct('fox'))?.state === 'answered') return;
  }
  throw new Error('the engine did not come back');
}

beforeEach(back);

test('when its connections are cut, as when Postgres restarts, questions are answered and it goes on', async () => {
  const cut = await setup.owner`
    select pg_terminate_backend(pid) from pg_stat_activity
    where application_name = 'aesthetic-explorer engine' and datname = current_database()`;
  expect(cut.count).toBeGreaterThan(0);
  for (const word of ['red', 'café']) expect(await count(word)).toBe(wanted(word));
  await back();
  expect(await direct('red')).toEqual({ state: 'answered', value: wanted('red') });
});

test('when what it reads fails, Postgres answers; what was remembered of that is gone', async () => {
  const { owner } = setup;
  await owner`alter table ${owner(schema)}._posting rename to _elsewhere`;
  try {
    expect(await direct('"lake café"')).toBeNull();
    expect(await count('"lake café"')).toBe(wanted('café'));
  } finally {
    await owner`alter table ${owner(schema)}._elsewhere rename to _posting`;
  }
  expect(await direct('"lake café"')).toEqual({ state: 'answered', value: wanted('café') });
});

test('when it is killed, those who wait are answered, and it comes back', async () => {
  const killed = child();
  killed.kill('SIGSTOP');
  const waiting = ['winter', 'sky', 'night'].map(count);
  await sleep(50);
  killed.kill('SIGKILL');
  expect(await Promise.all(waiting)).toEqual(['winter', 'sky', 'night'].map(wanted));
  expect(await direct('winter')).toBeNull();
  expect(await count('house')).toBe(wanted('house'));
  await back();
  expect(child().pid).not.toBe(killed.pid);
  expect(await direct('東京')).toEqual({ state: 'answered', value: wanted('東京') });
});

test('when it stands still, a question has its time limit and goes with its client', async () => {
  const still = child();
  still.kill('SIGSTOP');
  try {
    expect(await direct('tree', 100)).toEqual({ state: 'timed out', milliseconds: 100 });
    const client = new AbortController();
    const asked = direct('tree', TIME, client.signal);
    client.abort(new Error('gone'));
    await expect(asked).rejects.toThrow('gone');
    await expect(direct('tree', TIME, client.signal)).rejects.toThrow('gone');
  } finally {
    still.kill('SIGCONT');
  }
  expect(await direct('tree')).toEqual({ state: 'answered', value: wanted('tree') });
});

test('when it stands still for good, Postgres answers; it is ended, and comes back', async () => {
  const still = child();
  const exit = once(still, 'exit');
  still.kill('SIGSTOP');
  const began = performance.now();
  // Who waited already, and who comes later: neither waits for its time limit.
  expect(await Promise.all(['sky', 'lake'].map(count))).toEqual(['sky', 'lake'].map(wanted));
  expect(performance.now() - began).toBeLessThan(TIME / 2);
  expect(host.state().state).toBe('gone');
  expect(await direct('tree')).toBeNull();
  expect(await exit).toEqual([null, 'SIGKILL']);
  await back();
  expect(child().pid).not.toBe(still.pid);
  expect(await direct('tree')).toEqual({ state: 'answered', value: wanted('tree') });
  expect(host.state()).toMatchObject({ state: 'loaded' });
});

test('its state tells the rows it holds', async () => {
  for (const end = Date.now() + TIME; host.state().rows < ROWS && Date.now() < end; await sleep(50));
  expect(host.state()).toEqual({ state: 'loaded', rows: ROWS, bytes: expect.any(Number) });
  expect(host.state().bytes).toBeGreaterThan(10 * 2 ** 20);
});

test('stopped while it stands still, it ends', async () => {
  const other = startEngine('postgres://nobody@localhost:1/nowhere');
  const ended = once((other as unknown as { child: ChildProcess }).child, 'exit');
  (other as unknown as { child: ChildProcess }).child.kill('SIGSTOP');
  await other.stop();
  expect(await ended).toEqual([null, 'SIGKILL']);
  holdEngine(host);
});

test('a version that is not there is nothing for it', async () => {
  await host.load('no_such_version');
  const request = { kind: 'count' as const, question: { search: [], filters: [] } };
  expect(await host.ask('no_such_version', request, { milliseconds: TIME })).toBeNull();
  expect(await direct('fox')).toEqual({ state: 'answered', value: wanted('fox') });
});

test('stopped, it is gone and stays so, and Postgres answers', async () => {
  const stopped = child();
  const ended = once(stopped, 'exit');
  await host.stop();
  await ended;
  expect(engine()).toBeNull();
  expect(await direct('red')).toBeNull();
  expect(await count('red')).toBe(wanted('red'));
  await sleep(1200);
  expect(child()).toBe(stopped);
});
