import postgres from 'postgres';
import type { Sql } from '../client.ts';

/** What an owner who is no superuser meets who would end what other roles do. */
const NOT_ALLOWED = '42501';

/** The others that have a table of a schema open, in a transaction that began before `since`, a time of the database. */
const readers = (owner: Sql, schemaName: string, since: string) => owner`
  select distinct l.pid from pg_locks l join pg_class c on c.oid = l.relation join pg_stat_activity a on a.pid = l.pid
  where l.database = (select oid from pg_database where datname = current_database())
    and c.relnamespace = to_regnamespace(quote_ident(${schemaName})) and l.pid <> pg_backend_pid()
    and (a.xact_start is null or a.xact_start < ${since}::text::timestamptz)`;

export async function isRead(owner: Sql, schemaName: string, since: string): Promise<boolean> {
  return (await readers(owner, schemaName, since)).length > 0;
}

/**
 * Cancels the statements of these readers, or ends their connections; a cursor that waits for its client can only be
 * ended. An owner who may not leaves them to their own limits.
 */
export async function endReaders(
  owner: Sql,
  schemaName: string,
  how: 'pg_cancel_backend' | 'pg_terminate_backend',
  since = 'infinity',
): Promise<void> {
  try {
    await owner`select ${owner(how)}(pid) from (${readers(owner, schemaName, since)}) r`;
  } catch (error) {
    if (!(error instanceof postgres.PostgresError && error.code === NOT_ALLOWED)) throw error;
  }
}
