import type { Server } from '../catalog.ts';
import { connect, type Sql } from '../client.ts';
import { BadRequest } from '../query.ts';
import { Engine } from './engine.ts';
import type { FromEngine, Held, ToEngine } from './messages.ts';
import { ForPostgres } from './search.ts';

/** Questions that are worked on at once: while one waits for Postgres, another counts. */
const AT_ONCE = 4;
const PARAMETERS = { default_transaction_read_only: 'on', application_name: 'aesthetic-explorer engine' };
/** Versions that are held, the latest asked for: the current ones, and one that readers are leaving. */
const VERSIONS = 3;

const servers = new Map<Server, Sql>();
const engines = new Map<string, Promise<Engine | null>>();
type Task = Extract<ToEngine, { id: number }>;
const waiting: Task[] = [];
/** Of the versions that are ready. */
const rows = new Map<string, number>();
let working = 0;

function engineOf(schema: string, server: Server): Promise<Engine | null> {
  const known = engines.get(schema);
  if (known) engines.delete(schema);
  const sql = servers.get(server);
  const primary = servers.get('primary');
  if (!sql || !primary) throw new Error('The first message is missing.');
  // What a version holds is the same everywhere, and this server has just been seen to hold it.
  const engine = known?.then((held) => held?.readFrom(sql) ?? null) ?? Engine.open(sql, schema, primary);
  engines.set(schema, engine);
  engine.then(
    (ready) => ready && engines.has(schema) && rows.set(schema, ready.rows),
    () => engines.delete(schema),
  );
  if (engines.size > VERSIONS) forget(engines.keys().next().value as string);
  return engine;
}

function forget(schema: string): void {
  engines.delete(schema);
  rows.delete(schema);
}

const held = (): Held => ({
  rows: [...rows.values()].reduce((sum, each) => sum + each, 0),
  bytes: process.memoryUsage.rss(),
});

async function answer(task: Task): Promise<FromEngine> {
  const { id } = task;
  try {
    const server = 'request' in task ? task.request.question.server : task.server;
    const engine = await engineOf(task.schema, server ?? 'primary');
    if (!engine) return { id, state: 'no engine' };
    if (!('request' in task)) {
      engine.warm().catch((error) => console.error(`Nothing was read ahead: ${(error as Error).message}`));
      return { id, state: 'ready' };
    }
    return { id, state: 'answered', answer: await engine.answer(task.request) };
  } catch (error) {
    if (error instanceof ForPostgres) return { id, state: 'for postgres' };
    if (error instanceof BadRequest) return { id, state: 'bad request', errors: error.errors };
    return { id, state: 'failed', message: (error as Error).message };
  }
}

async function work(): Promise<void> {
  if (working >= AT_ONCE) return;
  // Rows first: without them a page is an error, without a count or a facet it says what is missing.
  const first = waiting.findIndex((task) => 'request' in task && task.request.kind === 'page');
  const [next] = waiting.splice(Math.max(0, first), 1);
  if (!next) return;
  working++;
  process.send?.(await answer(next));
  working--;
  // In a turn of its own: what came meanwhile, as that a client has gone, is heard between two tasks.
  setImmediate(work);
}

process.on('message', (message: ToEngine) => {
  if ('url' in message) {
    servers.set('primary', connect(message.url, AT_ONCE, PARAMETERS));
    if (message.replicaUrl) servers.set('replica', connect(message.replicaUrl, AT_ONCE, PARAMETERS));
    return;
  }
  if ('ping' in message) {
    process.send?.({ id: message.ping, state: 'here', ...held() } satisfies FromEngine);
    return;
  }
  if ('id' in message) {
    waiting.push(message);
    void work();
    return;
  }
  const at = waiting.findIndex(({ id }) => id === message.cancel);
  if (at >= 0) waiting.splice(at, 1);
});

// What postgres.js asks for itself on a new connection nobody can catch when that breaks.
process.on('unhandledRejection', (error) => console.error(`The engine goes on: ${(error as Error)?.message}`));

// Ctrl-C reaches the whole group; the server ends us when it has ended its answers, or by its own end.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => {});
process.on('disconnect', () => process.exit());
