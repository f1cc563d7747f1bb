import type { Sql } from '../client.ts';
import { REVOKED_FUNCTIONS, REVOKED_VIEWS } from '../sql-page/forbidden-names.ts';

/** Milliseconds, where no unit is given. */
const SQL_LIMITS: Record<string, string> = {
  default_transaction_read_only: 'on',
  statement_timeout: '15s',
  lock_timeout: '1s',
  idle_in_transaction_session_timeout: '15s',
  // A worker would be a process of its own, with memory of its own.
  max_parallel_workers_per_gather: '0',
  work_mem: '16MB',
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

/** Takes from everyone what a database gives everyone at first, as far as this user may. */
export async function hardenDatabase(owner: Sql): Promise<void> {
  const [row] = await owner<{ name: string }[]>`select current_database() as name`;
  await attempt(() => owner`revoke create, temporary on database ${owner(row?.name ?? '')} from public`);
  await attempt(() => owner`revoke create on schema public from public`);
  await revokeFunctions(owner);
  const views = await owner<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'pg_catalog'::regnamespace and relname = any(${REVOKED_VIEWS})
      and has_table_privilege('public', oid, 'select')`;
  for (const { name } of views) await attempt(() => owner`revoke select on ${owner(`pg_catalog.${name}`)} from public`);
}

/** Functions that read files, lock, wait, signal, write or run SQL in a string; anyone may call many of them at first. */
async function revokeFunctions(owner: Sql): Promise<void> {
  const functions = await owner<{ signature: string }[]>`
    select oid::regprocedure::text as signature from pg_proc
    where pronamespace = 'pg_catalog'::regnamespace and proname ~ ${REVOKED_FUNCTIONS}
      and has_function_privilege('public', oid, 'execute')`;
  if (functions.length === 0) return;
  const signatures = functions.map(({ signature }) => signature).join(', ');
  await attempt(() => owner.unsafe(`revoke execute on function ${signatures} from public`));
}

/** What both roles need to search, and the catalogue, which only the pages read. */
export async function shareCatalog(owner: Sql, role: string, isReader: boolean): Promise<void> {
  const [row] = await owner<{ name: string }[]>`select current_database() as name`;
  const to = owner(role);
  await attempt(() => owner`grant connect on database ${owner(row?.name ?? '')} to ${to}`);
  await attempt(() => owner`grant usage on schema public to ${to}`);
  await owner`grant usage on schema template to ${to}`;
  await owner`grant execute on all functions in schema template to ${to}`;
  if (!isReader) return;
  await owner`grant usage on schema catalog to ${to}`;
  await owner`grant select on all tables in schema catalog to ${to}`;
  // A list of what must not be shown is not to be shown either.
  await owner`revoke all on catalog.exclusion from ${to}`;
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
