import { SEARCH_FUNCTION } from '../search-expression.ts';
import { type SQL, sql } from '../sql.ts';
import { allNames } from './name-tables.ts';
import type { Place } from './where.ts';

/** How alike two spellings must be, by their groups of three letters, from 0 to 1. */
const LEAST_ALIKE = 0.35;

/**
 * The names of all lists spelled much like a text: `kind`, `name`, `image_counts`, `similarity` up to 1, the most alike
 * first. Case and accents do not matter. Null where the dataset has no lists of names. One pass over a few thousand names.
 */
export function nearNamesStatement(place: Place, text: string, size: number): SQL | null {
  const names = allNames(place);
  if (!names) return null;
  const norm = (value: SQL | string) => sql`${sql.raw(SEARCH_FUNCTION)}(${value})`;
  return sql`select kind, name, image_counts, similarity from (
      select n.*, similarity(${norm(sql`n.name`)}, ${norm(text)}) as similarity from ${names} as n) as alike
    where similarity >= ${sql.raw(String(LEAST_ALIKE))}
    order by similarity desc, image_counts desc, name, kind limit ${sql.raw(String(size))}`;
}
