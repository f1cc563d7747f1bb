import type { AskedQuestion, OracleQuestion } from './question.ts';
import { phrase, termsOf } from './search.ts';
import type { OracleTable } from './table.ts';

const plain = (table: OracleTable, pairs: [string, string][], question: Partial<OracleQuestion>): AskedQuestion => ({
  table,
  asked: new URLSearchParams(pairs).toString(),
  question: { filters: [], through: [], sort: [], ...question },
  facets: [],
  facetSize: 30,
});

/** The rows whose caption holds these words in a row. */
export const searchFor = (table: OracleTable, words: string): AskedQuestion =>
  plain(table, [['_search', `"${words}"`]], { wanted: phrase(termsOf(words)) });

/** The rows with this value in a column. */
export const rowsWith = (table: OracleTable, column: string, value: string): AskedQuestion =>
  plain(table, [[column, value]], { filters: [{ column, operator: 'exact', typed: value }] });
