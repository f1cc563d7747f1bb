import { connect, type Sql } from '../../db/client.ts';
import type { Shutdown } from './shutdown.ts';

const PATIENCE_MS = 1000;

/** Looks at the database for those who run the explorer, over one connection of its own. */
export class Probe {
  private readonly reader: Sql;
  private asking: Promise<string | null> | null = null;

  constructor(
    readerUrl: string,
    private readonly shutdown: Shutdown,
  ) {
    this.reader = connect(readerUrl, 1, { statement_timeout: PATIENCE_MS });
    shutdown.later(() => this.reader.end({ timeout: 1 }));
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

  /** The connections of the reading login by their state. Throws when the database does not answer. */
  async connections(): Promise<Record<string, number>> {
    const rows = await within(
      PATIENCE_MS,
      this.reader<{ state: string; count: number }[]>`
        select state, count(*)::int as count from pg_stat_activity
        where usename = current_user and state is not null group by state`,
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
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
