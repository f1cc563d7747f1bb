import type { Session } from '../versions/session.ts';

const NAME_TABLES = ['artists', 'celebrities', 'characters'];
/** From so many rows on an index of their words pays. */
const MANY = 30;

/** Counts the hosts and sites of the rows in `moved_row` anew; those without an image left are put aside, or come back. */
export async function countPlacesAgain(tx: Session, schema: string): Promise<void> {
  const s = tx(schema);
  for (const table of ['domain', 'site'] as const) {
    const [aside, key] = [tx(`_excluded_${table}`), tx(`${table}_id`)];
    await tx`
      with back as (delete from ${s}.${aside} where id in (select ${key} from moved_row) returning *)
      insert into ${s}.${tx(table)} select * from back`;
    const hosts = table === 'site' ? tx`, domain_counts = c.hosts` : tx`, best_aesthetic = c.best`;
    // Put down first: on a cluster a table that is whole everywhere cannot be changed by one that is spread over it.
    await tx`drop table if exists counted_again`;
    await tx`
      create temporary table counted_again on commit drop as
      select d.id, count(i.id) as images, avg(i.aesthetic::float8) as mean, max(i.aesthetic) as best,
        count(distinct i.domain_id) as hosts
      from (select distinct ${key} as id from moved_row) d left join ${s}.images i on i.${key} = d.id group by d.id`;
    await tx`
      update ${s}.${tx(table)} p set image_counts = c.images, mean_aesthetic = c.mean ${hosts}
      from counted_again c where c.id = p.id`;
    await tx`
      with left_over as (
        delete from ${s}.${tx(table)} where image_counts = 0 and id in (select ${key} from moved_row) returning *)
      insert into ${s}.${aside} select * from left_over`;
  }
}

/** Adds the words of the rows in `moved_row` to the counts of words, or takes them off. */
export async function countWordsAgain(tx: Session, schema: string, sign: 1 | -1): Promise<void> {
  const word = tx`${tx(schema)}.word`;
  await tx`
    insert into ${word} as w (word, image_counts)
    select m.word collate "C", ${sign}::int * count(*) from moved_row, unnest(tsvector_to_array(words)) as m (word)
    group by 1
    on conflict (word) do update set image_counts = w.image_counts + excluded.image_counts`;
  await tx`delete from ${word} where image_counts <= 0`;
}

/** The same for the names that the captions of these rows hold. */
export async function countNamesAgain(tx: Session, schema: string, sign: 1 | -1, rows: number): Promise<void> {
  if (rows >= MANY) {
    await tx`create index on moved_row using gin (words)`;
    await tx`analyze moved_row`;
    await tx`set local enable_seqscan = off`;
  }
  for (const table of NAME_TABLES) {
    const names = tx`${tx(schema)}.${tx(table)}`;
    await tx`
      update ${names} n set image_counts = n.image_counts + ${sign}::int * f.count
      from (
        select asked.name, (select count(*)::int from moved_row where words @@ asked.query) as count
        from (
          select name, (
            select string_agg('(' || phraseto_tsquery('simple'::regconfig, template.norm(p[1]))::text || ')', ' | ')
            from regexp_matches(search, '"([^"]*)"', 'g') as p)::tsquery as query
          from ${names}) as asked
      ) f where f.name = n.name and f.count > 0`;
  }
  await tx`reset enable_seqscan`;
}
