import { type SQL, sql, tableName } from '../sql.ts';
import { allNames } from './name-tables.ts';
import type { Place } from './where.ts';

/**
 * The headline numbers of a dataset in one row: `images`, `sites`, `domains`, `names` looked for, `scored` (whether any
 * image has a score). Null for what the dataset has no table of. Reads the small tables only: what the sites hold are
 * all images there are.
 */
export function totalsStatement(place: Place): SQL {
  const has = (table: string) => place.dataset.tables.has(table);
  const count = (table: string) =>
    has(table) ? sql`(select count(*) from ${tableName(place.schema, table)})` : sql`null`;
  const names = allNames(place);
  const images = has('site')
    ? sql`(select coalesce(sum(image_counts), 0) from ${tableName(place.schema, 'site')})`
    : count('images');
  const scored = has('site')
    ? sql`exists (select from ${tableName(place.schema, 'site')} where mean_aesthetic is not null)`
    : sql`false`;
  return sql`select ${images} as images, ${count('site')} as sites, ${count('domain')} as domains,
    ${count('artists')} as artists, ${names ? sql`(select count(*) from ${names} as n)` : sql`null`} as names,
    ${scored} as scored`;
}
