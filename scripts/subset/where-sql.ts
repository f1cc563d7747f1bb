import { numberType } from '../ingest/clean-values.ts';
import type { ColumnName } from '../ingest/columns.ts';
import { identifier, literal } from '../ingest/quote.ts';
import type { Condition, Literal } from './condition.ts';

/** A condition in DuckDB's SQL, over a relation of cleaned columns; everything in it was parsed and is written anew. */
export function whereSql(condition: Condition): string {
  switch (condition.kind) {
    case 'and':
    case 'or':
      return `(${condition.parts.map(whereSql).join(condition.kind === 'and' ? ' AND ' : ' OR ')})`;
    case 'not':
      return `(NOT ${whereSql(condition.part)})`;
    case 'compare':
      return `(${identifier(condition.column)} ${condition.comparison} ${valueSql(condition.column, condition.value)})`;
    case 'in':
      return `(${identifier(condition.column)} IN (${condition.values.map((value) => valueSql(condition.column, value)).join(', ')}))`;
    case 'like':
      return `(${identifier(condition.column)} LIKE ${literal(condition.pattern)})`;
    case 'null':
      return `(${identifier(condition.column)} IS NULL)`;
  }
}

function valueSql(column: ColumnName, value: Literal): string {
  if (typeof value === 'string') return literal(value);
  if (typeof value === 'bigint') return `(${value})::BIGINT`;
  // A real 6.1 is a little less than 6.1, and to be found by it; a width of 512.5 is nobody's.
  return numberType(column) === 'FLOAT' ? `(${value})::DOUBLE::FLOAT` : `(${value})::DOUBLE`;
}
