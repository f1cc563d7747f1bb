import type { Session } from '../versions/session.ts';

/** Shared by those who change rules; alone for who publishes a version, so that no rule slips through in between. */
const RULES_LOCK = 7_301_866;
/** With a version's number: one at a time moves its rows. */
const ROWS_LOCK = 7_301_867;

/** No rule is added or ended until the transaction is over. */
export const lockRules = (tx: Session) => tx`select pg_advisory_xact_lock(${RULES_LOCK})`;

/** No version is published until the transaction is over. */
export const changeRules = (tx: Session) => tx`select pg_advisory_xact_lock_shared(${RULES_LOCK})`;

/** Nobody else moves rows of the version until the transaction is over. */
export const lockRows = (tx: Session, versionId: number) =>
  tx`select pg_advisory_xact_lock(${ROWS_LOCK}::int, ${versionId}::int)`;

/** The same where nobody does; false, and nothing is held, where somebody does. */
export async function tryLockRows(tx: Session, versionId: number): Promise<boolean> {
  const [row] = await tx<{ locked: boolean }[]>`
    select pg_try_advisory_xact_lock(${ROWS_LOCK}::int, ${versionId}::int) as locked`;
  return row?.locked ?? false;
}
