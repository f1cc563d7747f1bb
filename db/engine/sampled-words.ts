import { SEARCH_FUNCTION } from '../search-expression.ts';
import { asciiWords } from './ascii-words.ts';
import type { WordCounts } from './request.ts';
import type { Snapshot } from './snapshot.ts';

/** Captions that are read at a time: between two batches others are answered. */
const BATCH = 2500;

interface Caption {
  /** Null where other characters than ASCII are in it: then Postgres says which words it has. */
  text: string | null;
  words: string[] | null;
}

/** How many of these images' captions hold each word at least once, as the search index sees words. */
export async function sampledWords({ sql, schema }: Snapshot, ids: number[]): Promise<Omit<WordCounts, 'captions'>> {
  const counts = new Map<string, number>();
  let read = 0;
  for (let from = 0; from < ids.length; from += BATCH) {
    const captions = await sql<Caption[]>`
      select case when is_ascii then text end as text, case when not is_ascii then
        tsvector_to_array(to_tsvector('simple'::regconfig, ${sql.unsafe(SEARCH_FUNCTION)}(text))) end as words
      from (select text, octet_length(text) = length(text) as is_ascii from ${sql(schema)}.images
        where id = any(${ids.slice(from, from + BATCH)}::bigint[]) and text is not null) as captions`;
    read += captions.length;
    for (const { text, words } of captions) {
      const held = text === null ? (words ?? []) : new Set(asciiWords(text));
      for (const word of held) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return { read, words: [...counts.keys()].join(' '), counts: Int32Array.from(counts.values()) };
}
