import type { CleanRows } from './clean-rows.ts';
import type { Duck } from './duck.ts';
import { keptCondition, type Tally } from './survey.ts';

/** Postgres leaves longer words out of its text search. */
const MAX_WORD = 2046;

/** Makes the table that `countWords` adds to. */
export const prepareWords = (duck: Duck): Promise<void> =>
  duck.run('CREATE TABLE file_word (word VARCHAR, rows BIGINT)');

/**
 * Adds to `file_word` how many of a file's captions hold each word, of those that are kept and pure ASCII.
 *
 * The words are those Postgres sees in `template.norm(text)`: runs of letters and digits, where one such as 12e3ab falls
 * into the number 12e3 and the word ab. Captions with other characters are left to Postgres.
 */
export async function countWords(duck: Duck, { clean, tally }: { clean: CleanRows; tally: Tally }): Promise<void> {
  await duck.run(`
    INSERT INTO file_word
    SELECT word, count(*) FROM (
      SELECT unnest(list_distinct(regexp_extract_all(lower(text), '[0-9]+e[0-9]+|[a-z0-9]+'))) AS word
      FROM ${clean.relation} WHERE ${keptCondition(tally)} AND strlen(text) = length(text))
    WHERE strlen(word) <= ${MAX_WORD} GROUP BY word`);
}

/** The counts of all files together, for the CSV. */
export const WORD_COUNTS = 'SELECT word, sum(rows)::BIGINT AS rows FROM file_word GROUP BY word';
