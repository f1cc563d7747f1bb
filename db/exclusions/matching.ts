import { searchVector } from '../queries/search.ts';
import { SEARCH_FUNCTION } from '../search-expression.ts';
import { arrayLiteral, joined, type SQL, sql, tableName } from '../sql.ts';
import type { Kind, Rule } from './rules.ts';

/** The part of an address that its rows' host is found by; where it says something else, all rows are looked at. */
const HOST = /^https?:\/\/([^/?#@:]+)/i;

const valuesOf = (rules: readonly Rule[], kind: Kind) =>
  rules.filter((rule) => rule.kind === kind).map(({ value }) => value);

const textArray = (values: string[]) => sql`${arrayLiteral(values)}::text[]`;

/**
 * `select id` of the rows of a table with the columns of `images` that rules match, some twice; null: none could. With `quick`, only
 * by what an index finds: addresses by their host, hosts, sites and phrases; without, whatever it takes.
 */
export function matchingIds(schema: string, table: string, rules: readonly Rule[], quick: boolean): SQL | null {
  const from = sql`${tableName(schema, table)} as i`;
  const conditions: SQL[] = [];
  const add = (kind: Kind, condition: (values: string[]) => SQL) => {
    const values = valuesOf(rules, kind);
    if (values.length > 0) conditions.push(condition(values));
  };
  const placed = (kind: 'domain' | 'site', values: string[]) =>
    sql`i.${sql.identifier(`${kind}_id`)} in (select id from (
      select id, ${sql.identifier(kind)} as name from ${tableName(schema, kind)}
      union all select id, ${sql.identifier(kind)} from ${tableName(schema, `_excluded_${kind}`)}) as p
      where p.name = any(${textArray(values)}))`;
  add('domain', (values) => placed('domain', values));
  add('site', (values) => placed('site', values));
  for (const phrase of valuesOf(rules, 'phrase'))
    conditions.push(
      sql`${searchVector(sql`i.text`)} @@ phraseto_tsquery('simple'::regconfig, ${sql.raw(SEARCH_FUNCTION)}(${phrase}))`,
    );
  add('url', (values) => {
    const hosts = values.flatMap((value) => HOST.exec(value)?.[1]?.toLowerCase() ?? []);
    const same = sql`i.url = any(${textArray(values)})`;
    return quick ? sql`(${placed('domain', hosts)} and ${same})` : same;
  });
  if (!quick) {
    add('md5', (values) => sql`md5(i.url) = any(${textArray(values)})`);
    add('sha256', (values) => sql`encode(sha256(convert_to(i.url, 'UTF8')), 'hex') = any(${textArray(values)})`);
  }
  if (conditions.length === 0) return null;
  return joined(
    conditions.map((condition) => sql`select i.id from ${from} where ${condition}`),
    sql` union all `,
  );
}
