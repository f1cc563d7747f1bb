import type { Facet, Sort } from '../../db/query.ts';
import { type AskedQuestion, declaredSort, type OracleFilter, type OracleQuestion } from './question.ts';
import type { Random } from './random.ts';
import { filterPair, randomFilter } from './random-filter.ts';
import { randomSearch } from './random-search.ts';
import type { OracleColumn, OracleTable } from './table.ts';

type Pairs = [key: string, value: string][];

const TABLES = ['picture', 'picture', 'picture', 'picture', 'pair', 'pair', 'site', 'wide', 'mark', 'loose'];
const UNSORTED = ['json', 'array'];

function randomSort(random: Random, table: OracleTable): { sort: Sort[]; pairs: Pairs } {
  const sortable = table.columns.filter((column) => !UNSORTED.includes(column.kind));
  const count = random.pick([0, 1, 1, 1, 2, 3]);
  const sort = random.some(sortable, count).map((c) => ({ column: c.name, descending: random.chance(0.5) }));
  const [only] = sort;
  if (!only || sort.some(({ column }) => column.includes(','))) return { sort: declaredSort(table), pairs: [] };
  if (sort.length === 1 && only.descending && random.chance(0.7)) return { sort, pairs: [['_sort_desc', only.column]] };
  return { sort, pairs: [['_sort', sort.map((s) => `${s.descending ? '-' : ''}${s.column}`).join(',')]] };
}

function facetTypes(column: OracleColumn): Facet['type'][] {
  const types: Facet['type'][] = ['column'];
  if (column.kind === 'json' || column.kind === 'array') types.push('array', 'array');
  if (column.kind === 'timestamp' || column.kind === 'text') types.push('date');
  return types;
}

export const FACET_KEYS = { column: '_facet', array: '_facet_array', date: '_facet_date' };

function randomFacets(random: Random, table: OracleTable): Facet[] {
  return random
    .some(table.columns, random.pick([0, 1, 2]))
    .map((column) => ({ column: column.name, type: random.pick(facetTypes(column)) }));
}

/** A choice in a facet's own column, so that law 3 has something to leave out. */
export function choices(random: Random, table: OracleTable, facets: Facet[]): OracleFilter[] {
  return facets
    .filter(() => random.chance(0.5))
    .map((facet) => {
      const one = { ...table, columns: table.columns.filter((column) => column.name === facet.column) };
      const chosen = facet.type === 'column' ? random.pick(['exact', 'in', 'isnull', 'gte'] as const) : 'exact';
      const operator = facet.type === 'date' ? 'date' : facet.type === 'array' ? 'arraycontains' : chosen;
      return randomFilter(random, one, operator);
    });
}

/** A search, or none, as the table's words allow. */
export function searchPairs(random: Random, table: OracleTable): { wanted?: OracleQuestion['wanted']; pairs: Pairs } {
  if (!random.chance(0.5)) return { pairs: [] };
  const { text, mode, wanted } = randomSearch(random);
  const key = table.search && random.chance(0.2) ? `_search_${table.search}` : '_search';
  const pairs: Pairs = [[key, text]];
  if (mode !== 'default') pairs.push(['_searchmode', mode]);
  // A table without searched words ignores the search.
  return table.search ? { wanted, pairs } : { pairs };
}

/** A question and the query string that asks it. */
export function randomQuestion(random: Random, tables: ReadonlyMap<string, OracleTable>): AskedQuestion {
  const table = tables.get(random.pick(TABLES)) as OracleTable;
  const search = searchPairs(random, table);
  const facets = randomFacets(random, table);
  const count = random.pick(search.pairs.length > 0 ? [0, 0, 1] : [0, 1, 1, 2]);
  const filters = [
    ...Array.from({ length: count }, () => randomFilter(random, table)),
    ...choices(random, table, facets),
  ];
  const through =
    table.through && random.chance(0.08)
      ? [{ table: 'mark', column: 'label', value: random.pick(['good', 'é', '']) }]
      : [];
  const { sort, pairs } = randomSort(random, table);
  const facetSize = random.pick([1, 3, 30]);
  const all: Pairs = [
    ...search.pairs,
    ...filters.map((filter) => filterPair(filter, random.chance(0.7))),
    ...through.map((one): [string, string] => ['_through', JSON.stringify(one)]),
    ...pairs,
    ...facets.map((facet): [string, string] => [FACET_KEYS[facet.type], facet.column]),
    ['_facet_size', String(facetSize)],
  ];
  if (table.key.length > 0 && random.chance(0.2)) all.push(['_col', random.pick(table.columns).name]);
  const asked = new URLSearchParams(random.some(all, all.length)).toString();
  return { table, asked, question: { wanted: search.wanted, filters, through, sort }, facets, facetSize };
}
