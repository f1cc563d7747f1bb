import type { Table } from '../../../db/catalog.ts';
import { listItems } from '../../../db/queries/operators.ts';
import type { Filter, OperatorName, Search, Value } from '../../../db/query.ts';
import { columnLabel, labelInside, unitWords } from './column-words.ts';
import { listed, type Phrase, plain, typed } from './phrase.ts';

/** Labels of linked values: by column, then by the value as text. */
export type ValueLabels = Map<string, Map<string, Value>>;

const VERBS: Record<OperatorName, string> = {
  exact: 'is',
  not: 'is not',
  contains: 'contains',
  notcontains: 'does not contain',
  startswith: 'begins with',
  endswith: 'ends with',
  gt: 'is above',
  gte: 'is at least',
  lt: 'is below',
  lte: 'is at most',
  like: 'is like',
  notlike: 'is not like',
  glob: 'matches',
  in: 'is',
  notin: 'is not',
  arraycontains: 'contains',
  arraynotcontains: 'does not contain',
  date: 'is on',
  isnull: 'is not recorded',
  notnull: 'is recorded',
  isblank: 'is blank',
  notblank: 'is not blank',
};

const LISTS: OperatorName[] = ['in', 'notin'];
const BOUNDS: OperatorName[] = ['gt', 'gte', 'lt', 'lte'];
const VALUELESS: OperatorName[] = ['isnull', 'notnull', 'isblank', 'notblank'];

/** How many values of a list a sentence names. */
const NAMED = 4;

/** The values a filter names, as people know them. */
function valuePhrase(table: Table, { column, operator, value }: Filter, labels: ValueLabels): Phrase {
  if (VALUELESS.includes(operator)) return [];
  const known = labels.get(column);
  const word = (text: string) => typed(text === '' ? 'empty' : String(known?.get(text) ?? text));
  if (BOUNDS.includes(operator)) return [plain(`${value}${unitWords(table, column)}`)];
  if (!LISTS.includes(operator)) return [word(value)];
  const items = listItems(value);
  const named = items.slice(0, NAMED).map((item): Phrase => [word(item)]);
  if (items.length > NAMED) named.push([plain(`${items.length - NAMED} more`)]);
  return listed(named, ', ', operator === 'in' ? ' or ' : ' nor ');
}

/** A filter as "score is at least 6": what a chip says, and a sentence after "whose". */
export function filterPhrase(table: Table, filter: Filter, labels: ValueLabels, inside: boolean): Phrase {
  const label = inside ? labelInside(table, filter.column) : columnLabel(table, filter.column);
  const value = valuePhrase(table, filter, labels);
  const verb = VERBS[filter.operator];
  return value.length === 0 ? [plain(`${label} ${verb}`)] : [plain(`${label} ${verb} `), ...value];
}

/** A filter as "from pinimg.com", where its column is spoken of so; else null. */
export function prepositionPhrase(table: Table, filter: Filter, labels: ValueLabels): Phrase | null {
  const preposition = table.config.columns?.[filter.column]?.preposition;
  if (!preposition || (filter.operator !== 'exact' && filter.operator !== 'in')) return null;
  return [plain(`${preposition} `), ...valuePhrase(table, filter, labels)];
}

/** A search as "caption holds painting". */
export function searchPhrase(table: Table, search: Search, inside: boolean): Phrase {
  const column = search.column ?? table.config.search ?? '';
  const label = inside ? labelInside(table, column) : columnLabel(table, column);
  return [plain(`${label} holds `), typed(search.text.trim())];
}
