import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from '../../db/client.ts';
import { handOver, homeFor } from '../../db/embedded/account.ts';
import { findBinaries, identity } from '../../db/embedded/binaries.ts';
import { startEmbedded } from '../../db/embedded.ts';

const PASSWORD = 'for-a-test';

/** A Postgres that takes connections over TCP with TLS only, with a certificate that it has signed itself. */
export interface TlsServer {
  /** The owner's address; with sslmode=require. */
  url: string;
  /** The path of its certificate. */
  certificate: string;
  /** Kills it, every process of it, and starts it again. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Whether there is a program here to make a certificate with. */
export const hasOpenssl = spawnSync('openssl', ['version'], { stdio: 'ignore' }).status === 0;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Makes the cluster, lets it in over TLS with a password, and gives it a certificate. */
async function makeCluster(folder: string): Promise<string> {
  const embedded = await startEmbedded(folder, { settings: { fsync: 'off', shared_buffers: '32MB' } });
  const owner = connect(embedded.url, 1);
  await owner.unsafe(`create role tls superuser login password '${PASSWORD}'`);
  await owner.end();
  await embedded.stop();
  const cluster = join(folder, 'postgres');
  const rules = readFileSync(join(cluster, 'pg_hba.conf'), 'utf8');
  writeFileSync(join(cluster, 'pg_hba.conf'), `hostssl all tls 127.0.0.1/32 scram-sha-256\n${rules}`);
  const [key, certificate] = ['server.key', 'server.crt'].map((name) => join(cluster, name)) as [string, string];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'];
  const run = spawnSync('openssl', [...request, '-keyout', key, '-out', certificate], { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(run.stderr);
  chmodSync(key, 0o600);
  for (const path of [key, certificate]) handOver(path, homeFor(folder, () => {}).account);
  return cluster;
}

async function launch(folder: string, cluster: string, port: number): Promise<ChildProcess> {
  const home = homeFor(folder, () => {});
  const settings = { port, listen_addresses: '127.0.0.1', ssl: 'on', unix_socket_directories: '' };
  const words = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(findBinaries(home).postgres, ['-D', cluster, ...words], {
    ...identity(home.account),
    cwd: '/',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' } as never,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  for (const end = Date.now() + 60_000; !said.includes('ready to accept'); await sleep(20)) {
    if (Date.now() > end || child.exitCode !== null) throw new Error(said);
  }
  return child;
}

export async function tlsServer(): Promise<TlsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'explorer-tls-'));
  const cluster = await makeCluster(folder);
  const port = await freePort();
  let child = await launch(folder, cluster, port);
  const end = async (signal: NodeJS.Signals) => {
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  };
  return {
    url: `postgres://tls:${PASSWORD}@127.0.0.1:${port}/explorer?sslmode=require`,
    certificate: join(cluster, 'server.crt'),
    restart: async () => {
      await end('SIGQUIT');
      child = await launch(folder, cluster, port);
    },
    stop: async () => {
      await end('SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
