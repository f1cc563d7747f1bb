import type { Question } from '../query.ts';
import { SEARCH_FUNCTION } from '../search-expression.ts';
import { type SQL, sql } from '../sql.ts';
import { captionsStatement } from './captions.ts';
import { allNames } from './name-tables.ts';
import type { Place } from './where.ts';

const norm = (value: SQL) => sql`btrim(${sql.raw(SEARCH_FUNCTION)}(${value}))`;

/** The phrases of the names of the lists, of those that are not also common words: `kind`, `name`, `search`, `words`. */
function phrases(place: Place): SQL | null {
  const names = allNames(place);
  return (
    names &&
    sql`select n.kind, n.name, n.search, ${norm(sql`m[1]`)} as words
      from ${names} as n, regexp_matches(n.search, '"([^"]*)"', 'g') as m
      where n.image_counts > 0 and coalesce(n.note, '') not like '%also a common word%'`
  );
}

/** The names that are looked for in captions: `kind`, `name`, `search`, `phrases` as words with a space between two. */
export function listedNamesStatement(place: Place): SQL | null {
  const listed = phrases(place);
  return (
    listed && sql`select kind, name, search, array_agg(words) as phrases from (${listed}) as phrase group by 1, 2, 3`
  );
}

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
  const listed = phrases(place);
  if (!listed) return null;
  const captions = captionsStatement(place, question, percent, (text) => sql`' ' || ${norm(text)} || ' '`);
  return sql`with phrase as materialized (${listed}),
    read as materialized (${captions}),
    token as (select distinct read.id, word from read, unnest(string_to_array(btrim(read.caption), ' ')) as word),
    candidate as materialized (
      select token.id, phrase.* from phrase join token on token.word = split_part(phrase.words, ' ', 1))
    select c.kind, c.name, c.search, count(distinct c.id) as count, (select count(*) from read) as captions
    from candidate c join read on read.id = c.id
    where c.words <> '' and strpos(read.caption, ' ' || c.words || ' ') > 0
    group by 1, 2, 3 order by 4 desc, 2 limit ${sql.raw(String(size))}`;
}
