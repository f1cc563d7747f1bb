import { SEARCH_FUNCTION } from '../search-expression.ts';
import { asciiWords } from './ascii-words.ts';
import type { PhraseCounts, WordCounts } from './request.ts';
import type { Snapshot } from './snapshot.ts';

/** Captions that are read at a time: between two batches others are answered. */
const BATCH = 2500;

/** Calls `each` with the captions of these images that have one, as `text` and, where it is not ASCII, in `other` form. */
async function eachCaption<T>(
  { sql, schema }: Snapshot,
  ids: number[],
  other: string,
  each: (text: string | null, other: T | null) => void,
): Promise<number> {
  let read = 0;
  for (let from = 0; from < ids.length; from += BATCH) {
    const captions = await sql<{ text: string | null; other: T | null }[]>`
      select case when is_ascii then text end as text, case when not is_ascii then ${sql.unsafe(other)} end as other
      from (select text, octet_length(text) = length(text) as is_ascii from ${sql(schema)}.images
        where id = any(${ids.slice(from, from + BATCH)}::bigint[]) and text is not null) as captions`;
    read += captions.length;
    for (const caption of captions) each(caption.text, caption.other);
  }
  return read;
}

/** How many of these images' captions hold each word at least once, as the search index sees words. */
export async function sampledWords(snapshot: Snapshot, ids: number[]): Promise<Omit<WordCounts, 'captions'>> {
  const counts = new Map<string, number>();
  const indexed = `tsvector_to_array(to_tsvector('simple'::regconfig, ${SEARCH_FUNCTION}(text)))`;
  const read = await eachCaption<string[]>(snapshot, ids, indexed, (text, words) => {
    for (const word of text === null ? (words ?? []) : new Set(asciiWords(text)))
      counts.set(word, (counts.get(word) ?? 0) + 1);
  });
  return { read, words: [...counts.keys()].join(' '), counts: Int32Array.from(counts.values()) };
}

/** What SEARCH_FUNCTION makes of ASCII, without the spaces at its ends. */
const normal = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

/** Phrases by their first word, each with the places of the lists it stands in. */
function byFirstWord(lists: string[][]): Map<string, { phrase: string; place: number }[]> {
  const found = new Map<string, { phrase: string; place: number }[]>();
  lists.forEach((phrases, place) => {
    for (const phrase of phrases) {
      const first = phrase.split(' ', 1)[0] ?? '';
      if (first === '') continue;
      const others = found.get(first);
      if (others) others.push({ phrase: ` ${phrase} `, place });
      else found.set(first, [{ phrase: ` ${phrase} `, place }]);
    }
  });
  return found;
}

/** How many of these images' captions hold any phrase of each list; phrases are words with one space between two. */
export async function sampledPhrases(
  snapshot: Snapshot,
  ids: number[],
  lists: string[][],
): Promise<Omit<PhraseCounts, 'captions'>> {
  const phrases = byFirstWord(lists);
  const counts = new Int32Array(lists.length);
  const folded = `btrim(${SEARCH_FUNCTION}(text))`;
  const read = await eachCaption<string>(snapshot, ids, folded, (text, other) => {
    const caption = text === null ? (other ?? '') : normal(text);
    const held = new Set<number>();
    for (const word of new Set(caption.split(' ')))
      for (const { phrase, place } of phrases.get(word) ?? [])
        if (!held.has(place) && ` ${caption} `.includes(phrase)) held.add(place);
    for (const place of held) counts[place] = (counts[place] as number) + 1;
  });
  return { read, counts };
}
