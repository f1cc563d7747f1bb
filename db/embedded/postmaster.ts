import { spawn } from 'node:child_process';
import {
  closeSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupError } from '../setup-error.ts';
import { type Home, handOver } from './account.ts';
import { type Binaries, identity } from './binaries.ts';
import { serverEnvironment } from './cluster.ts';
import { isAlive } from './process-mark.ts';

/** What a server says of itself in the last line of postmaster.pid; a standby never becomes `ready`. */
const TAKES_CONNECTIONS = ['ready', 'standby'];

/** A running server, as it describes itself in its data folder. */
export interface Postmaster {
  pid: number;
  socketFolder: string;
  isReady: boolean;
}

/** The server that runs on this data folder; null when none does, whatever a file left behind may say. */
export function findPostmaster(cluster: string): Postmaster | null {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return null;
  }
  const pid = Number(lines[0]);
  if (!(pid > 0) || !servesFolder(pid, cluster)) return null;
  return { pid, socketFolder: lines[4] ?? '', isReady: TAKES_CONNECTIONS.includes(lines[7]?.trim() ?? '') };
}

/**
 * Starts the server and returns when it takes connections; after a crash that is when it has recovered, however long
 * that takes. Its messages go to postgres.log in the home. Throws a SetupError with its last words if it ends before.
 */
export async function launch(
  home: Home,
  binaries: Binaries,
  cluster: string,
  socketFolder: string,
): Promise<Postmaster> {
  const logFile = join(home.folder, 'postgres.log');
  for (let tries = 1; ; tries++) {
    const started = await launchOnce(home, binaries, cluster, socketFolder, logFile);
    if (started) return started;
    const words = lastWords(logFile);
    // Workers of a server that was killed need a moment to notice that it is gone.
    if (tries > 20 || !words.includes('shared memory block')) {
      throw new SetupError(`The Postgres inside the project did not start (${words}); ${logFile} says more.`);
    }
    await sleep(250);
  }
}

async function launchOnce(home: Home, binaries: Binaries, cluster: string, socketFolder: string, logFile: string) {
  disarmStaleFiles(cluster, socketFolder);
  const log = openLog(logFile);
  handOver(logFile, home.account);
  const child = spawn(
    binaries.postgres,
    ['-D', cluster, '-c', `unix_socket_directories=${socketFolder}`, '-c', 'listen_addresses='],
    {
      ...identity(home.account),
      cwd: '/',
      env: serverEnvironment(),
      // A session of its own, so that Ctrl-C reaches our handler and not the server under the requests still running.
      detached: true,
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  let hasEnded = false;
  child.on('exit', () => {
    hasEnded = true;
  });
  child.on('error', () => {
    hasEnded = true;
  });
  child.unref();
  while (!hasEnded) {
    const postmaster = findPostmaster(cluster);
    if (postmaster?.pid === child.pid && postmaster?.isReady) return postmaster;
    await sleep(20);
  }
  return null;
}

/** Ends the server: disconnects everyone and saves; if that takes more than 20 seconds, at once, to recover at the next start. */
export async function stopPostmaster(cluster: string, pid: number): Promise<void> {
  for (const [signal, seconds] of [
    ['SIGINT', 20],
    ['SIGQUIT', 5],
    ['SIGKILL', 5],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const end = Date.now() + seconds * 1000;
    while (Date.now() < end) {
      if (!servesFolder(pid, cluster)) return;
      await sleep(20);
    }
  }
}

/** A server works in its data folder. Where there is no /proc to ask, a process that lives is taken to be it. */
function servesFolder(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') return isAlive(pid);
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EACCES' && wasStartedOn(pid, cluster);
  }
}

/** Root in a container may not see where processes of other users work, but how they were started. */
function wasStartedOn(pid: number, cluster: string): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
    return words[words.indexOf('-D') + 1] === cluster;
  } catch {
    return false;
  }
}

/**
 * After a crash of the machine or the container the number in the file may belong to any program, or to a dead server
 * that nobody buries, and Postgres would not start while that is there. It ignores the number of its own parent, and
 * still checks that no worker of the old server is left, so we write ours. The socket's folder is ours alone.
 */
function disarmStaleFiles(cluster: string, socketFolder: string): void {
  if (findPostmaster(cluster)) return;
  endWorkers(cluster);
  rmSync(join(socketFolder, '.s.PGSQL.5432.lock'), { force: true });
  const path = join(cluster, 'postmaster.pid');
  if (!statSync(path, { throwIfNoEntry: false })) return;
  const rest = readFileSync(path, 'utf8').split('\n').slice(1);
  writeFileSync(path, [process.pid, ...rest].join('\n'));
}

/**
 * What a server that was killed leaves running: each worker ends when it next waits, which within a long statement or the
 * building of an index is minutes later, and until then no new server may start. What they do is lost already.
 */
function endWorkers(cluster: string): void {
  if (process.platform !== 'linux') return;
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name) || !servesFolder(Number(name), cluster)) continue;
    try {
      if (readFileSync(`/proc/${name}/cmdline`, 'utf8').startsWith('postgres: ')) process.kill(Number(name), 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  }
}

function openLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 10 * 1024 * 1024) renameSync(path, `${path}.old`);
  return openSync(path, 'a', 0o600);
}

function lastWords(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-20);
  const worst = lines.findLast((line) => /FATAL|PANIC/.test(line)) ?? lines.at(-1) ?? '';
  return worst.replace(/^.*?(FATAL|PANIC):\s*/, '');
}
