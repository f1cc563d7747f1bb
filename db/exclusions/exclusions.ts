import type { Sql } from '../client.ts';
import { grantVersion } from '../roles.ts';
import { sql, tableName } from '../sql.ts';
import type { Session } from '../versions/session.ts';
import { scrubExamples } from './examples.ts';
import { changeRules, lockRows } from './locks.ts';
import { matchingIds } from './matching.ts';
import { ensureTables, move } from './move.ts';
import type { Rule } from './rules.ts';
import { endExports, type OpenVersion, prepareTakingOut, type TakingOut, takeOut } from './take-out.ts';

export interface KeptRule extends Rule {
  id: number;
  reason: string | null;
  addedAt: string;
  removedAt: string | null;
}

/** Every rule there ever was, the latest first; or only those in force. */
export async function listRules(session: Session, inForce: boolean): Promise<KeptRule[]> {
  return session<KeptRule[]>`
    select id::int, kind, value, reason, added_at as "addedAt", removed_at as "removedAt" from catalog.exclusion
    ${inForce ? session`where removed_at is null` : session``} order by id desc`;
}

/** The versions that anybody reads whose images are the explorer's own; a dataset of other tables has no such rows. */
const publishedVersions = (session: Session) => session<OpenVersion[]>`
  with shape as (
    select attrelid, array_agg(attname || ' ' || atttypid order by attnum) as columns from pg_attribute
    where attnum > 0 and not attisdropped group by attrelid)
  select v.id::int, v.schema_name as "schemaName" from catalog.version v
    join shape own on own.attrelid = to_regclass(format('%I.images', v.schema_name))
    join shape template on template.attrelid = 'template.images'::regclass and template.columns = own.columns
  where v.state in ('published', 'retired') order by v.id`;

export interface Moved {
  /** Rules that were not in force before, or are no longer. */
  rules: number;
  rows: number;
}

/**
 * Puts rules in force: their rows leave every published version, quickest those that an index finds. Returns how many
 * rules were new and how many rows left. What fails leaves nothing done in the version it failed in.
 */
export async function addRules(owner: Sql, rules: readonly Rule[], reason: string | null): Promise<Moved> {
  const added = await owner.begin(async (tx) => {
    await changeRules(tx);
    const [row] = await tx<{ n: number }[]>`
      with given as (
        insert into catalog.exclusion (kind, value, reason)
        select distinct on (kind, value) kind, value, ${reason}::text
        from unnest(${rules.map(({ kind }) => kind)}::text[], ${rules.map(({ value }) => value)}::text[]) as r (kind, value)
        on conflict do nothing returning 1)
      select count(*)::int as n from given`;
    return row?.n ?? 0;
  });
  const versions = await publishedVersions(owner);
  const rows = (await takeOutQuickly(owner, versions, rules)) + (await takeOutTheRest(owner, versions, rules));
  await scrubExamples(owner, rules);
  return { rules: added, rows };
}

/** What an index finds; every version that many rows are to leave is closed before the first row moves. */
async function takeOutQuickly(owner: Sql, versions: readonly OpenVersion[], rules: readonly Rule[]): Promise<number> {
  const prepared: TakingOut[] = [];
  for (const version of versions) {
    await owner.begin((tx) => ensureTables(tx, version.schemaName));
    await grantVersion(owner, version.schemaName);
    const one = await prepareTakingOut(owner, version, rules, true);
    if (one) prepared.push(one);
  }
  let rows = 0;
  for (const one of prepared.toSorted((a, b) => Number(a.isClosed) - Number(b.isClosed)))
    rows += await takeOut(owner, one);
  if (rows > 0) await endExports(owner, versions);
  return rows;
}

async function takeOutTheRest(owner: Sql, versions: readonly OpenVersion[], rules: readonly Rule[]): Promise<number> {
  let rows = 0;
  for (const version of versions) {
    const left = await notFound(owner, version.schemaName, rules);
    const one = left.length > 0 ? await prepareTakingOut(owner, version, left, false) : null;
    if (one) rows += await takeOut(owner, one);
  }
  return rows;
}

/** The rules that an index cannot answer for: hashes, and addresses that were not found by their host. */
async function notFound(session: Session, schema: string, rules: readonly Rule[]): Promise<Rule[]> {
  const urls = rules.filter(({ kind }) => kind === 'url').map(({ value }) => value);
  const found = await session<{ url: string }[]>`
    select distinct url from ${session(schema)}._excluded_images where url = any(${urls}::text[])`;
  const known = new Set(found.map(({ url }) => url));
  return rules.filter(
    ({ kind, value }) => kind === 'md5' || kind === 'sha256' || (kind === 'url' && !known.has(value)),
  );
}

/** Ends rules: their rows come back into every published version, unless another rule keeps them out. */
export async function removeRules(owner: Sql, rules: readonly Rule[]): Promise<Moved> {
  const removed = await owner.begin(async (tx) => {
    await changeRules(tx);
    const { count } = await tx`
      update catalog.exclusion e set removed_at = now()
      from unnest(${rules.map(({ kind }) => kind)}::text[], ${rules.map(({ value }) => value)}::text[]) as r (kind, value)
      where e.removed_at is null and e.kind = r.kind and e.value = r.value`;
    return count;
  });
  let rows = 0;
  for (const { id, schemaName } of await publishedVersions(owner)) {
    rows += await owner.begin(async (tx) => {
      await changeRules(tx);
      await lockRows(tx, id);
      await ensureTables(tx, schemaName);
      const kept = matchingIds(schemaName, '_excluded_images', await listRules(tx, true), false);
      const out = tableName(schemaName, '_excluded_images');
      const free = kept ? sql`select id from ${out} where id not in (${kept})` : sql`select id from ${out}`;
      const back = await move(tx, schemaName, free, 'back');
      if (back > 0) await tx`update catalog.version set epoch = epoch + 1 where id = ${id}`;
      return back;
    });
  }
  return { rules: removed, rows };
}

/** What was taken out of a version before it was published: rows by kind of rule, and the last rule that was asked. */
export interface TakenOut {
  rows: Record<string, number>;
  lastRule: number;
}

/** Takes out of a version that is not published yet what the rules in force match, those after `lastRule` only. */
export async function excludeFromNew(tx: Session, schema: string, lastRule = 0): Promise<TakenOut> {
  const rules = (await listRules(tx, true)).filter(({ id }) => id > lastRule);
  if (rules.length > 0) await ensureTables(tx, schema);
  const rows: Record<string, number> = {};
  for (const kind of new Set(rules.map((rule) => rule.kind))) {
    const ofKind = rules.filter((rule) => rule.kind === kind);
    const ids = matchingIds(schema, 'images', ofKind, false);
    const taken = ids ? await move(tx, schema, ids, 'out') : 0;
    if (taken > 0) rows[kind] = taken;
  }
  // A new version begins at epoch 0, for which nothing is asked of what is gone.
  if (Object.keys(rows).length > 0)
    await tx`update catalog.version set epoch = epoch + 1 where schema_name = ${schema}`;
  return { rows, lastRule: Math.max(lastRule, ...rules.map(({ id }) => id)) };
}
