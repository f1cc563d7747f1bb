import { printed, type SQL } from './sql.ts';

/** Names that Postgres reads as something else unless they are quoted. */
const RESERVED = new Set(
  `all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast
  char character check coalesce collate collation column concurrently constraint create cross current_catalog
  current_date current_role current_schema current_time current_timestamp current_user dec decimal default deferrable
  desc distinct do else end except exists extract false fetch float for foreign freeze from full grant greatest group
  grouping having ilike in initially inner inout int integer intersect interval into is isnull join lateral leading
  least left like limit localtime localtimestamp national natural nchar none not notnull null nullif numeric offset on
  only or order out outer overlaps overlay placing position precision primary real references returning right row
  select session_user setof similar smallint some substring symmetric system_user table tablesample then time timestamp
  to trailing treat trim true union unique user using values varchar variadic verbose when where window with`.split(
    /\s+/,
  ),
);

/** A statement for a person to read and to run on the SQL page: `:p1` and on for its values. */
export interface ReadableSql {
  text: string;
  params: string[];
}

/** Outside of quotes: the statement's own are only names; values are bound. */
const unquoted = (text: string): string =>
  text.replace(/"([a-z_][a-z0-9_]*)"(?!\s*\()/g, (quoted, identifier: string) =>
    RESERVED.has(identifier) || identifier === 'C' ? quoted : identifier,
  );

/** The columns without their table, which is the only one, and a line for each clause. */
function laidOut(text: string, table: string): string {
  return unquoted(text)
    .replaceAll(`${table}.`, '')
    .replace(/ (from|where|order by|limit|offset) /g, '\n$1 ')
    .replace(/\nwhere true(?=\n|$)/, '')
    .replace(/ and /g, '\n  and ')
    .replace(/^\((select)/gm, '(\n$1');
}

/**
 * A statement of one table as a person would write it. Conditions of the visitor's own (`verbatim`) are left exactly as
 * they were written, and so is everything around them.
 */
export function readableSql(statement: SQL, table: string, verbatim: boolean): ReadableSql {
  const { text, params } = printed(statement);
  const named = text.replace(/\$(\d+)/g, ':p$1');
  return { text: verbatim ? named : laidOut(named, table), params: params.map(String) };
}
