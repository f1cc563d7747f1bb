import { type AskedQuestion, declaredSort } from './question.ts';
import type { Random } from './random.ts';
import { filterPair, isArray, OPERATOR_NAMES, typedFor } from './random-filter.ts';
import type { OracleTable } from './table.ts';

/** Every operator on every column of a table that can be asked so. */
export function everyOperator(random: Random, table: OracleTable): AskedQuestion[] {
  return table.columns.flatMap((column) =>
    OPERATOR_NAMES.filter((operator) => !operator.startsWith('array') || isArray(column)).map((operator) => {
      const filter = { column: column.name, operator, typed: typedFor(random, table, column, operator) };
      const asked = new URLSearchParams([filterPair(filter, true), ['_col', table.key[0] ?? '']]).toString();
      const question = { filters: [filter], through: [], sort: declaredSort(table) };
      return { table, asked, question, facets: [], facetSize: 30 };
    }),
  );
}
