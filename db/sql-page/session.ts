import { connect, type Sql } from '../client.ts';
import { type Place, takeTls } from '../secure-socket.ts';
import { limitMemory } from './memory-limit.ts';
import { type MeteredSocket, openMetered } from './metered-socket.ts';

/** Settings that a stranger's session gives itself; what the role may do, and change, is db/roles. */
export const strangerParameters = (schema: string): Record<string, string> => ({
  search_path: `"${schema.replaceAll('"', '""')}"`,
  default_transaction_read_only: 'on',
  standard_conforming_strings: 'on',
  bytea_output: 'hex',
  client_min_messages: 'error',
  client_connection_check_interval: '1000',
  lock_timeout: '1000',
  idle_in_transaction_session_timeout: '15000',
  work_mem: '16MB',
  jit: 'off',
  // A worker would be a process of its own, with memory of its own.
  max_parallel_workers_per_gather: '0',
});

/** Every value leaves as the text that Postgres prints, and enters as the text it is. */
const AS_TEXT = {
  text: {
    to: 25,
    from: [16, 17, 20, 21, 23, 26, 114, 700, 701, 1082, 1083, 1114, 1184, 1266, 3802],
    serialize: String,
    parse: (x: string) => x,
  },
};

/** A connection of its own for one statement, in a transaction that only reads and is never committed. */
export interface Session {
  sql: Sql;
  /** Drops the connection, and with it the transaction, whatever it is doing. */
  close(): void;
}

export interface SessionOptions {
  url: string;
  /** The schema in which tables are found; no other is on the search path. */
  schema: string;
  milliseconds: number;
  /** After so many bytes from the server the connection is cut with AnswerTooLarge. */
  bytes: number;
  /** Settings that differ from a stranger's. */
  parameters?: Record<string, string>;
}

/**
 * Connects for one statement: nothing that one visitor's does to the connection is met by the next. Throws what the
 * server or the system says when it cannot be had.
 */
export async function openSession({ url, schema, milliseconds, bytes, parameters }: SessionOptions): Promise<Session> {
  const tls = takeTls(new URL(url));
  const sockets: MeteredSocket[] = [];
  const socket = (place: Place) => {
    const opened = openMetered(place, tls, bytes);
    sockets.push(opened);
    return opened;
  };
  const settings = { ...strangerParameters(schema), statement_timeout: String(milliseconds), ...parameters };
  const sql = connect(url, 1, settings, { types: AS_TEXT, fetch_types: false, socket });
  const close = () => {
    sql.end({ timeout: 0 }).catch(() => {});
    for (const opened of sockets) opened.destroySoon();
  };
  try {
    const begun = await sql.unsafe('begin transaction read only');
    await limitMemory(begun.state.pid, decodeURIComponent(new URL(url).username));
    return { sql, close };
  } catch (error) {
    close();
    throw error;
  }
}
