import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invent } from '../../scripts/invent/invent.ts';
import { type IngestSetup, ingestSetup } from './ingest-setup.ts';

const ROWS = 30_000;

let setup: IngestSetup;
let rows: string;

beforeAll(async () => {
  setup = await ingestSetup();
  rows = join(setup.folder, 'rows');
  await invent({ rows: ROWS, out: rows, files: 2, seed: 7 });
});
afterAll(() => setup?.close());

/** The command itself, in a process of its own. */
function command(...args: string[]): ChildProcess & { output: () => string } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/ingest.ts', ...args], {
    env: { ...process.env, DATABASE_URL: setup.url },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  return Object.assign(child, { output: () => output });
}

async function finished(child: ChildProcess): Promise<number | string | null> {
  const [code, signal] = await once(child, 'close');
  return signal ?? code;
}

/** Waits until a version of `d` is being loaded and `condition`, a query, finds a row. */
async function until(condition: string): Promise<void> {
  for (;;) {
    const found = await setup.owner.unsafe(condition);
    if (found.length > 0) return;
    await sleep(5);
  }
}

const LOADING = "select from catalog.version where state = 'loading'";
const INDEXING = `select from pg_stat_progress_create_index where datname = current_database()`;
const schemas = async () => {
  const found = await setup.owner<
    { name: string }[]
  >`select nspname as name from pg_namespace where nspname ~ '_v\\d+$'`;
  return found.map(({ name }) => name).sort();
};
const foldersOf = async (child: ChildProcess) =>
  (await readdir(tmpdir())).filter((name) => name.startsWith(`aesthetic-explorer-ingest-${child.pid}-`));

test.each([
  ['while rows are loaded', LOADING],
  ['while an index is built', INDEXING],
])('killed %s, the next run clears what was left and starts clean', async (_when, condition) => {
  const name = condition === LOADING ? 'd' : 'e';
  const before = await schemas();
  const killed = command(rows, '--name', name, '--invented');
  await until(condition);
  killed.kill('SIGKILL');
  expect(await finished(killed)).toBe('SIGKILL');
  expect(await schemas()).toHaveLength(before.length + 1);
  expect(await setup.owner`select from catalog.dataset where name = ${name}`).toHaveLength(0);
  const again = command(rows, '--name', name, '--invented');
  expect(await finished(again), again.output()).toBe(0);
  expect(again.output()).toContain(`An earlier ingest of ${name} was cut off; what it left is cleared.`);
  expect(again.output()).toContain(`${name}: 30,000 rows read, 30,000 kept, 0 rejected`);
  expect(await schemas()).toHaveLength(before.length + 1);
  expect(await foldersOf(killed)).toEqual([]);
  const [images] = await setup.owner.unsafe(
    `select count(*)::int as rows, min(id)::int as first from ${await setup.schema(name)}.images`,
  );
  expect(images).toEqual({ rows: ROWS, first: 1 });
});

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s ends it cleanly with status %i', async (signal, status) => {
  const before = await schemas();
  const stopped = command(join(rows, 'part-00000.parquet'), '--name', `f-${status}`);
  await until(INDEXING);
  stopped.kill(signal);
  expect(await finished(stopped), stopped.output()).toBe(status);
  expect(stopped.output()).toContain('Stopped. What was published before is as it was.');
  expect(await schemas()).toEqual(before);
  expect(await foldersOf(stopped)).toEqual([]);
  expect(await setup.owner`select from catalog.dataset where name = ${`f-${status}`}`).toHaveLength(0);
});

test('the command says what is wrong in a sentence, and its status tells', async () => {
  const refused = command(join(rows, 'part-00001.parquet'), '--name', 'd');
  expect(await finished(refused)).toBe(1);
  expect(refused.output()).toContain('d exists already: --replace puts these files in its place, --append adds them');
  const unclear = command('--replace', '--append', '--name', 'd', rows);
  expect(await finished(unclear)).toBe(1);
  expect(unclear.output()).toContain('--replace and --append exclude each other.');
  const same = command(rows, '--name', 'd');
  expect(await finished(same)).toBe(0);
  expect(same.output()).toContain('d was made from the same files with the same options; nothing was read again.');
});
