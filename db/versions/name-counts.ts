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
  const counts: (number | null)[] = new Array(entries.length).fill(null);
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let i = next++; i < entries.length; i = next++) {
      counts[i] = await countPhrases(owner, schemaName, entries[i]?.phrases ?? []);
      onCounted(++done);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, work));
  const counted = entries.map((entry, i) => ({ ...entry, count: counts[i] ?? null }));
  await insertNames(owner, schemaName, table, counted);
  return counted.filter((entry) => entry.count === null).map((entry) => entry.name);
}

/** Null: nothing to search for. */
async function countPhrases(owner: Sql, schemaName: string, phrases: string[]): Promise<number | null> {
  const images = owner`${owner(schemaName)}.images`;
  const [asked] = await owner<{ query: string | null; word: string | null }[]>`
    select query, case when numnode(query::tsquery) = 1 then lexemes[1] end as word from (
      select string_agg('(' || phrase || ')', ' | ') as query,
        tsvector_to_array(to_tsvector('simple'::regconfig, string_agg(normal, ' '))) as lexemes
      from (
        select phraseto_tsquery('simple'::regconfig, normal)::text as phrase, normal
        from (select template.norm(text) as normal from unnest(${phrases}::text[]) as text) normals) one
      where phrase <> '') alternatives`;
  if (!asked?.query) return null;
  const [row] =
    asked.word !== null
      ? await owner<{ n: number }[]>`
          select coalesce(max(image_counts), 0) as n from ${owner(schemaName)}.word where word = ${asked.word}`
      : await owner<{ n: number }[]>`
          select count(*)::int as n from ${images}
          where to_tsvector('simple'::regconfig, template.norm(text)) @@ ${asked.query}::tsquery`;
  return row?.n ?? 0;
}

async function insertNames(
  owner: Sql,
  schemaName: string,
  table: string,
  entries: readonly (NameEntry & { count: number | null })[],
): Promise<void> {
  const kept = entries.filter((entry) => entry.count !== null);
  const column = <T>(value: (entry: (typeof kept)[number]) => T) => kept.map(value) as never;
  await owner`
    insert into ${owner(schemaName)}.${owner(table)} (name, category, image_counts, search, note)
    select * from unnest(${column((e) => e.name)}::text[], ${column((e) => e.category)}::text[],
      ${column((e) => e.count)}::int[], ${column((e) => e.search)}::text[], ${column((e) => e.note)}::text[])`;
}
