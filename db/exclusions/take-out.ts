import { setTimeout as sleep } from 'node:timers/promises';
import type { Sql } from '../client.ts';
import { printed, type SQL, sql } from '../sql.ts';
import { endReaders, isRead } from '../versions/end-readers.ts';
import type { Session } from '../versions/session.ts';
import { changeRules, lockRows, tryLockRows } from './locks.ts';
import { matchingIds } from './matching.ts';
import { move } from './move.ts';
import type { Rule } from './rules.ts';

/** More rows than these take longer to move than a rule may take to be in force. */
const MANY = 2000;
/** Pages have been answered by then; what still reads is an export. */
const PAGES_MS = 1000;
const LOOK_MS = 100;

export interface OpenVersion {
  id: number;
  schemaName: string;
}

/** What is to leave a version. */
export interface TakingOut {
  version: OpenVersion;
  ids: SQL;
  isClosed: boolean;
}

/**
 * Prepares to take the rows that rules match out of a published version; null: none can be. With `quick` only what an
 * index finds, which takes milliseconds; then a version that many rows are to leave is closed: nobody reads it until they
 * are gone. Whoever dies in between leaves it closed (`finishClosed`).
 */
export async function prepareTakingOut(
  owner: Sql,
  version: OpenVersion,
  rules: readonly Rule[],
  quick: boolean,
): Promise<TakingOut | null> {
  const ids = matchingIds(version.schemaName, 'images', rules, quick);
  if (!ids) return null;
  const isClosed = quick && (await areMany(owner, ids));
  if (isClosed) await owner`update catalog.version set closed = closed + 1 where id = ${version.id}`;
  return { version, ids, isClosed };
}

/** Takes rows out with everything that counts them, in one transaction. Returns how many. */
export function takeOut(owner: Sql, { version, ids, isClosed }: TakingOut): Promise<number> {
  return owner.begin(async (tx) => {
    await changeRules(tx);
    await lockRows(tx, version.id);
    return moveOut(tx, version, ids, isClosed ? 1 : 0);
  }) as Promise<number>;
}

async function areMany(session: Session, ids: SQL): Promise<boolean> {
  const { text, params } = printed(sql`select count(*)::int as n from (${ids} limit ${MANY + 1}) as found`);
  const [row] = await session.unsafe<{ n: number }[]>(text, params as never[]);
  return (row?.n ?? 0) > MANY;
}

/** Moves the rows, says that the version is another, and takes off what it was closed for. Returns how many rows. */
async function moveOut(tx: Session, { id, schemaName }: OpenVersion, ids: SQL, closed: number): Promise<number> {
  const rows = await move(tx, schemaName, ids, 'out');
  await tx`
    update catalog.version
    set epoch = epoch + ${rows > 0 ? 1 : 0}::int, closed = greatest(closed - ${closed}::int, 0) where id = ${id}`;
  return rows;
}

/** Ends the exports of these versions that began before: their cursors still see what has been taken out. */
export async function endExports(owner: Sql, versions: readonly OpenVersion[]): Promise<void> {
  const [row] = await owner<{ now: string }[]>`select clock_timestamp()::text as now`;
  const since = row?.now ?? 'infinity';
  const until = performance.now() + PAGES_MS;
  for (const { schemaName } of versions) {
    while (performance.now() < until && (await isRead(owner, schemaName, since))) await sleep(LOOK_MS);
    await endReaders(owner, schemaName, 'pg_terminate_backend', since);
  }
}

/**
 * Opens versions that were left closed because who took rows out of them died: takes out what the rules in force match.
 * Those at which somebody works are left alone. Cheap when there are none; call it now and then.
 */
export async function finishClosed(owner: Sql): Promise<void> {
  const versions = await owner<(OpenVersion & { closed: number })[]>`
    select id::int, schema_name as "schemaName", closed from catalog.version
    where closed > 0 and state in ('published', 'retired')`;
  for (const version of versions) {
    await owner.begin(async (tx) => {
      await changeRules(tx);
      if (!(await tryLockRows(tx, version.id))) return;
      const rules = await tx<Rule[]>`select kind, value from catalog.exclusion where removed_at is null`;
      const ids = matchingIds(version.schemaName, 'images', rules, false);
      if (ids) await moveOut(tx, version, ids, version.closed);
      else await tx`update catalog.version set closed = 0 where id = ${version.id}`;
    });
  }
}
