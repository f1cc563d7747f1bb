import type { Question } from '../query.ts';
import { arrayLiteral, type SQL, sql } from '../sql.ts';
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
const captionWords = (caption: SQL): SQL => sql`tsvector_to_array(${searchVector(caption)})`;

/** How many captions hold each word, of every word, in one row: `counted` ("word count …"), `captions` that were read. */
export function everyWordStatement(place: Place, question: Question, percent: number | null): SQL {
  return sql`with read as materialized (${captionsStatement(place, question, percent, captionWords)})
    select (select count(*) from read) as captions, (select string_agg(word || ' ' || count, ' ')
      from (select word, count(*) as count from read, unnest(read.caption) as word group by 1) as each) as counted`;
}

/** Those of some words (`word`) that say something of a caption: what wordsStatement does not leave out. */
export const tellingStatement = (words: string[]): SQL =>
  sql`select word from unnest(${arrayLiteral(words)}::text[]) as word where ${isTelling(sql`word`)}`;

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
