import type { Sql } from '../client.ts';
import type { Session } from './session.ts';

export interface DatasetLock {
  /** Gives the lock back; the connection that holds it returns to the pool. */
  release(): Promise<void>;
}

/**
 * The right to make versions of a dataset: one holder at a time, over all processes on this database.
 *
 * Null when somebody else has it. It takes a connection of the pool for as long as it is held, and goes when that
 * connection goes: a version in state `loading` whose lock is free belongs to a loader that died.
 */
export async function lockDataset(owner: Sql, dataset: string): Promise<DatasetLock | null> {
  const session = await owner.reserve();
  if (!(await tryLock(session, dataset))) {
    session.release();
    return null;
  }
  return {
    async release() {
      await session`select pg_advisory_unlock(hashtextextended(${keyText(dataset)}, 0))`;
      session.release();
    },
  };
}

/** Whether nobody holds the lock; it is then ours until the transaction `tx` ends. */
export async function isUnlocked(tx: Session, dataset: string): Promise<boolean> {
  const [row] = await tx<{ locked: boolean }[]>`
    select pg_try_advisory_xact_lock(hashtextextended(${keyText(dataset)}, 0)) as locked`;
  return row?.locked === true;
}

const keyText = (dataset: string) => `versions of ${dataset}`;

async function tryLock(session: Session, dataset: string): Promise<boolean> {
  const [row] = await session<{ locked: boolean }[]>`
    select pg_try_advisory_lock(hashtextextended(${keyText(dataset)}, 0)) as locked`;
  return row?.locked === true;
}
