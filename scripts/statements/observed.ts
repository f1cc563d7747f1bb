import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Sql } from '../../db/client.ts';
import { startEmbedded } from '../../db/embedded.ts';
import { migrate } from '../../db/migrate.ts';
import { ensureRoles } from '../../db/roles.ts';
import { LOG_SETTINGS, type Logged, readLog, stepMark } from './log.ts';

/** A throw-away Postgres that writes down what it is asked. */
export class Observed {
  private constructor(
    readonly folder: string,
    readonly url: string,
    readonly owner: Sql,
    readonly stop: () => Promise<void>,
  ) {}

  static async start(): Promise<Observed> {
    const folder = mkdtempSync(join(tmpdir(), 'explorer-statements-'));
    chmodSync(folder, 0o755);
    const settings = { fsync: 'off', shared_buffers: '128MB', ...LOG_SETTINGS };
    const server = await startEmbedded(join(folder, 'data'), { settings });
    await migrate(server.url);
    await ensureRoles(server.url);
    const owner = connect(server.url, 1, { application_name: 'statements' });
    return new Observed(folder, server.url, owner, async () => {
      await owner.end({ timeout: 1 });
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    });
  }

  async step<T>(name: string, work: () => Promise<T>): Promise<T> {
    await this.owner.unsafe(stepMark(name));
    return work();
  }

  /** Visitors' logins write nothing to the log, for what they ask is theirs; here nobody is one. */
  async logVisitors(): Promise<void> {
    const roles = await this.owner<{ name: string }[]>`
      select rolname as name from pg_roles where rolname like '%sql'`;
    for (const { name } of roles) await this.owner`alter role ${this.owner(name)} reset log_min_messages`;
  }

  get log(): Logged[] {
    return readLog(join(this.folder, 'data', 'postgres')).filter(({ application }) => application !== 'statements');
  }
}
