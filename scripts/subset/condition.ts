import type { ColumnName } from '../ingest/columns.ts';

export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** A value of the type of the column that it is compared with; a hash as a signed 64-bit integer. */
export type Literal = string | number | bigint;

/** Which rows are wanted. As in SQL, what is said of a value that is not recorded is unknown, unless by `null`. */
export type Condition =
  | { kind: 'and' | 'or'; parts: Condition[] }
  | { kind: 'not'; part: Condition }
  | { kind: 'compare'; column: ColumnName; comparison: Comparison; value: Literal }
  | { kind: 'in'; column: ColumnName; values: Literal[] }
  /** `%` stands for any text, `_` for any one character. */
  | { kind: 'like'; column: ColumnName; pattern: string }
  | { kind: 'null'; column: ColumnName };

/** The columns that a condition speaks of, each once. */
export function columnsOf(condition: Condition): ColumnName[] {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return [...new Set(condition.parts.flatMap(columnsOf))];
    case 'not':
      return columnsOf(condition.part);
    default:
      return [condition.column];
  }
}
