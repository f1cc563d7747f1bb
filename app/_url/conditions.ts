import type { Table } from '../../db/catalog.ts';
import { listItems } from '../../db/queries/operators.ts';
import type { Filter, Question } from '../../db/query.ts';
import { isArgument } from './asking.ts';
import { withChoices } from './choices.ts';
import { edited } from './edit.ts';
import type { Pairs } from './pairs.ts';
import { filterPhrase, searchPhrase, type ValueLabels } from './people/condition.ts';
import { type Phrase, plain, typed } from './people/phrase.ts';
import type { TableRequest } from './table-request.ts';

/** One thing that is asked: in words, and everything without it. */
export interface Condition {
  phrase: Phrase;
  /** The URL without it, and the question without it. */
  pairs: Pairs;
  question: Question;
}

const isFilter = (key: string) => !isArgument(key) && key !== '';

/** The pairs without the filter of this place among the filters. */
function withoutFilter(pairs: Pairs, place: number): Pairs {
  let seen = -1;
  return edited(
    pairs.filter(([key]) => {
      if (!isFilter(key)) return true;
      seen += 1;
      return seen !== place;
    }),
  );
}

/** A longer list is one condition: nobody takes it apart value by value. */
const SEPARATE = 6;

/** A list of alternatives is a condition for each, so that one of them can be taken away. */
function filterConditions(table: Table, request: TableRequest, labels: ValueLabels): Condition[] {
  const { pairs, query } = request;
  const without = (place: number): Question => ({ ...query, filters: query.filters.filter((_, i) => i !== place) });
  return query.filters.flatMap((filter, i): Condition[] => {
    const whole = { pairs: withoutFilter(pairs, i), question: without(i) };
    const items = filter.operator === 'in' ? listItems(filter.value) : [];
    if (items.length < 2 || items.length > SEPARATE)
      return [{ phrase: filterPhrase(table, filter, labels, false), ...whole }];
    return items.map((item) => {
      const one: Filter = { ...filter, operator: 'exact', value: item };
      const values = items.filter((other) => other !== item);
      const rest: Filter = { ...filter, value: values.length === 1 ? (values[0] ?? '') : JSON.stringify(values) };
      return {
        phrase: filterPhrase(table, one, labels, false),
        pairs: withChoices(pairs, filter.column, { values, blank: false }),
        question: { ...query, filters: query.filters.map((each, at) => (at === i ? rest : each)) },
      };
    });
  });
}

const isSearch = (key: string) => key === '_search' || key.startsWith('_search_');

/** Everything a request asks, in the order of its sentence. */
export function conditionsOf(table: Table, request: TableRequest, labels: ValueLabels): Condition[] {
  const { pairs, query } = request;
  const without = (key: string, place: number): Pairs => {
    let seen = -1;
    return edited(pairs.filter(([k, value]) => k !== key || value.trim() === '' || ++seen !== place));
  };
  return [
    ...query.search.map((search) => ({
      phrase: searchPhrase(table, search, false),
      pairs: edited(
        pairs.filter(([key]) => (search.column === null ? !isSearch(key) : key !== `_search_${search.column}`)),
      ),
      question: { ...query, search: query.search.filter((other) => other !== search) },
    })),
    ...filterConditions(table, request, labels),
    ...query.through.map(({ table: other, column, value }, i) => ({
      phrase: [plain(`linked from ${other} where ${column} is `), typed(value)],
      pairs: without('_through', i),
      question: { ...query, through: query.through.filter((_, at) => at !== i) },
    })),
    ...query.where.map((condition, i) => ({
      phrase: [plain('where '), typed(condition.trim())],
      pairs: without('_where', i),
      question: { ...query, where: query.where.filter((_, at) => at !== i) },
    })),
  ];
}

/** The pairs without any condition: order, columns and view stay. */
export const unconditioned = (pairs: Pairs): Pairs =>
  edited(pairs).filter(([key]) => !isFilter(key) && !isSearch(key) && key !== '_through' && key !== '_where');
