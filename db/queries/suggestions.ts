import { SEARCH_FUNCTION } from '../search-expression.ts';
import { joined, name, type SQL, sql, tableName } from '../sql.ts';
import { nameTables } from './name-tables.ts';
import { searchVector } from './search.ts';
import { operandOf, type Place } from './where.ts';

/** How many of each kind. */
const NAMES = 4;
const PLACES = 2;
const WORDS = 2;

/** The text as its words; null when none is in it. */
const norm = (text: string): SQL => sql`nullif(btrim(${sql.raw(SEARCH_FUNCTION)}(${text})), '')`;

/** The words typed so far, all of which must begin a word of what is found. */
const typed = (text: string): SQL =>
  sql`to_tsquery('simple'::regconfig, '''' || replace(${norm(text)}, ' ', ''':* & ''') || ''':*')`;

function labelled(place: Place, table: string, label: string, kind: string, text: string, size: number): SQL {
  const known = place.dataset.tables.get(table);
  if (!known) return sql`select null, null, null where false`;
  return sql`(select ${kind}::text as kind, ${name(label)} as label, image_counts
    from ${tableName(place.schema, table)}
    where ${searchVector(operandOf(known, label).sql)} @@ ${typed(text)}
    order by image_counts desc, ${name(label)} limit ${sql.raw(String(size))})`;
}

/** Words that begin with the one word typed. A range of the key's index, since words order by code point. */
function words(place: Place, text: string): SQL {
  return sql`(select 'word' as kind, word as label, image_counts from ${tableName(place.schema, 'word')}
    where word ^@ ${norm(text)} and strpos(${norm(text)}, ' ') = 0 and length(word) > 1
    order by image_counts desc, word limit ${sql.raw(String(WORDS))})`;
}

/**
 * What a text typed so far may become: `kind` (a table of names, `site`, `domain` or `word`), `label`, `image_counts`;
 * names first, then sites and hosts, then words, each with the most images first. Words only while one is typed.
 * Null when nothing typed is a letter or digit, or the dataset has none of these tables.
 */
export function suggestionsStatement(place: Place, text: string): SQL | null {
  if (!/[\p{L}\p{N}]/u.test(text)) return null;
  const has = (table: string) => place.dataset.tables.has(table);
  const parts = [
    ...nameTables(place.dataset).map((table) => labelled(place, table.name, 'name', table.name, text, NAMES)),
    ...['site', 'domain'].filter(has).map((table) => labelled(place, table, table, table, text, PLACES)),
    ...(has('word') ? [words(place, text)] : []),
  ];
  return parts.length === 0 ? null : joined(parts, sql` union all `);
}
