/** Text as a literal of DuckDB's SQL. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name as an identifier of DuckDB's SQL. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The path of one file as a literal: DuckDB takes `*`, `?` and `[` in a path for a pattern. */
export const fileLiteral = (path: string): string => literal(path.replace(/[*?[]/g, '[$&]'));
