import type { Facet, OperatorName, Sort } from '../../db/query.ts';
import type { AskedQuestion, OracleFilter } from './question.ts';
import type { Random } from './random.ts';
import { filterPair, randomFilter } from './random-filter.ts';
import { choices, FACET_KEYS, searchPairs } from './random-question.ts';
import type { OracleColumn, OracleTable } from './table.ts';

const NUMBERS = ['domain_id', 'site_id', 'width', 'height', 'similarity', 'punsafe', 'pwatermark', 'aesthetic'];
/** As db/known-tables.ts has them. */
const SORTABLE = ['id', 'aesthetic', 'similarity', 'width', 'height', 'punsafe', 'pwatermark'];
const TEXTS = ['language', 'nsfw', 'license', 'source'];
const COUNTED = ['domain_id', 'site_id', 'width', 'height', ...TEXTS];
const VALUELESS: OperatorName[] = ['isnull', 'notnull', 'isblank', 'notblank'];
const EQUAL: OperatorName[] = ['exact', 'not', 'in', 'notin'];
const RANGES: OperatorName[] = ['gt', 'gte', 'lt', 'lte'];

const isNumber = ({ kind }: OracleColumn) => kind !== 'text';
const only = (table: OracleTable, names: string[]): OracleTable => ({
  ...table,
  columns: table.columns.filter(({ name }) => names.includes(name)),
});

/** Mostly one that the engine knows, sometimes any at all. */
function filter(random: Random, table: OracleTable): OracleFilter {
  if (random.chance(0.1)) return randomFilter(random, table);
  if (random.chance(0.03)) return { column: 'text', operator: 'notnull', typed: '1' };
  const column = random.pick(only(table, [...NUMBERS, ...TEXTS]).columns);
  const operators = isNumber(column) ? [...EQUAL, ...RANGES, ...RANGES, ...VALUELESS] : [...EQUAL, ...VALUELESS];
  return randomFilter(random, only(table, [column.name]), random.pick(operators));
}

const sorts = (random: Random): Sort[] =>
  random.some(SORTABLE, random.pick([0, 1, 1, 2, 2])).map((column) => ({ column, descending: random.chance(0.5) }));

function facets(random: Random, table: OracleTable): Facet[] {
  const known = random.chance(0.9) ? COUNTED : table.columns.map(({ name }) => name);
  return random.some(known, random.pick([0, 1, 1])).map((column) => ({ column, type: 'column' as const }));
}

/** A question about images, most of which the engine can answer, and the query string that asks it. */
export function imageQuestion(random: Random, table: OracleTable): AskedQuestion {
  const search = searchPairs(random, table);
  const shown = facets(random, table);
  const count = random.pick(search.pairs.length > 0 ? [0, 0, 1] : [0, 1, 1, 2, 3]);
  const filters = [...Array.from({ length: count }, () => filter(random, table)), ...choices(random, table, shown)];
  const sort = sorts(random);
  const facetSize = random.pick([1, 3, 30]);
  const pairs: [string, string][] = [
    ...search.pairs,
    ...filters.map((each) => filterPair(each, random.chance(0.7))),
    ...shown.map(({ type, column }): [string, string] => [FACET_KEYS[type], column]),
    ['_facet_size', String(facetSize)],
    ['_col', random.pick(table.columns).name],
  ];
  if (sort.length > 0) pairs.push(['_sort', sort.map((s) => `${s.descending ? '-' : ''}${s.column}`).join(',')]);
  const asked = new URLSearchParams(pairs).toString();
  return { table, asked, question: { wanted: search.wanted, filters, through: [], sort }, facets: shown, facetSize };
}
