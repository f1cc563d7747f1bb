import type { Question } from '../query.ts';
import { type SQL, sql } from '../sql.ts';
import { captionsStatement } from './captions.ts';
import { searchVector } from './search.ts';
import type { Place } from './where.ts';

/** Before the little words are taken out there must be enough left. */
const SEEN = 400;

/**
 * The words most captions of a question hold: `word`, `count` of captions that hold it at least once, and `captions`,
 * how many were read; the commonest first, ties by code point.
 *
 * Left out: English words of grammar such as "the", single characters, and numbers. A word's count is what a search for
 * it within the question finds, when all captions are read (`percent` null).
 */
export function wordsStatement(place: Place, question: Question, percent: number | null, size: number): SQL {
  const captions = captionsStatement(place, question, percent, (text) => sql`tsvector_to_array(${searchVector(text)})`);
  return sql`with read as materialized (${captions}),
    counted as (select word collate "C" as word, count(*) as count from read, unnest(read.caption) as word
      group by 1 order by 2 desc, 1 limit ${sql.raw(String(SEEN))})
    select word, count, (select count(*) from read) as captions from counted
    where numnode(plainto_tsquery('pg_catalog.english'::regconfig, word)) > 0
      and length(word) > 1 and word !~ '^[0-9]+$'
    order by count desc, word limit ${sql.raw(String(size))}`;
}
