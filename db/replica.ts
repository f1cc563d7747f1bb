import type { Dataset, Server } from './catalog.ts';
import { connect, type Sql } from './client.ts';
import { SetupError } from './setup-error.ts';
import { shared } from './shared.ts';

/** For so long what the replica said it holds stands without being asked again. It only ever gets further. */
const FRESH_MS = 1000;
/** For so long a question waits for the replica to say it; then the primary answers. */
const PATIENCE_MS = 500;

/** How often rows were taken out of each version that a server holds, or put back, by the name of its schema. */
type Held = ReadonlyMap<string, number>;

/** How often a dataset was to be read from each of the servers, where there is a choice. */
export const placements = shared('placements', (): Record<Server, number> => ({ primary: 0, replica: 0 }));

/** The address of a replica for a login of the primary's: a replica has the same logins. */
export function asLogin(replicaUrl: string, loginUrl: string): string {
  const url = new URL(replicaUrl);
  const { username, password } = new URL(loginUrl);
  url.username = username;
  url.password = password;
  return url.href;
}

/**
 * What a replica holds, asked at most once a second while that is enough. A replica never goes back, so what it held a
 * moment ago it holds now; whatever it is said not to hold is asked for again. One that is away is left alone for a second.
 */
export class Replica {
  private held: Held = new Map();
  private heldSince = Number.NEGATIVE_INFINITY;
  private awaySince = Number.NEGATIVE_INFINITY;
  private asking: Promise<void> | null = null;
  private sql: Sql;

  constructor(private readonly url: string) {
    this.sql = this.connect();
  }

  private connect(): Sql {
    return connect(this.url, 1, { statement_timeout: PATIENCE_MS, default_transaction_read_only: 'on' });
  }

  /**
   * The same datasets, each to be read where it can be: on the replica, if that holds the very version, and everything
   * that was taken out of it is gone there too; else on the primary. Never throws, and never waits for long.
   */
  async place(datasets: Dataset[]): Promise<Dataset[]> {
    const isHeld = ({ schema, epoch }: Dataset) => (this.held.get(schema) ?? -1) >= epoch;
    const now = performance.now();
    const isEnough = now - this.heldSince < FRESH_MS && datasets.every(isHeld);
    if (!isEnough && now - this.awaySince > FRESH_MS) await this.ask();
    return datasets.map((dataset) => {
      const server = isHeld(dataset) ? 'replica' : 'primary';
      placements[server]++;
      return { ...dataset, server };
    });
  }

  /** However many wait, the replica is asked once. */
  private ask(): Promise<void> {
    this.asking ??= this.look().finally(() => {
      this.asking = null;
    });
    return this.asking;
  }

  private async look(): Promise<void> {
    const asked = performance.now();
    const rows = await within(
      PATIENCE_MS,
      this.sql<{ schema: string; epoch: number }[]>`
        select schema_name as schema, epoch from catalog.version where state in ('published', 'retired')`,
    );
    this.held = new Map(rows?.map(({ schema, epoch }) => [schema, epoch]));
    if (rows) {
      this.heldSince = asked;
      return;
    }
    this.awaySince = performance.now();
    // A connection to a machine that is gone may hang for many minutes.
    this.sql.end({ timeout: 0 }).catch(() => {});
    this.sql = this.connect();
  }
}

/** Null when it fails, or is not there in time. */
async function within<T>(milliseconds: number, promise: PromiseLike<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), milliseconds);
  });
  const asked = Promise.resolve(promise).catch(() => null);
  return Promise.race([asked, late]).finally(() => clearTimeout(timer));
}

const replicas = shared('replicas', () => new Map<string, Replica>());

/** The replica at this address, as the pages' login sees it; one a process. */
export function replicaAt(url: string): Replica {
  const known = replicas.get(url);
  if (known) return known;
  const made = new Replica(url);
  replicas.set(url, made);
  return made;
}

/**
 * Looks at a replica when the program starts. Throws a SetupError for a server that is no standby, for such a one may
 * hold anything; says in a sentence what keeps it from answering; null: nothing does.
 */
export async function checkReplica(url: string): Promise<string | null> {
  const sql = connect(url, 1, { statement_timeout: 5000 });
  try {
    const [row] = await sql<{ isStandby: boolean }[]>`select pg_is_in_recovery() as "isStandby"`;
    if (row?.isStandby) return null;
  } catch (error) {
    return `The replica cannot be read from (${(error as Error).message}); until it can, the primary answers.`;
  } finally {
    await sql.end({ timeout: 1 });
  }
  throw new SetupError('DATABASE_REPLICA_URL is no standby: give the address of a physical replica of the database.');
}
