import type { Question } from '../query.ts';
import { type SQL, sql } from '../sql.ts';
import { captionsStatement } from './captions.ts';
import { searchVector } from './search.ts';
import type { Place } from './where.ts';

/** Before the little words are taken out there must be enough left. */
const SEEN = 400;

/** Not a word of grammar such as "the", not a single character, no number. */
const isTelling = (word: SQL): SQL =>
  sql`numnode(plainto_tsquery('pg_catalog.english'::regconfig, ${word})) > 0
      and length(${word}) > 1 and ${word} !~ '^[0-9]+$'`;

/** A caption's different words. */
export const captionWords = (caption: SQL): SQL => sql`tsvector_to_array(${searchVector(caption)})`;

/**
 * The words of two sets of captions (`id`, `caption` as captionWords has it) that at least `least` of both together hold:
 * `word`, and `a` and `b`, how many captions of either hold it; in every row `read_a` and `read_b`, how many there are.
 * One row without a word where there are none. Left out is what wordsStatement leaves out.
 */
export function twoSidesWordsStatement(a: SQL, b: SQL, least: number): SQL {
  return sql`with a as materialized (${a}), b as materialized (${b}),
    counted as (select word collate "C" as word, count(*) filter (where is_a) as a, count(*) filter (where not is_a) as b
      from (select true as is_a, unnest(caption) as word from a
        union all select false, unnest(caption) from b) as each
      group by 1 having count(*) >= ${sql.raw(String(least))})
    select word, counted.a, counted.b, read_a, read_b
    from (select (select count(*) from a) as read_a, (select count(*) from b) as read_b) as totals
      left join counted on ${isTelling(sql`word`)}`;
}

/**
 * The words most captions of a question hold: `word`, `count` of captions that hold it at least once, and `captions`,
 * how many were read; the commonest first, ties by code point.
 *
 * Left out: English words of grammar such as "the", single characters, and numbers. A word's count is what a search for
 * it within the question finds, when all captions are read (`percent` null).
 */
export function wordsStatement(place: Place, question: Question, percent: number | null, size: number): SQL {
  const captions = captionsStatement(place, question, percent, captionWords);
  return sql`with read as materialized (${captions}),
    counted as (select word collate "C" as word, count(*) as count from read, unnest(read.caption) as word
      group by 1 order by 2 desc, 1 limit ${sql.raw(String(SEEN))})
    select word, count, (select count(*) from read) as captions from counted
    where ${isTelling(sql`word`)}
    order by count desc, word limit ${sql.raw(String(size))}`;
}
