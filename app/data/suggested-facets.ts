import type { Facet, FacetType, Row } from '../../db/query.ts';
import { readRows } from '../../db/reader.ts';
import { requestPath, type TableReading } from '../_answer/reading.ts';
import type { Json } from '../_http/json-text.ts';
import { linkTo, withFacet } from '../_url/edit.ts';
import { settings } from '../settings.ts';

const SEEN = 1000;

/** Whether counting the column's values would tell something: a few values, some of them more than once. */
function hasFewValues(rows: Row[], column: string, most: number): boolean {
  const seen = new Map<unknown, number>();
  for (const row of rows) {
    const value = row[column] ?? null;
    if (value !== null) seen.set(value, (seen.get(value) ?? 0) + 1);
  }
  return seen.size > 1 && seen.size <= most && seen.size < rows.length && [...seen.values()].some((times) => times > 1);
}

const valuesOf = (rows: Row[], column: string) =>
  rows.map((row) => row[column]).filter((value) => typeof value === 'string');

const isDates = (values: string[]) => values.length > 0 && values.every((value) => /^\d{4}-\d\d-\d\d/.test(value));

function isArrays(values: string[]): boolean {
  try {
    const parsed = values.map((value): unknown => JSON.parse(value));
    return (
      parsed.length > 0 &&
      parsed.every((items) => Array.isArray(items) && items.every((item) => typeof item === 'string'))
    );
  } catch {
    return false;
  }
}

/** The facets worth asking for, judged by the first thousand rows of the question; none on later pages. */
export async function suggestedFacets({ reader, table, request }: TableReading): Promise<Json> {
  if (request.noSuggestions || request.query.next !== null) return [];
  const columns = table.columns.map((column) => column.name);
  const answer = await readRows(reader, { ...request.query, sort: [], size: SEEN }, columns);
  if (answer.state === 'timed out') return [];
  const { rows } = answer.value;
  const asked = (column: string, type: FacetType) => request.facets.some((f) => f.column === column && f.type === type);
  const those = (type: FacetType, qualifies: (column: string) => boolean): Facet[] =>
    columns.filter((column) => !asked(column, type) && qualifies(column)).map((column) => ({ column, type }));
  const facets = [
    ...those('column', (column) => hasFewValues(rows, column, request.facetSize)),
    ...those('date', (column) => isDates(valuesOf(rows, column))),
    ...those('array', (column) => isArrays(valuesOf(rows, column))),
  ];
  return facets.map((facet) => ({
    name: facet.column,
    ...(facet.type === 'column' ? {} : { type: facet.type }),
    toggle_url: settings().origin + linkTo(requestPath(), withFacet(request.pairs, facet)),
  }));
}
