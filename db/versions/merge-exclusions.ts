import type { Sql } from '../client.ts';
import { addRules, removeRules } from '../exclusions/exclusions.ts';
import { lockRules } from '../exclusions/locks.ts';
import type { Rule } from '../exclusions/rules.ts';
import type { Session } from './session.ts';

/** The temporary table that `load` fills, like catalog.exclusion. */
export const RESTORED = 'restored_exclusion';

export interface Merged {
  /** Rules that are in force both there and here. */
  inForce: Rule[];
  /** Whether rules were in force there that are none here. */
  isLifted: boolean;
}

/**
 * Adds the exclusions of another database to those of this one, with their times and reasons. What this database knows
 * of a rule wins: one that was removed here since stays removed. Returns what it came to.
 */
export async function mergeExclusions(
  owner: Sql,
  columns: readonly string[],
  load: (tx: Session) => Promise<unknown>,
): Promise<Merged> {
  return owner.begin(async (tx) => {
    await lockRules(tx);
    await tx`create temporary table ${tx(RESTORED)} (like catalog.exclusion) on commit drop`;
    await load(tx);
    const [known] = await tx<{ isEmpty: boolean }[]>`
      select not exists (select from catalog.exclusion) as "isEmpty"`;
    // Rules are known by their numbers, which are free where there were none.
    const kept = tx(columns.filter((name) => name !== 'id' || known?.isEmpty));
    await tx`
      insert into catalog.exclusion (${kept})
      select ${kept} from ${tx(RESTORED)} r
      where not exists (
        select from catalog.exclusion e where e.kind = r.kind and e.value = r.value and e.added_at = r.added_at)
      order by r.id on conflict do nothing`;
    await tx`
      select setval(pg_get_serial_sequence('catalog.exclusion', 'id'), max(id)) from catalog.exclusion having max(id) > 0`;
    const there = await tx<(Rule & { isHere: boolean })[]>`
      select kind, value, exists (
        select from catalog.exclusion e where e.kind = r.kind and e.value = r.value and e.removed_at is null) as "isHere"
      from ${tx(RESTORED)} r where removed_at is null`;
    const inForce = there.filter(({ isHere }) => isHere).map(({ kind, value }) => ({ kind, value }));
    return { inForce, isLifted: inForce.length < there.length };
  });
}

/** Takes what rules match out of every published version, though it should have been done before: a restore may die. */
export async function followExclusions(owner: Sql, rules: readonly Rule[]): Promise<void> {
  if (rules.length > 0) await addRules(owner, rules, null);
}

/** Brings back into published versions what no rule of this database keeps out. */
export async function bringBack(owner: Sql): Promise<void> {
  await removeRules(owner, []);
}

/** Says of a version that rows were taken out of it as often as in the database that it comes from. */
export async function setEpoch(owner: Sql, versionId: number, epoch: number): Promise<void> {
  await owner`update catalog.version set epoch = greatest(epoch, ${epoch}::int) where id = ${versionId}`;
}
