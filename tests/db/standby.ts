import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { chown } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type Sql } from '../../db/client.ts';
import { type Embedded, startEmbedded } from '../../db/embedded.ts';
import { migrate } from '../../db/migrate.ts';
import { ensureRoles } from '../../db/roles.ts';

/** Of both servers; they may forget anything in a power cut. */
const SETTINGS = {
  fsync: 'off',
  full_page_writes: 'off',
  shared_buffers: '128MB',
  wal_level: 'replica',
  max_wal_senders: '4',
};

/** A Postgres and a hot standby of it that streams its log; how far the standby replays it is ours to say. */
export class Pair {
  private constructor(
    readonly folder: string,
    private readonly servers: { primary: Embedded; standby: Embedded },
    private readonly admin: { primary: Sql; standby: Sql },
  ) {}

  /** `prepare` fills the primary before it is copied. */
  static async start(prepare: (url: string, folder: string) => Promise<unknown>): Promise<Pair> {
    const folder = mkdtempSync(join(tmpdir(), 'explorer-pair-'));
    chmodSync(folder, 0o755);
    const [first, second] = [join(folder, 'primary'), join(folder, 'standby')];
    const before = await startEmbedded(first, { settings: SETTINGS });
    await migrate(before.url);
    await ensureRoles(before.url);
    await prepare(before.url, folder);
    await before.stop();
    const copy = spawnSync('cp', ['-a', first, second], { encoding: 'utf8' });
    if (copy.status !== 0) throw new Error(copy.stderr);
    const primary = await startEmbedded(first, { settings: SETTINGS });
    const standby = await startStandby(second, primary.url).catch(async (error) => {
      await primary.stop();
      throw error;
    });
    const admin = { primary: connect(primary.url, 1), standby: connect(standby.url, 1) };
    return new Pair(folder, { primary, standby }, admin);
  }

  get url(): string {
    return this.servers.primary.url;
  }

  get standbyUrl(): string {
    return this.servers.standby.url;
  }

  /** From now on the standby is behind. */
  async pause(): Promise<void> {
    await this.admin.standby`select pg_wal_replay_pause()`;
    for (;;) {
      const [row] = await this.admin.standby<{ state: string }[]>`select pg_get_wal_replay_pause_state() as state`;
      if (row?.state === 'paused') return;
      await sleep(10);
    }
  }

  async resume(): Promise<void> {
    await this.admin.standby`select pg_wal_replay_resume()`;
  }

  /** Waits until the standby has replayed all that the primary has written by now. */
  async caughtUp(): Promise<void> {
    const [primary] = await this.admin.primary<{ at: string }[]>`select pg_current_wal_lsn()::text as at`;
    for (;;) {
      const [standby] = await this.admin.standby<{ isThere: boolean }[]>`
        select pg_last_wal_replay_lsn() >= ${primary?.at ?? ''}::pg_lsn as "isThere"`;
      if (standby?.isThere) return;
      await sleep(20);
    }
  }

  /** Transactions that others have ended on the standby. */
  async standbyTransactions(): Promise<number> {
    await this.admin.standby`select pg_stat_force_next_flush()`;
    const [row] = await this.admin.standby<{ n: number }[]>`
      select sum(xact_commit + xact_rollback)::int as n from pg_stat_database where datname = current_database()`;
    return row?.n ?? 0;
  }

  /** Ends the standby, as if its machine were gone. */
  async loseStandby(): Promise<void> {
    await this.admin.standby.end({ timeout: 0 });
    await this.servers.standby.stop();
  }

  async stop(): Promise<void> {
    await Promise.all([this.admin.primary.end({ timeout: 1 }), this.admin.standby.end({ timeout: 1 })]);
    await this.servers.standby.stop();
    await this.servers.primary.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function startStandby(dataDir: string, primaryUrl: string): Promise<Embedded> {
  const cluster = join(dataDir, 'postgres');
  const signal = join(cluster, 'standby.signal');
  mkdirSync(cluster, { recursive: true });
  writeFileSync(signal, '');
  const { uid, gid } = statSync(cluster);
  await chown(signal, uid, gid);
  const { username, searchParams } = new URL(primaryUrl);
  const primary = `host=${searchParams.get('host')} user=${username}`;
  return startEmbedded(dataDir, { settings: { ...SETTINGS, primary_conninfo: primary } });
}
