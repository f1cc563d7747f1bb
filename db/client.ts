import postgres from 'postgres';
import { withLateClose } from './late-close.ts';
import { dial, type Place, takeTls } from './secure-socket.ts';
import { STORED_TYPES } from './stored-types.ts';
import { withWholeRows } from './whole-rows.ts';

export type Sql = postgres.Sql<{ bigint: bigint }>;
export type Fragment = postgres.PendingQuery<postgres.Row[]>;

/**
 * Makes the first message on a connection longer than a kilobyte: postgres.js sends that at once, while a shorter one
 * may wait for ever behind one that was given up when the connection broke before.
 */
const PADDING = '-'.repeat(1024);

/**
 * A pool of connections to a Postgres server.
 *
 * `url` is postgres://user:password@host:port/database; `?host=/folder` names the folder of a unix socket, as in
 * libpq; `?sslmode=` and `?sslrootcert=` are those of libpq, too. `parameters` are server settings of every session, such as statement_timeout in milliseconds. Statements are
 * not prepared by name: each is planned for its own values, which differ a thousandfold in how many rows they match.
 * `options` are postgres.js's own and win.
 */
export function connect(
  url: string,
  max: number,
  parameters: Record<string, string | number> = {},
  options: object = {},
): Sql {
  const parsed = new URL(url);
  const socketFolder = parsed.searchParams.get('host');
  parsed.searchParams.delete('host');
  const tls = takeTls(parsed);
  const sql = postgres(parsed.href, {
    ...(socketFolder ? { host: socketFolder } : {}),
    max,
    prepare: false,
    connect_timeout: 5,
    idle_timeout: 60,
    // Seconds; its own grow to twenty, and a server that is back must be found at once.
    backoff: () => 0.2,
    ssl: false,
    ...{ socket: (place: Place) => withLateClose(dial(place, tls)) },
    onnotice: () => {},
    connection: { application_name: 'aesthetic-explorer', 'explorer.padding': PADDING, ...parameters } as never,
    types: STORED_TYPES as never,
    ...options,
  });
  return withWholeRows(sql) as unknown as Sql;
}

/**
 * The error as Postgres's own, else null. Known by its fields: every bundle of pages brings a class of its own, while
 * they share their pools.
 */
export function postgresError(error: unknown): postgres.PostgresError | null {
  const { severity, code } = (error ?? {}) as Partial<postgres.PostgresError>;
  return typeof severity === 'string' && typeof code === 'string' ? (error as postgres.PostgresError) : null;
}
