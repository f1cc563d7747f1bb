import { type SQL, sql } from 'drizzle-orm';
import { PgDialect } from 'drizzle-orm/pg-core';

/**
 * Statements are built as values of drizzle's sql template, without a connection: identifiers quoted, values bound.
 * So the same statement can be run, explained, shown to a person and listed.
 */
export { type SQL, sql };

const dialect = new PgDialect();

/** The statement's text with $1, $2 … and the values they stand for. */
export function printed(statement: SQL): { text: string; params: unknown[] } {
  const { sql: text, params } = dialect.sqlToQuery(statement);
  return { text, params };
}

export const name = (identifier: string): SQL => sql`${sql.identifier(identifier)}`;

/** A table of a version; without a schema, found by the search path. */
export const tableName = (schema: string | null, table: string): SQL =>
  schema === null ? name(table) : sql`${sql.identifier(schema)}.${sql.identifier(table)}`;

export const joined = (parts: SQL[], separator: SQL): SQL => sql.join(parts, separator);

/** Many values as one bound array, `{"a",NULL}`; cast it to the array's type. */
export const arrayLiteral = (values: (string | null)[]): string =>
  `{${values.map((value) => (value === null ? 'NULL' : `"${value.replace(/[\\"]/g, '\\$&')}"`)).join(',')}}`;
