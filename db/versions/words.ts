import type { Session } from './session.ts';

/** Rows whose id lies from `first` to `last`, both included. */
export interface IdRange {
  first: number;
  last: number;
}

/** Makes the temporary table `read_word` that `fillWords` takes the counts of ASCII captions from. */
export async function prepareWords(tx: Session): Promise<void> {
  await tx`create temporary table read_word (word text collate "C", rows bigint) on commit drop`;
}

/**
 * Fills the table `word` of a version: for each word the number of captions that a search for it finds.
 *
 * Captions of pure ASCII in rows of `fresh` have been counted into `read_word`; the other captions there are counted
 * here; all further rows are those of the version `previous`, whose words are counted already.
 */
export async function fillWords(
  tx: Session,
  schemaName: string,
  fresh: readonly IdRange[],
  previous: string | null,
): Promise<void> {
  await tx`
    create temporary table other_word on commit drop as
    select unnest(tsvector_to_array(to_tsvector('simple'::regconfig, template.norm(text)))) as word
    from ${tx(schemaName)}.images
    where octet_length(text) <> length(text)
      and exists (
        select from unnest(${fresh.map((range) => range.first)}::bigint[], ${fresh.map((range) => range.last)}::bigint[])
          as r (first, last) where id between first and last)`;
  const before = previous ? tx`union all select word, image_counts from ${tx(previous)}.word` : tx``;
  await tx`
    insert into ${tx(schemaName)}.word (word, image_counts)
    select word, sum(rows) from (
      select word, rows from read_word
      union all select word collate "C", count(*) from other_word group by 1
      ${before}) counts
    group by word order by word`;
}
