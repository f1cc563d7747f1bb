import { printed, type SQL, sql } from '../sql.ts';
import type { Session } from '../versions/session.ts';
import { countNamesAgain, countPlacesAgain, countWordsAgain } from './recount.ts';

async function run(tx: Session, statement: SQL): Promise<number> {
  const { text, params } = printed(statement);
  return (await tx.unsafe(text, params as never[])).count;
}

/** The tables that a version needs for what is taken out; one of an older program has none yet. */
export async function ensureTables(tx: Session, schema: string): Promise<void> {
  for (const table of ['_excluded_images', '_excluded_domain', '_excluded_site', '_gone'])
    await tx`create table if not exists ${tx(schema)}.${tx(table)} (like template.${tx(table)} including all)`;
}

/**
 * Moves the rows whose ids `ids` selects out of `images`, or back into it, and lets everything that counts them follow.
 * Returns how many. All of it in the caller's transaction: nobody sees a part.
 */
export async function move(tx: Session, schema: string, ids: SQL, direction: 'out' | 'back'): Promise<number> {
  const [from, to] = direction === 'out' ? ['images', '_excluded_images'] : ['_excluded_images', 'images'];
  await tx`drop table if exists moved`;
  await run(tx, sql`create temporary table moved on commit drop as ${ids}`);
  const s = tx(schema);
  const { count } = await tx`
    insert into ${s}.${tx(to)} select r.* from ${s}.${tx(from)} r where r.id in (select id from moved)`;
  if (count === 0) return 0;
  if (direction === 'out') await tx`insert into ${s}._gone select id from moved on conflict do nothing`;
  else await tx`delete from ${s}._gone where id in (select id from moved)`;
  await tx`delete from ${s}.${tx(from)} where id in (select id from moved)`;
  await tx`drop table if exists moved_row`;
  await tx`
    create temporary table moved_row on commit drop as
    select id, domain_id, site_id, to_tsvector('simple'::regconfig, template.norm(text)) as words
    from ${s}.${tx(to)} where id in (select id from moved)`;
  const sign = direction === 'out' ? -1 : 1;
  await countPlacesAgain(tx, schema);
  await countWordsAgain(tx, schema, sign);
  await countNamesAgain(tx, schema, sign, count);
  return count;
}
