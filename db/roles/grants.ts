import type { Sql } from '../client.ts';

/** Milliseconds, where no unit is given. */
const SQL_LIMITS: Record<string, string> = {
  default_transaction_read_only: 'on',
  statement_timeout: '15s',
  lock_timeout: '1s',
  idle_in_transaction_session_timeout: '15s',
  max_parallel_workers_per_gather: '1',
  // From here on a superuser's to set, or unknown to older servers.
  temp_file_limit: '1GB',
  transaction_timeout: '30s',
  log_min_messages: 'fatal',
};

const READER_LIMITS: Record<string, string> = {
  statement_timeout: '60s',
  lock_timeout: '5s',
  idle_in_transaction_session_timeout: '60s',
};

/** Functions anyone may call by default that leave something behind even when the transaction is rolled back. */
const LASTING_FUNCTIONS = [
  'pg_advisory_lock',
  'pg_advisory_lock_shared',
  'pg_try_advisory_lock',
  'pg_try_advisory_lock_shared',
];

/** Functions that write although they are called in a SELECT. */
const WRITING_FUNCTIONS = [
  'lo_creat',
  'lo_create',
  'lo_from_bytea',
  'lo_put',
  'lo_unlink',
  'lowrite',
  'lo_open',
  'lo_truncate',
];

/** Takes from everyone what a database gives everyone at first, as far as this user may. */
export async function hardenDatabase(owner: Sql): Promise<void> {
  const [row] = await owner<{ name: string }[]>`select current_database() as name`;
  await attempt(() => owner`revoke create, temporary on database ${owner(row?.name ?? '')} from public`);
  await attempt(() => owner`revoke create on schema public from public`);
  const functions = await owner<{ signature: string }[]>`
    select oid::regprocedure::text as signature from pg_proc
    where pronamespace = 'pg_catalog'::regnamespace
      and proname = any(${[...LASTING_FUNCTIONS, ...WRITING_FUNCTIONS]})
      and has_function_privilege('public', oid, 'execute')`;
  for (const { signature } of functions) {
    await attempt(() => owner.unsafe(`revoke execute on function ${signature} from public`));
  }
}

/** What both roles see of the catalogue: the names in it, and the tables themselves only for the pages. */
export async function shareCatalog(owner: Sql, role: string, isReader: boolean): Promise<void> {
  const [row] = await owner<{ name: string }[]>`select current_database() as name`;
  const to = owner(role);
  await attempt(() => owner`grant connect on database ${owner(row?.name ?? '')} to ${to}`);
  await attempt(() => owner`grant usage on schema public to ${to}`);
  await owner`grant usage on schema catalog, template to ${to}`;
  await owner`grant execute on all functions in schema template to ${to}`;
  if (!isReader) return;
  await owner`grant select on all tables in schema catalog to ${to}`;
  await owner`grant usage on schema kept to ${to}`;
  await owner`grant select, insert, update, delete on all tables in schema kept to ${to}`;
  await owner`grant usage on all sequences in schema kept to ${to}`;
  await owner`alter default privileges in schema kept grant select, insert, update, delete on tables to ${to}`;
}

/** Limits of the pages' sessions, above the deadlines that each question sets itself. */
export const limitReader = (owner: Sql, role: string) => setLimits(owner, role, READER_LIMITS);

/** Limits of the sessions that run what strangers wrote; they can loosen some of them, so rights are the guard. */
export const limitSql = (owner: Sql, role: string) => setLimits(owner, role, SQL_LIMITS);

async function setLimits(owner: Sql, role: string, limits: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(limits)) {
    await attempt(() => owner.unsafe(`alter role "${role.replaceAll('"', '""')}" set ${name} = '${value}'`));
  }
}

/** What a server may refuse for want of a right, with the explorer none the worse than before. */
async function attempt(statement: () => PromiseLike<unknown>): Promise<void> {
  try {
    await statement();
  } catch (error) {
    const code = (error as { code?: string }).code ?? '';
    // Insufficient privilege; unknown or unchangeable setting; no such schema.
    if (!['42501', '42704', '55P02', '3F000', '0A000'].includes(code)) throw error;
  }
}
