import { BadRequest } from '../../db/query.ts';
import { TABLE_ARGUMENTS } from './arguments.ts';
import { EXTRAS } from './extras.ts';
import { readFilters } from './filter-arguments.ts';
import { all, type Pairs } from './pairs.ts';
import { readSearch } from './search-arguments.ts';
import { readSort } from './sort-arguments.ts';
import type { Context, TableRequest } from './table-request.ts';

/** What a URL that says nothing asks for. */
function unasked(pairs: Pairs, { table, settings }: Context): TableRequest {
  return {
    pairs,
    query: {
      table: table.name,
      search: [],
      filters: [],
      through: [],
      where: [],
      sort: [],
      next: null,
      size: Math.min(table.config.size ?? settings.pageSize, settings.maxPageSize),
    },
    columns: table.columns.map((column) => column.name),
    facets: (table.config.facets ?? []).map((column) => ({ column, type: 'column' })),
    declaredFacets: (table.config.facets ?? []).length,
    facetSize: settings.facetSize,
    labels: [],
    shape: 'objects',
    newlineDelimited: false,
    jsonColumns: [],
    jsonInfinity: false,
    extras: new Set(),
    noFacets: false,
    noSuggestions: false,
    noCount: false,
    ttl: null,
    milliseconds: settings.timeLimit,
    stream: false,
    download: false,
    header: true,
    safe: false,
    view: 'table',
    wait: false,
  };
}

/** `_extra=a,b`, repeated or not. Throws BadRequest for a name there is not. */
export function readExtras(pairs: Pairs, known: readonly string[] = Object.keys(EXTRAS)): Set<string> {
  const names = all(pairs, '_extra')
    .flatMap((value) => value.split(','))
    .map((name) => name.trim())
    .filter(Boolean);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new BadRequest([`Unknown _extra: ${unknown.join(', ')} (extras: ${known.join(', ')})`]);
  return new Set(names);
}

/** Every link of a page repeats the question: what a page costs grows with the square of its arguments. */
const MOST_PAIRS = 200;

/**
 * Reads a table's query string against the catalog. Strict: every error found in one kind of argument is named, with
 * what is allowed; unknown arguments that begin with `_` are ignored. Throws BadRequest or Forbidden.
 */
export function parseTable(pairs: Pairs, context: Context): TableRequest {
  if (pairs.length > MOST_PAIRS) {
    throw new BadRequest([`a question may have at most ${MOST_PAIRS} arguments and filters, here are ${pairs.length}`]);
  }
  if (pairs.some(([key, value]) => key.includes('\0') || value.includes('\0'))) {
    throw new BadRequest(['the character U+0000 cannot be searched or compared']);
  }
  const request = unasked(pairs, context);
  for (const { key, repeats, read } of TABLE_ARGUMENTS) {
    const values = all(pairs, key);
    if (values.length > 0) read(request, repeats ? values : values.slice(0, 1), context);
  }
  request.query.search = readSearch(pairs, context);
  request.query.sort = readSort(pairs, context);
  request.query.filters = readFilters(pairs, context);
  request.extras = readExtras(pairs);
  return request;
}
