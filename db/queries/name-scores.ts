import type { Table } from '../catalog.ts';
import type { Row } from '../query.ts';
import { arrayLiteral, joined, type SQL, sql, tableName } from '../sql.ts';
import { searchCondition } from './search.ts';
import { operandOf, type Place } from './where.ts';

/** Of rows of a table of names: `name`, and `search`, which finds its images. */
export const searchesStatement = (place: Place, table: Table, rows: Row[]): SQL =>
  sql`select name, search from ${tableName(place.schema, table.name)}
    where name = any(${arrayLiteral(rows.map((row) => String(row.name)))}::text[])`;

/**
 * For each of these rows: `key` (the name), `mean` score of the images its search finds, and `scored`, how
 * many of them have a score. One look into the search index a name. Null where images have no captions or no scores.
 */
export function nameScoresStatement(place: Place, rows: Row[]): SQL | null {
  const images = place.dataset.tables.get('images');
  const has = (column: string) => images?.columns.some((each) => each.name === column);
  if (!images?.config.search || !has('aesthetic') || rows.length === 0) return null;
  const text = operandOf(images, images.config.search).sql;
  const means = rows.map((row) => {
    const found = searchCondition({ text: String(row.search), column: null, mode: 'default' }, text);
    return sql`select ${String(row.name)}::text as key, avg(aesthetic::float8) as mean, count(aesthetic) as scored
      from ${tableName(place.schema, 'images')} where ${found}`;
  });
  return joined(means, sql` union all `);
}
