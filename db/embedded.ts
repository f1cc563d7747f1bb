import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from './client.ts';
import { type Home, homeFor } from './embedded/account.ts';
import { type Binaries, findBinaries } from './embedded/binaries.ts';
import { isAsPrepared, OWNER, prepareCluster } from './embedded/cluster.ts';
import { hold, isHeld } from './embedded/holders.ts';
import { withLock } from './embedded/lock.ts';
import { findPostmaster, launch, type Postmaster, stopPostmaster } from './embedded/postmaster.ts';
import { socketFolderOf } from './embedded/socket-folder.ts';
import { SetupError } from './setup-error.ts';

const DATABASE = 'explorer';
const WATCH_MS = 200;

export interface Embedded {
  /** Address of the owner's connection, over a unix socket: `connect()` of db/client.ts understands it. */
  url: string;
  /** Lets go of the server; the last process that uses it ends it. May be called twice. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Settings of the server that differ from those for this machine, as in postgresql.conf. */
  settings?: Record<string, string>;
  /** Brings the server back, at the same address, should it die. */
  keepAlive?: boolean;
  /** Hears sentences that whoever starts the program should read. */
  notice?: (sentence: string) => void;
}

/**
 * The Postgres inside the project, running on the data in `dataDir`, with a database `explorer`.
 *
 * Makes the data folder the first time (two seconds), recovers after a crash. A server that another process has started
 * on the same folder is shared. One whose users have all died is taken over as it runs, for to stop it may mean to write
 * gigabytes first; only when its program or its settings are others by now is it stopped and started again. Throws a
 * SetupError, one sentence, where the machine does not allow it.
 */
export async function startEmbedded(dataDir: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const { settings = {}, keepAlive = false, notice = () => {} } = options;
  if (process.platform === 'win32') throw new SetupError('On Windows, set DATABASE_URL to a Postgres server.');
  const home = homeFor(dataDir, notice);
  const lock = join(home.folder, 'lock');
  const ensure = () => ensureServer(home, settings);
  const { postmaster, release } = await withLock(lock, async () => {
    const running = await ensure();
    return { postmaster: running, release: hold(home) };
  });
  const { socketFolder } = postmaster;
  const stopWatching = keepAlive ? watch(home, lock, ensure, notice) : () => {};
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopWatching();
    stopped ??= withLock(lock, () => leave(home, socketFolder, release));
    return stopped;
  };
  return { url: `postgres://${OWNER}@localhost/${DATABASE}?host=${encodeURIComponent(socketFolder)}`, stop };
}

/** The running server when somebody uses it, else a new one, at the same address as any before. To be called locked. */
async function ensureServer(home: Home, settings: Record<string, string>): Promise<Postmaster> {
  const cluster = clusterOf(home);
  const shared = isHeld(home) ? await answering(cluster) : null;
  if (shared) return shared;
  const binaries: Binaries = findBinaries(home);
  const orphan = findPostmaster(cluster);
  if (orphan && isAsPrepared(cluster, binaries, settings) && (await isAnswering(orphan))) return orphan;
  if (orphan) await stopPostmaster(cluster, orphan.pid);
  prepareCluster(home, binaries, settings);
  const postmaster = await launch(home, binaries, cluster, socketFolderOf(home));
  await ensureDatabase(postmaster.socketFolder);
  return postmaster;
}

/** Asked once: a server without users that says nothing is stopped. */
const isAnswering = ({ isReady, socketFolder }: Postmaster): Promise<boolean> =>
  isReady
    ? ensureDatabase(socketFolder).then(
        () => true,
        () => false,
      )
    : Promise.resolve(false);

const clusterOf = (home: Home) => join(home.folder, 'postgres');

/** The server that runs on this data, once it has answered; null when it ends meanwhile, as one just killed does. */
async function answering(cluster: string): Promise<Postmaster | null> {
  for (let tries = 0; ; tries++) {
    const postmaster = findPostmaster(cluster);
    if (!postmaster) return null;
    try {
      if (postmaster.isReady) await ensureDatabase(postmaster.socketFolder);
      if (postmaster.isReady) return postmaster;
    } catch (error) {
      if (tries > 600) throw new SetupError(`Postgres runs on ${cluster} and does not answer (${error}).`);
    }
    await sleep(50);
  }
}

async function ensureDatabase(socketFolder: string): Promise<void> {
  const sql = connect(`postgres://${OWNER}@localhost/postgres?host=${encodeURIComponent(socketFolder)}`, 1);
  try {
    const found = await sql`select 1 from pg_database where datname = ${DATABASE}`;
    if (found.length === 0) await sql`create database ${sql(DATABASE)}`;
  } finally {
    await sql.end();
  }
}

async function leave(home: Home, socketFolder: string, release: () => void): Promise<void> {
  release();
  if (isHeld(home)) return;
  const cluster = clusterOf(home);
  const running = findPostmaster(cluster);
  if (running) await stopPostmaster(cluster, running.pid);
  rmSync(socketFolder, { recursive: true, force: true });
}

/** Looks again and again whether the server lives. A failed attempt to bring it back is told and made again. */
function watch(home: Home, lock: string, revive: () => Promise<unknown>, notice: (sentence: string) => void) {
  let isBusy = false;
  let isStopped = false;
  const timer = setInterval(async () => {
    if (isBusy || findPostmaster(clusterOf(home))) return;
    isBusy = true;
    try {
      await withLock(lock, async () => {
        if (isStopped || findPostmaster(clusterOf(home))) return;
        await revive();
        notice('Postgres had ended and was started again.');
      });
    } catch (error) {
      notice(`Postgres had ended and does not start: ${(error as Error).message}`);
      await sleep(5000);
    }
    isBusy = false;
  }, WATCH_MS);
  timer.unref();
  return () => {
    isStopped = true;
    clearInterval(timer);
  };
}
