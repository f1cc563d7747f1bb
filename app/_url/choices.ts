import { listItems } from '../../db/queries/operators.ts';
import type { Facet, Filter, Value } from '../../db/query.ts';
import { edited, isChosen, toggleChoice } from './edit.ts';
import { filterKey } from './filter-arguments.ts';
import { type Pairs, without } from './pairs.ts';

/** What is chosen of a facet: some of its values, or the rows that have none. */
export interface Choices {
  values: string[];
  blank: boolean;
}

/** The choices that the filters hold; several values are alternatives (`in`). */
export function choicesOf(filters: Filter[], column: string): Choices {
  const own = filters.filter((filter) => filter.column === column);
  const values = own.flatMap(({ operator, value }) =>
    operator === 'exact' ? [value] : operator === 'in' ? listItems(value) : [],
  );
  const blank = own.some(({ operator }) => operator === 'isnull' || operator === 'isblank');
  return { values: [...new Set(values)], blank };
}

/** A list as a value of `in`; as JSON where a comma or a space at an end would be lost. */
const listText = (values: string[]) =>
  values.some((value) => value.includes(',') || value.trim() !== value || value.startsWith('['))
    ? JSON.stringify(values)
    : values.join(',');

const choiceKeys = (column: string) => [
  column,
  `${column}__exact`,
  `${column}__in`,
  `${column}__isnull`,
  `${column}__isblank`,
];

/** The pairs with these choices instead of the column's present ones. */
export function withChoices(pairs: Pairs, column: string, { values, blank }: Choices): Pairs {
  const rest = without(edited(pairs), ...choiceKeys(column));
  if (blank) return [...rest, [filterKey(column, 'isnull'), '1']];
  if (values.length === 0) return rest;
  const [only = ''] = values;
  if (values.length === 1) return [...rest, [filterKey(column, 'exact'), only]];
  return [...rest, [filterKey(column, 'in'), listText(values)]];
}

/** The pairs with one more value of the facet as an alternative, or without it where it is chosen. */
export function withChoice(pairs: Pairs, filters: Filter[], facet: Facet, value: Value): Pairs {
  if (facet.type !== 'column') return toggleChoice(pairs, facet, value);
  const text = String(value);
  const { values } = choicesOf(filters, facet.column);
  const changed = values.includes(text) ? values.filter((each) => each !== text) : [...values, text];
  return withChoices(pairs, facet.column, { values: changed, blank: false });
}

/** Whether a value of the facet is among the choices. */
export const isChoice = (pairs: Pairs, filters: Filter[], facet: Facet, value: Value): boolean =>
  facet.type === 'column'
    ? choicesOf(filters, facet.column).values.includes(String(value))
    : isChosen(pairs, facet, value);
