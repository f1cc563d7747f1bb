import type { Table } from '../../../db/catalog.ts';
import type { Count, Filter, TableQuery } from '../../../db/query.ts';
import { labelInside, nounsOf, orderWords, unitWords } from './column-words.ts';
import { filterPhrase, prepositionPhrase, searchPhrase, type ValueLabels } from './condition.ts';
import { listed, type Phrase, plain, typed } from './phrase.ts';

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** "from 6 to below 7": the two bounds of a column as one condition; null where there are not exactly two that fit. */
function bothBounds(table: Table, filters: Filter[], column: string): Phrase | null {
  const own = filters.filter((filter) => filter.column === column);
  const lower = own.filter(({ operator }) => operator === 'gte');
  const upper = own.filter(({ operator }) => operator === 'lt' || operator === 'lte');
  const [from] = lower;
  const [to] = upper;
  if (!from || !to || lower.length > 1 || upper.length > 1) return null;
  const until = to.operator === 'lt' ? 'below ' : '';
  return [
    plain(`${labelInside(table, column)} is from ${from.value} to ${until}${to.value}${unitWords(table, column)}`),
  ];
}

/** The filters as phrases after "whose", two bounds of a column in one. */
function whosePhrases(table: Table, filters: Filter[], labels: ValueLabels): Phrase[] {
  const joined = new Set<string>();
  return filters.flatMap((filter): Phrase[] => {
    if (prepositionPhrase(table, filter, labels)) return [];
    const isBound = filter.operator === 'gte' || filter.operator === 'lt' || filter.operator === 'lte';
    const both = isBound ? bothBounds(table, filters, filter.column) : null;
    if (!both) return [filterPhrase(table, filter, labels, true)];
    if (joined.has(filter.column)) return [];
    joined.add(filter.column);
    return [both];
  });
}

/** Everything asked, as it follows "264 images". Empty when nothing is. */
function conditions(table: Table, query: TableQuery, labels: ValueLabels): Phrase {
  const placed = query.filters
    .map((filter) => prepositionPhrase(table, filter, labels))
    .filter((phrase) => phrase !== null)
    .flatMap((phrase) => [plain(' '), ...phrase]);
  const whose = [
    ...query.search.map((search) => searchPhrase(table, search, true)),
    ...whosePhrases(table, query.filters, labels),
  ].map((phrase): Phrase => [plain('whose '), ...phrase]);
  const others = [
    ...query.through.map(
      ({ table: other, column, value }): Phrase => [plain(`that ${other} leads to, where ${column} is `), typed(value)],
    ),
    ...query.where.map((condition): Phrase => [plain('where '), typed(condition.trim())]),
  ];
  const all = [...whose, ...others];
  return [...placed, ...(all.length > 0 ? [plain(' '), ...listed(all, ', ', ' and ')] : [])];
}

/** "264 images", "more than 10,000 images", "no images", or only "images" where the number is not known. */
export function countPhrase(table: Table, count: Count | null, opened: boolean): Phrase {
  const [one, many] = nounsOf(table);
  const begin = (words: string) => (opened ? words : words.charAt(0).toUpperCase() + words.slice(1));
  if (!count) return [plain(begin(many))];
  if (count.count === 0) return [{ words: begin(`no ${many}`), kind: 'number' }];
  const number = WHOLE.format(count.truncated ? count.count - 1 : count.count);
  const words = `${count.truncated ? 'more than ' : ''}${number} ${count.count === 1 ? one : many}`;
  return [{ words: begin(words), kind: 'number' }];
}

/**
 * The question as a sentence for people: "264 images whose caption holds painting, best score first". The order is
 * said where there is one; an unasked table may open with what it is about. Begins with the count where it is known.
 */
export function sentenceForPeople(
  table: Table,
  query: TableQuery,
  labels: ValueLabels,
  count: Count | null,
): { opening: Phrase; count: Phrase; rest: Phrase } {
  const asked = conditions(table, query, labels);
  const opens = asked.length === 0 && table.config.opening !== undefined;
  const order = query.sort.map((sort) => orderWords(table, sort));
  return {
    opening: opens ? [plain(`${table.config.opening}: `)] : [],
    count: countPhrase(table, count, opens),
    rest: [...asked, ...(order.length > 0 ? [plain(`, ${order.join(', then ')}`)] : [])],
  };
}
