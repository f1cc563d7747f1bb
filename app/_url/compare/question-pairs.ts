import type { Table } from '../../../db/catalog.ts';
import type { Filter, Question } from '../../../db/query.ts';
import { filterKey } from '../filter-arguments.ts';
import type { Pairs } from '../pairs.ts';

type Pair = readonly [string, string];

const byText = ([a, x]: Pair, [b, y]: Pair) => (a < b ? -1 : a > b ? 1 : x < y ? -1 : x > y ? 1 : 0);

const filterPair = ({ column, operator, value }: Filter): Pair => [filterKey(column, operator), value];

/**
 * The query string of a question: its searches, then its filters by their names, each once, so that what is asked alike
 * is written alike. Null for what the grammar has no words for: the rest of another question, searches of two modes.
 */
export function questionPairs(table: Table, question: Question): Pairs | null {
  const { search, filters, through, where, outside } = question;
  const [first] = search;
  if (outside || where.length > 0 || search.some(({ mode }) => mode !== first?.mode)) return null;
  const searched = search.map(
    ({ text, column }): Pair =>
      search.length === 1 && (column ?? table.config.search) === table.config.search
        ? ['_search', text]
        : [`_search_${column ?? table.config.search}`, text],
  );
  const mode: Pair[] = first && first.mode !== 'default' ? [['_searchmode', first.mode]] : [];
  const others = [...filters.map(filterPair), ...through.map((each): Pair => ['_through', JSON.stringify(each)])];
  const distinct = new Map(others.sort(byText).map((pair) => [JSON.stringify(pair), pair]));
  return [...searched, ...mode, ...distinct.values()];
}
