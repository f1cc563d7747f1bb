import type { Sql } from '../../db/client.ts';
import { lieOf } from '../../db/versions/distribute.ts';

/** A rule of a cluster that something breaks. */
export interface BrokenRule {
  /** What breaks it: a statement, or a part of a table. */
  what: string;
  rule: string;
}

interface Found {
  table: string;
  name: string;
  rule: string;
}

/**
 * Looks at the tables of a version as Postgres has them: what is spread over machines must have no numbers of its own
 * making, nothing unique but with `id`, and no links but to what is whole everywhere.
 */
export async function checkDefinitions(owner: Sql, schemaName: string): Promise<BrokenRule[]> {
  const found = await owner<Found[]>`
    with tables as (
      select oid, relname as "table" from pg_class
      where relnamespace = to_regnamespace(quote_ident(${schemaName})) and relkind in ('r', 'p'))
    select "table", attname as name, 'numbers of its own making (identity or sequence)' as rule
    from tables t join pg_attribute a on a.attrelid = t.oid
      left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum
    where attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) ~ 'nextval'
    union all
    select "table", i.relname, 'unique without id'
    from tables t join pg_index x on x.indrelid = t.oid join pg_class i on i.oid = x.indexrelid
    where indisunique and not exists (
      select from pg_attribute a where a.attrelid = t.oid and a.attname = 'id' and a.attnum = any(x.indkey::int2[]))
    union all
    select "table", conname, 'a link to or from it' from tables t
      join pg_constraint c on t.oid in (c.conrelid, c.confrelid) where contype = 'f'
    union all
    select "table", tgname, 'a trigger' from tables t join pg_trigger g on g.tgrelid = t.oid where not tgisinternal`;
  return found
    .filter(({ table }) => lieOf(table) === 'by id')
    .map(({ table, name, rule }) => ({ what: `${table}: ${name}`, rule }));
}
