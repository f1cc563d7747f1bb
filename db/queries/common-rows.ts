import { name, type SQL, sql, tableName } from '../sql.ts';
import { type Place, tableOf } from './where.ts';

/** Rows of one table that two datasets label alike, as `pairs` ("id id,…": the key in the first, in the second). */
export function commonRowsStatement(first: Place, second: Place, table: string): SQL {
  const [one, other] = [first, second].map((place) => {
    const { primaryKey, config } = tableOf(place.dataset, table);
    return sql`(select ${name(primaryKey[0] ?? '')} as id, ${name(config.labelColumn ?? '')} as label
      from ${tableName(place.schema, table)})`;
  });
  return sql`select string_agg(a.id || ' ' || b.id, ',') as pairs from ${one} as a join ${other} as b using (label)`;
}
