import postgres from 'postgres';
import type { Sql } from '../client.ts';
import { endReaders } from './end-readers.ts';
import { isUnlocked } from './lock.ts';

/** Requests end within a minute; half of that has passed before a retired version is looked at at all. */
const GRACE_SECONDS = 30;
/** Then whoever still reads it is cut off. */
const PATIENCE_SECONDS = 600;
const LOCK_TIMEOUT_MS = 1000;

interface VersionRow {
  id: number;
  dataset: string;
  schemaName: string;
  isOverdue: boolean;
}

/**
 * Drops versions that nobody needs any more: those retired for 30 seconds, and those whose loader has died. Returns the
 * names of the schemas dropped.
 *
 * A version that somebody still reads is left for the next call, at the latest after 10 minutes: then its readers are
 * cut off. Cheap when there is nothing to drop; call it now and then.
 */
export async function dropRetired(owner: Sql): Promise<string[]> {
  const retired = await owner<VersionRow[]>`
    select id::int, dataset, schema_name as "schemaName",
      retired_at < now() - make_interval(secs => ${PATIENCE_SECONDS}) as "isOverdue"
    from catalog.version where state = 'retired' and retired_at <= now() - make_interval(secs => ${GRACE_SECONDS})`;
  const dropped: string[] = [];
  for (const version of retired) {
    if (await dropVersion(owner, version, version.isOverdue)) dropped.push(version.schemaName);
  }
  return [...dropped, ...(await dropDead(owner))];
}

async function dropDead(owner: Sql): Promise<string[]> {
  const loading = await owner<VersionRow[]>`
    select id::int, dataset, schema_name as "schemaName", true as "isOverdue"
    from catalog.version
    where state = 'loading' and created_at <= now() - make_interval(secs => ${GRACE_SECONDS})`;
  const dropped: string[] = [];
  for (const version of loading) {
    if (await dropVersion(owner, version, true, version.dataset)) dropped.push(version.schemaName);
  }
  return dropped;
}

/** Drops what loaders that died left of a dataset. The caller holds the dataset's lock. Returns the schemas dropped. */
export async function dropLeftovers(owner: Sql, dataset: string): Promise<string[]> {
  const loading = await owner<VersionRow[]>`
    select id::int, dataset, schema_name as "schemaName", true as "isOverdue"
    from catalog.version where dataset = ${dataset} and state = 'loading'`;
  for (const version of loading) await dropVersion(owner, version, true);
  return loading.map((version) => version.schemaName);
}

/**
 * Drops a version's schema with all that is in it; its row and what was read into it stay in the catalogue.
 *
 * False when somebody reads it and `force` is not set; with `force` what is in the way is cancelled, then ended, as far
 * as the owner may. False, too, when the lock of `unlessLocked`, a dataset, is held. Dropping a dropped version does
 * nothing.
 */
export async function dropVersion(
  owner: Sql,
  version: { id: number; schemaName: string },
  force: boolean,
  unlessLocked: string | null = null,
): Promise<boolean> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await owner.begin(async (tx) => {
        if (unlessLocked !== null && !(await isUnlocked(tx, unlessLocked))) return false;
        await tx`select set_config('lock_timeout', ${String(LOCK_TIMEOUT_MS)}, true)`;
        await tx`drop schema if exists ${tx(version.schemaName)} cascade`;
        await tx`update catalog.version set state = 'dropped' where id = ${version.id}`;
        return true;
      });
    } catch (error) {
      if (!hasCode(error, '55P03')) throw error;
      if (!force || attempt === 4) return false;
      // Cancelling is tried first: it costs the reader one question, not the connection.
      await endReaders(owner, version.schemaName, attempt < 2 ? 'pg_cancel_backend' : 'pg_terminate_backend');
    }
  }
}

const hasCode = (error: unknown, code: string) => error instanceof postgres.PostgresError && error.code === code;
