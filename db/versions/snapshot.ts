import type { Readable } from 'node:stream';
import { connect, type Sql } from '../client.ts';
import type { Session } from './session.ts';

/** A connection that is read from for long at a time: nothing cuts it off but its end. */
const LASTING = { idle_timeout: 0, max_lifetime: 0 };
const SETTINGS = {
  application_name: 'aesthetic-explorer backup',
  statement_timeout: 0,
  idle_in_transaction_session_timeout: 0,
  // Values whose text depends on settings are written one way.
  datestyle: 'ISO',
  intervalstyle: 'postgres',
  timezone: 'UTC',
  extra_float_digits: 1,
  bytea_output: 'hex',
  // Rows come in the order in which they lie.
  synchronize_seqscans: 'off',
};

/** The database as it was at one moment, whatever others do meanwhile. */
export interface Snapshot {
  session: Session;
  /**
   * The rows of a query as CSV (UTF-8; an unquoted empty field is null, a quoted one an empty text), made as fast as
   * `consume` reads them. The stream breaks with Postgres's error.
   */
  copyOut<T>(query: string, consume: (csv: Readable) => Promise<T>): Promise<T>;
  end(): Promise<void>;
}

/** Opens a snapshot; tables that are locked in its session are there until its end. */
export async function openSnapshot(ownerUrl: string): Promise<Snapshot> {
  const keeper = connect(ownerUrl, 1, SETTINGS, LASTING);
  try {
    await keeper.unsafe('begin isolation level repeatable read read only');
    const [row] = await keeper<{ id: string }[]>`select pg_export_snapshot() as id`;
    return {
      session: keeper,
      copyOut: (query, consume) => copyOut(connect(ownerUrl, 1, SETTINGS, LASTING), row?.id ?? '', query, consume),
      end: () => keeper.end({ timeout: 0 }),
    };
  } catch (error) {
    await keeper.end({ timeout: 0 });
    throw error;
  }
}

/** On a connection of its own, for postgres.js may leave its socket paused after the last row. */
async function copyOut<T>(
  connection: Sql,
  snapshot: string,
  query: string,
  consume: (csv: Readable) => Promise<T>,
): Promise<T> {
  try {
    await connection.unsafe('begin isolation level repeatable read read only');
    await connection.unsafe(`set transaction snapshot '${snapshot}'`);
    const csv = await connection.unsafe(`copy (${query}) to stdout (format csv, encoding 'UTF8')`).readable();
    return await consume(csv);
  } finally {
    await connection.end({ timeout: 0 });
  }
}
