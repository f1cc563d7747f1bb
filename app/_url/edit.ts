import { facetOperator } from '../../db/queries/facet.ts';
import type { Facet, Sort, TableQuery, Value } from '../../db/query.ts';
import { filterKey } from './filter-arguments.ts';
import { type Pairs, withAdded, without, withoutPair, withPair, writePairs } from './pairs.ts';

/** A path and its query string. */
export const linkTo = (path: string, pairs: Pairs): string =>
  pairs.length === 0 ? path : `${path}?${writePairs(pairs)}`;

/** Every edit of the question begins again at the first page (law 2). */
export const edited = (pairs: Pairs): Pairs => without(pairs, '_next');

/** The pairs of the next page. The order is written out even where it was only declared, so that the token keeps its meaning. */
export function nextPage(pairs: Pairs, query: TableQuery, token: string): Pairs {
  const paged = withPair(pairs, '_next', token);
  const [only, second] = query.sort;
  if (!only || second) return paged;
  return withPair(without(paged, '_sort', '_sort_desc'), only.descending ? '_sort_desc' : '_sort', only.column);
}

const facetKey = (facet: Facet) => filterKey(facet.column, facetOperator(facet));

/** Whether the URL chooses this value of the facet. */
export function isChosen(pairs: Pairs, facet: Facet, value: Value): boolean {
  const keys = [facetKey(facet), `${facet.column}__${facetOperator(facet)}`];
  return pairs.some(([key, chosen]) => keys.includes(key) && chosen === String(value));
}

/** The pairs with a value of a facet chosen, or no longer chosen. */
export function toggleChoice(pairs: Pairs, facet: Facet, value: Value): Pairs {
  const text = String(value);
  if (!isChosen(pairs, facet, value)) return withAdded(edited(pairs), facetKey(facet), text);
  return withoutPair(
    withoutPair(edited(pairs), facetKey(facet), text),
    `${facet.column}__${facetOperator(facet)}`,
    text,
  );
}

const FACET_KEYS = { column: '_facet', array: '_facet_array', date: '_facet_date' } as const;

/** The argument that asks for such a facet. */
export const facetArgumentOf = (facet: Facet): string => FACET_KEYS[facet.type];

export const withFacet = (pairs: Pairs, facet: Facet): Pairs =>
  withAdded(edited(pairs), facetArgumentOf(facet), facet.column);
export const withoutFacet = (pairs: Pairs, facet: Facet): Pairs =>
  withoutPair(edited(pairs), facetArgumentOf(facet), facet.column);

export const sameSort = (a: Sort[], b: Sort[]): boolean => JSON.stringify(a) === JSON.stringify(b);
