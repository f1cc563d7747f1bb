import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { connect } from '../../db/client.ts';
import { type Embedded, startEmbedded } from '../../db/embedded.ts';
import { SetupError } from '../../db/setup-error.ts';

const SMALL = { settings: { shared_buffers: '64MB', fsync: 'off' } };

let dataDir: string;
let running: Embedded[] = [];
let children: ChildProcess[] = [];

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'explorer-embedded-'));
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const embedded of running) await embedded.stop();
  running = [];
  children = [];
});

afterAll(async () => {
  // What a failed test may have left without a parent is found, and ended, by whoever starts next.
  if (postmasterPid() !== null) await startEmbedded(dataDir).then((embedded) => embedded.stop());
  rmSync(dataDir, { recursive: true, force: true });
});

const start = async (options = {}) => {
  const embedded = await startEmbedded(dataDir, { ...SMALL, ...options });
  running.push(embedded);
  return embedded;
};

async function ask<T>(url: string, query: string): Promise<T[]> {
  const sql = connect(url, 1);
  try {
    return (await sql.unsafe(query)) as unknown as T[];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

function postmasterPid(): number | null {
  const path = join(dataDir, 'postgres/postmaster.pid');
  return existsSync(path) ? Number(readFileSync(path, 'utf8').split('\n')[0]) : null;
}

/** Another process that starts the server on the same data, says so, and ends in good order when told to. */
async function startElsewhere(): Promise<ChildProcess> {
  const script = `
    import { startEmbedded } from './db/embedded.ts';
    const embedded = await startEmbedded(${JSON.stringify(dataDir)}, ${JSON.stringify(SMALL)});
    console.log('ready');
    process.stdin.once('end', () => embedded.stop());
    process.stdin.resume();`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  children.push(child);
  await once(child.stdout as NonNullable<typeof child.stdout>, 'data');
  return child;
}

test('starts on an empty folder, keeps what is written, and stops', async () => {
  const first = await start();
  const [facts] = await ask<{ version: string; encoding: string }>(
    first.url,
    `select current_setting('server_version') as version, current_setting('server_encoding') as encoding`,
  );
  expect(facts).toMatchObject({ version: expect.stringMatching(/^18\./), encoding: 'UTF8' });
  await ask(first.url, 'create table kept_over as select 42 as x');
  await first.stop();
  await first.stop();
  expect(postmasterPid()).toBeNull();
  const second = await start();
  expect(await ask(second.url, 'select x from kept_over')).toEqual([{ x: 42 }]);
});

test('compares and splits text as Unicode has it, whatever the system', async () => {
  const { url } = await start();
  const [row] = await ask(
    url,
    `select lower('ÀÉ') as lower, 'a' < 'B' as folded, to_tsvector('simple', 'हिन्दी ไทย')::text as words`,
  );
  expect(row).toEqual({ lower: 'àé', folded: false, words: "'हिन्दी':1 'ไทย':2" });
});

test('a second process uses the running server, and neither takes it from the other', async () => {
  const mine = await start();
  const pid = postmasterPid();
  const other = await startElsewhere();
  expect(postmasterPid()).toBe(pid);
  other.stdin?.end();
  await once(other, 'exit');
  expect(await ask(mine.url, 'select 1 as x')).toEqual([{ x: 1 }]);

  const longer = await startElsewhere();
  await mine.stop();
  expect(postmasterPid()).toBe(pid);
  longer.stdin?.end();
  await once(longer, 'exit');
  expect(postmasterPid()).toBeNull();
});

test('several starts at once agree on one server', async () => {
  const all = await Promise.all([start(), start(), start()]);
  expect(new Set(all.map(({ url }) => url)).size).toBe(1);
});

/** A server whose only user was killed; its number. */
async function orphaned(): Promise<number | null> {
  const other = await startElsewhere();
  const orphan = postmasterPid();
  other.kill('SIGKILL');
  await once(other, 'exit');
  expect(postmasterPid()).toBe(orphan);
  return orphan;
}

test('the server of a process that was killed is taken over as it runs', async () => {
  const orphan = await orphaned();
  const { url, stop } = await start();
  expect(postmasterPid()).toBe(orphan);
  expect(await ask(url, 'select 1 as x')).toEqual([{ x: 1 }]);
  await stop();
  expect(postmasterPid()).toBeNull();
});

test('it is replaced when it is to have other settings, or was started by another program', async () => {
  const orphan = await orphaned();
  await (await start({ settings: { ...SMALL.settings, shared_buffers: '65MB' } })).stop();
  expect(postmasterPid()).not.toBe(orphan);
  const older = await orphaned();
  const note = join(dataDir, 'postgres/explorer.conf');
  writeFileSync(note, readFileSync(note, 'utf8').replace(/file \d+ of/, 'file 1 of'));
  const { url } = await start();
  expect(postmasterPid()).not.toBe(older);
  expect(await ask(url, 'select 1 as x')).toEqual([{ x: 1 }]);
});

const FEWER_RIGHTS = ['--bounding-set=-sys_ptrace'];
const mayDropRights =
  process.getuid?.() === 0 && spawnSync('setpriv', [...FEWER_RIGHTS, 'true'], { stdio: 'ignore' }).status === 0;

test.runIf(mayDropRights)('root in a container, which may not look into other users’ processes, finds it', async () => {
  const script = `
    import { startEmbedded } from './db/embedded.ts';
    const embedded = await startEmbedded(${JSON.stringify(dataDir)}, ${JSON.stringify(SMALL)});
    await embedded.stop();
    console.log('ended');`;
  const node = [process.execPath, '--import', 'tsx', '--input-type=module', '-e', script];
  const run = spawnSync('setpriv', [...FEWER_RIGHTS, ...node], { encoding: 'utf8', timeout: 60_000 });
  expect(run.stdout.trim(), run.stderr).toBe('ended');
  expect(postmasterPid()).toBeNull();
});

test('recovers after a crash what was committed', async () => {
  const first = await start({ settings: { shared_buffers: '64MB' } });
  await ask(first.url, 'create table survives as select 1 as x');
  process.kill(postmasterPid() ?? 0, 'SIGKILL');
  const second = await start();
  expect(await ask(second.url, 'select x from survives')).toEqual([{ x: 1 }]);
});

test('a pid file left behind that names a living stranger does not keep it from starting', async () => {
  await (await start()).stop();
  writeFileSync(join(dataDir, 'postgres/postmaster.pid'), `${process.pid}\n${dataDir}/postgres\n1\n5432\n/nowhere\n\n`);
  const { url } = await start();
  expect(await ask(url, 'select 1 as x')).toEqual([{ x: 1 }]);
});

/** What the server answers once it does, within twenty seconds. */
async function answerOf(url: string): Promise<unknown[]> {
  let answer: unknown[] = [];
  for (const end = Date.now() + 20_000; answer.length === 0 && Date.now() < end; await sleep(100)) {
    answer = await ask(url, 'select 1 as x').catch(() => []);
  }
  return answer;
}

test('kept alive, it comes back at the same address when it dies', async () => {
  const { url } = await start({ keepAlive: true });
  process.kill(postmasterPid() ?? 0, 'SIGKILL');
  expect(await answerOf(url)).toEqual([{ x: 1 }]);
});

test('kept alive, it comes back at once though a long statement of the dead one still runs', async () => {
  const { url } = await start({ keepAlive: true });
  const long = ask(url, `select count(*) from generate_series(1, 1e9) n, generate_series(1, 1e9) m`);
  await sleep(200);
  process.kill(postmasterPid() ?? 0, 'SIGKILL');
  const began = Date.now();
  await expect(long).rejects.toThrow();
  expect(await answerOf(url)).toEqual([{ x: 1 }]);
  expect(Date.now() - began).toBeLessThan(5000);
});

test('kept alive after it was taken over, it comes back as well, though nobody may bury the dead one', async () => {
  const orphan = await orphaned();
  const { url } = await start({ keepAlive: true });
  process.kill(orphan ?? 0, 'SIGKILL');
  expect(await answerOf(url)).toEqual([{ x: 1 }]);
  expect(postmasterPid()).not.toBe(orphan);
});

test('data of another major version is refused in one sentence', async () => {
  await (await start()).stop();
  const versionFile = join(dataDir, 'postgres/PG_VERSION');
  const version = readFileSync(versionFile);
  writeFileSync(versionFile, '16\n');
  await expect(start()).rejects.toThrow(SetupError);
  await expect(start()).rejects.toThrow(/was made by Postgres 16, and this is Postgres 18/);
  writeFileSync(versionFile, version);
});

test('a server that ends at once says its last words', async () => {
  await expect(start({ settings: { shared_buffers: 'nonsense' } })).rejects.toThrow(
    /^The Postgres inside the project did not start \(.*\); .*postgres\.log says more\.$/,
  );
});
