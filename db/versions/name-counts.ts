import type { Sql } from '../client.ts';

/** A name of a leaderboard, and what to count for it. */
export interface NameEntry {
  name: string;
  category: string | null;
  /** Captions that hold any of these phrases count. */
  phrases: string[];
  /** The same as one types it into the search box. */
  search: string;
  note: string | null;
}

const CONNECTIONS = 2;
/** Names counted by one statement: few enough for progress to be seen, many enough for planning not to matter. */
const BATCH = 250;

interface Asked {
  i: number;
  /** As text search reads it; null: the phrases hold no word. */
  query: string | null;
  /** The word, where the query is a single one. */
  word: string | null;
}

/**
 * Fills a table of names with the number of captions in which each occurs: the rows that a search for its phrases finds.
 *
 * The table's `images` must have their search index, and `word` its rows. Returns the names that were left out because
 * they hold nothing to search for. One look into the index for each name of several words.
 */
export async function fillNames(
  owner: Sql,
  schemaName: string,
  table: string,
  entries: readonly NameEntry[],
  onCounted: (names: number) => void = () => {},
): Promise<string[]> {
  const asked = await readQueries(owner, entries);
  const counts = new Map<number, number>();
  let next = 0;
  const work = async () => {
    for (let from = next; from < asked.length; from = next) {
      next += BATCH;
      await countBatch(owner, schemaName, asked.slice(from, from + BATCH), counts);
      onCounted(counts.size);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  await insertNames(owner, schemaName, table, entries, counts);
  return entries.filter((_, i) => !counts.has(i)).map((entry) => entry.name);
}

/** The questions of those entries that hold a word. */
async function readQueries(owner: Sql, entries: readonly NameEntry[]): Promise<Asked[]> {
  const phrases = entries.flatMap((entry, i) => entry.phrases.map((phrase) => ({ i, phrase })));
  return owner<Asked[]>`
    select i, query, case when numnode(query::tsquery) = 1 then lexemes[1] end as word from (
      select i, string_agg('(' || phrase || ')', ' | ') as query,
        tsvector_to_array(to_tsvector('simple'::regconfig, string_agg(normal, ' '))) as lexemes
      from (
        select i, normal, phraseto_tsquery('simple'::regconfig, normal)::text as phrase
        from (
          select i, template.norm(text) as normal
          from unnest(${phrases.map((one) => one.i)}::int[], ${phrases.map((one) => one.phrase)}::text[]) as given (i, text)
        ) normals) questions
      where phrase <> '' group by i) alternatives`;
}

async function countBatch(owner: Sql, schemaName: string, batch: Asked[], counts: Map<number, number>): Promise<void> {
  const schema = owner(schemaName);
  const phrases = batch.filter(({ word }) => word === null);
  const words = batch.filter(({ word }) => word !== null);
  const rows = await owner.begin(async (tx) => {
    // The questions are not known when it is planned; each finds next to nothing.
    await tx`set local enable_seqscan = off`;
    // A join, not a subquery for each: that can be asked of a cluster, too.
    return tx<{ i: number; n: number }[]>`
      select asked.i, count(*)::int as n
      from unnest(${phrases.map((one) => one.i)}::int[], ${phrases.map((one) => one.query)}::tsquery[])
        as asked (i, query)
      join ${schema}.images on to_tsvector('simple'::regconfig, template.norm(text)) @@ asked.query
      group by asked.i
      union all
      select asked.i, w.image_counts as n
      from unnest(${words.map((one) => one.i)}::int[], ${words.map((one) => one.word)}::text[]) as asked (i, word)
      join ${schema}.word w on w.word = asked.word`;
  });
  const found = new Map(rows.map(({ i, n }) => [i, n]));
  for (const { i } of batch) counts.set(i, found.get(i) ?? 0);
}

async function insertNames(
  owner: Sql,
  schemaName: string,
  table: string,
  entries: readonly NameEntry[],
  counts: ReadonlyMap<number, number>,
): Promise<void> {
  const kept = entries.map((entry, i) => ({ ...entry, count: counts.get(i) })).filter((e) => e.count !== undefined);
  const column = <T>(value: (entry: (typeof kept)[number]) => T) => kept.map(value) as never;
  await owner`
    insert into ${owner(schemaName)}.${owner(table)} (name, category, image_counts, search, note)
    select * from unnest(${column((e) => e.name)}::text[], ${column((e) => e.category)}::text[],
      ${column((e) => e.count)}::int[], ${column((e) => e.search)}::text[], ${column((e) => e.note)}::text[])`;
}
