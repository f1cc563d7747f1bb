import { connect, type Sql } from '../../db/client.ts';
import type { Connections } from './metrics.ts';
import type { Shutdown } from './shutdown.ts';

const PATIENCE_MS = 1000;

/** Looks at the database for those who run the explorer, over connections of its own, made when they are needed. */
export class Probe {
  private readonly reader: Sql;
  /** Only the owner may see who is connected. */
  private readonly owner: Sql;
  private asking: Promise<string | null> | null = null;

  constructor(
    urls: { readerUrl: string; ownerUrl: string },
    private readonly shutdown: Shutdown,
  ) {
    this.reader = connect(urls.readerUrl, 1, { statement_timeout: PATIENCE_MS });
    this.owner = connect(urls.ownerUrl, 1, { statement_timeout: PATIENCE_MS });
    shutdown.later(async () => {
      await Promise.all([this.reader.end({ timeout: 1 }), this.owner.end({ timeout: 1 })]);
    });
  }

  /** Why no question can be answered just now; null: all of them can. However many ask, the database is asked once. */
  notReady(): Promise<string | null> {
    if (this.shutdown.hasBegun()) return Promise.resolve('The server is about to end.');
    this.asking ??= this.look().finally(() => {
      this.asking = null;
    });
    return this.asking;
  }

  private async look(): Promise<string | null> {
    try {
      const found = await within(
        PATIENCE_MS,
        this.reader`select 1 from catalog.dataset where current_version is not null limit 1`,
      );
      return found.length > 0 ? null : 'No dataset is published.';
    } catch {
      return 'The database does not answer.';
    }
  }

  /** Our connections by login and state. Throws when the database does not answer. */
  async connections(): Promise<Connections[]> {
    return within(
      PATIENCE_MS,
      this.owner<Connections[]>`
        select usename as login, coalesce(state, 'unknown') as state, count(*)::int as count from pg_stat_activity
        where datname = current_database() and usename is not null group by 1, 2`,
    );
  }
}

/** Throws when the promise takes longer; what comes of it then is nobody's any more. */
async function within<T>(milliseconds: number, promise: PromiseLike<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  const asked = Promise.resolve(promise);
  asked.catch(() => {});
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}
