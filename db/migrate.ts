import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import { connect, type Sql } from './client.ts';
import { checkAddress, connectionError } from './connection-error.ts';
import { checkServer } from './server-check.ts';

/** Held while the database's structure or roles are changed, so that two programs starting at once take turns. */
const STRUCTURE_LOCK = 7_301_864;

/**
 * Brings the database to the structure of this program; does nothing, in some 20 ms, when it is there.
 *
 * Throws a SetupError, one sentence, when the server cannot be reached, is too old or lacks an extension or a right.
 */
export async function migrate(ownerUrl: string): Promise<void> {
  await withStructureLock(ownerUrl, async (owner) => {
    await checkServer(owner);
    await applyMigrations(drizzle(owner), {
      migrationsFolder: fileURLToPath(new URL('./migrations', import.meta.url)),
    });
  });
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
