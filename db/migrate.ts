import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { connect, type Sql } from './client.ts';
import { checkAddress, connectionError } from './connection-error.ts';
import { checkServer } from './server-check.ts';

/** Held while the database's structure or roles are changed, so that two programs starting at once take turns. */
const STRUCTURE_LOCK = 7_301_864;

const MIGRATIONS = fileURLToPath(new URL('./migrations', import.meta.url));

/**
 * Brings the database to the structure of this program; does nothing, in some 20 ms, when it is there.
 *
 * Throws a SetupError, one sentence, when the server cannot be reached, is too old or lacks an extension or a right.
 */
export async function migrate(ownerUrl: string): Promise<void> {
  await withStructureLock(ownerUrl, async (owner) => {
    await checkServer(owner);
    if (await isUpToDate(owner)) return;
    // Loaded only now: that alone takes a tenth of a start, and nearly always there is nothing to do.
    const { drizzle } = await import('drizzle-orm/postgres-js');
    const { migrate: applyMigrations } = await import('drizzle-orm/postgres-js/migrator');
    await applyMigrations(drizzle(owner), { migrationsFolder: MIGRATIONS });
  });
}

/** Whether the last migration there is was the last to be applied, by drizzle's own note. */
async function isUpToDate(owner: Sql): Promise<boolean> {
  const { entries } = JSON.parse(readFileSync(`${MIGRATIONS}/meta/_journal.json`, 'utf8')) as {
    entries: { when: number }[];
  };
  const [found] = await owner<{ noted: boolean }[]>`
    select to_regclass('drizzle.__drizzle_migrations') is not null as noted`;
  if (!found?.noted) return false;
  const [last] = await owner<{ when: number }[]>`
    select max(created_at)::float8 as when from drizzle.__drizzle_migrations`;
  return last?.when === entries.at(-1)?.when;
}

/** As `withOwnerLock`, for changes of the structure and the roles. */
export function withStructureLock<T>(ownerUrl: string, work: (owner: Sql) => Promise<T>): Promise<T> {
  return withOwnerLock(ownerUrl, STRUCTURE_LOCK, work);
}

/**
 * Runs `work` on a connection of its own, a single one, while no other process works under the same number in this
 * database; waits for one that does. Throws a SetupError when the server cannot be reached.
 */
export async function withOwnerLock<T>(ownerUrl: string, lock: number, work: (owner: Sql) => Promise<T>): Promise<T> {
  checkAddress(ownerUrl, 'DATABASE_URL');
  const owner = connect(ownerUrl, 1, { client_min_messages: 'warning' });
  try {
    await owner`select pg_advisory_lock(${lock})`;
    return await work(owner);
  } catch (error) {
    throw connectionError(ownerUrl, error) ?? error;
  } finally {
    await owner.end({ timeout: 5 });
  }
}
