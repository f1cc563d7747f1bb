import type { Question } from '../query.ts';
import { SEARCH_FUNCTION } from '../search-expression.ts';
import { type SQL, sql } from '../sql.ts';
import { captionsStatement } from './captions.ts';
import { allNames } from './name-tables.ts';
import type { Place } from './where.ts';

const norm = (value: SQL) => sql`btrim(${sql.raw(SEARCH_FUNCTION)}(${value}))`;

/**
 * The names of the lists that most captions of a question hold: `kind`, `name`, `search` (what finds them), `count` of
 * captions, and `captions`, how many were read; the commonest first. Null where the dataset has no lists of names.
 *
 * A name is found as its words in a row. Names that are also common words are left out: they would be counted for
 * the word.
 */
export function captionNamesStatement(
  place: Place,
  question: Question,
  percent: number | null,
  size: number,
): SQL | null {
  const names = allNames(place);
  return names && namesInStatement(names, captionsStatement(place, question, percent, searchedCaption), size);
}

/** A caption's words in their order, a space round each. */
export const searchedCaption = (caption: SQL): SQL => sql`' ' || ${norm(caption)} || ' '`;

/** The same in any set of captions: `id`, `caption` as searchedCaption has it. */
export function namesInStatement(names: SQL, captions: SQL, size: number): SQL {
  return sql`with phrase as materialized (
      select n.kind, n.name, n.search, ${norm(sql`m[1]`)} as words
      from ${names} as n, regexp_matches(n.search, '"([^"]*)"', 'g') as m
      where n.image_counts > 0 and coalesce(n.note, '') not like '%also a common word%'),
    read as materialized (${captions}),
    token as (select distinct read.id, word from read, unnest(string_to_array(btrim(read.caption), ' ')) as word),
    candidate as materialized (
      select token.id, phrase.* from phrase join token on token.word = split_part(phrase.words, ' ', 1))
    select c.kind, c.name, c.search, count(distinct c.id) as count, (select count(*) from read) as captions
    from candidate c join read on read.id = c.id
    where c.words <> '' and strpos(read.caption, ' ' || c.words || ' ') > 0
    group by 1, 2, 3 order by 4 desc, 2 limit ${sql.raw(String(size))}`;
}
