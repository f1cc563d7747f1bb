import { rowsStatement } from '../../db/queries/rows.ts';
import type { Facet, FacetValues } from '../../db/query.ts';
import { readCount, readFacet } from '../../db/reader.ts';
import { printed } from '../../db/sql.ts';
import { filterLabels } from '../_answer/labels.ts';
import { requestPath, type TableReading } from '../_answer/reading.ts';
import type { Json } from '../_http/json-text.ts';
import { isChosen, linkTo, toggleChoice, withoutFacet } from '../_url/edit.ts';
import { EXTRAS, type Extra } from '../_url/extras.ts';
import { phraseText } from '../_url/people/phrase.ts';
import { sentenceForPeople } from '../_url/people/sentence-for-people.ts';
import { sentenceOf } from '../_url/sentence.ts';
import { settings } from '../settings.ts';
import { suggestedFacets } from './suggested-facets.ts';

export type TableExtras = { [key in Extra]?: Json };

async function counted({ reader, request }: TableReading): Promise<TableExtras> {
  if (request.noCount) return { count: null, count_truncated: false };
  const answer = await readCount(reader, request.query);
  if (answer.state === 'timed out') return { count: null, count_truncated: false };
  return { count: answer.value.count, count_truncated: answer.value.truncated };
}

/** A facet as section 9 has it. */
function facetJson({ request }: TableReading, found: FacetValues, index: number): Json {
  const { facet, values, truncated } = found;
  const path = requestPath();
  return {
    name: facet.column,
    type: facet.type,
    hideable: index >= request.declaredFacets,
    toggle_url: linkTo(path, withoutFacet(request.pairs, facet)),
    truncated,
    results: values.map(({ value, label, count }) => ({
      value,
      label,
      count,
      selected: isChosen(request.pairs, facet, value),
      toggle_url: settings().origin + linkTo(path, toggleChoice(request.pairs, facet, value)),
    })),
  };
}

/** Each facet under its column's name; the same column under another type gets `_2`. */
function facetNames(facets: Facet[]): string[] {
  const taken = new Map<string, number>();
  return facets.map(({ column }) => {
    const times = (taken.get(column) ?? 0) + 1;
    taken.set(column, times);
    return times === 1 ? column : `${column}_${times}`;
  });
}

/** Facets asked for twice are answered once. */
const distinct = (facets: Facet[]) =>
  facets.filter((facet, i) => facets.findIndex((f) => f.column === facet.column && f.type === facet.type) === i);

async function faceted(reading: TableReading): Promise<{ [key: string]: Json }> {
  const { reader, request } = reading;
  if (request.noFacets) return { results: {}, timed_out: [] };
  const facets = distinct(request.facets);
  const names = facetNames(facets);
  const answers = await Promise.all(facets.map((facet) => readFacet(reader, request.query, facet, request.facetSize)));
  const results: { [key: string]: Json } = {};
  const timedOut: string[] = [];
  answers.forEach((answer, i) => {
    const name = names[i] as string;
    if (answer.state === 'timed out') timedOut.push(name);
    else results[name] = facetJson(reading, answer.value, i);
  });
  return { results, timed_out: timedOut };
}

function columnDetails({ table }: TableReading): Json {
  const details = table.columns.map((column) => [
    column.name,
    {
      type: column.sqlType,
      sqlite_type: null,
      notnull: column.notNull,
      default: column.defaultValue,
      is_pk: column.keyPosition > 0,
      pk_position: column.keyPosition,
      hidden: false,
    },
  ]);
  return Object.fromEntries(details);
}

function queryJson({ reader, request }: TableReading): Json {
  const { text, params } = printed(rowsStatement({ ...reader.place, schema: null }, request.query, request.columns));
  return { sql: text, params: Object.fromEntries(params.map((value, i) => [String(i + 1), String(value)])) };
}

function expandableColumns({ table, dataset }: TableReading): Json {
  return table.outgoing.map((link) => [
    { column: link.column, other_table: link.table, other_column: link.otherColumn },
    dataset.tables.get(link.table)?.config.labelColumn ?? null,
  ]);
}

async function sentence({ reader, table, request }: TableReading): Promise<Json> {
  const named = await filterLabels(reader, table, request.query.filters);
  const { opening, count, rest } = sentenceForPeople(table, request.query, named, null);
  return phraseText([...opening, ...count, ...rest]);
}

type Make = (reading: TableReading) => Json | Promise<Json>;

/** The extras that need no statement of their own. */
const MAKERS: Partial<Record<Extra, Make>> = {
  suggested_facets: suggestedFacets,
  human_description_en: ({ request, table }) =>
    sentenceOf(request.query, table.config.sort !== undefined && !asksOrder(request.pairs)),
  sentence,
  columns: ({ request }) => request.columns,
  all_columns: ({ table }) => table.columns.map((column) => column.name),
  primary_keys: ({ table }) => table.primaryKey,
  column_details: columnDetails,
  expandable_columns: expandableColumns,
  query: queryJson,
  metadata: ({ table }) => table.config as Json,
  is_view: ({ table }) => table.isView,
  table: ({ table }) => table.name,
  database: ({ dataset }) => dataset.name,
  private: () => false,
  extras: ({ request }) =>
    Object.entries(EXTRAS).map(([name, description]) => ({
      name,
      description,
      toggle_url: settings().origin + linkTo(requestPath(), [...request.pairs, ['_extra', name]]),
      selected: request.extras.has(name),
    })),
};

const asksOrder = (pairs: TableReading['request']['pairs']) =>
  pairs.some(([key, value]) => key.startsWith('_sort') && value !== '');

/** The extra keys of a table's JSON; any `_facet` argument brings its results. Counts and facets run side by side. */
export async function tableExtras(reading: TableReading): Promise<TableExtras> {
  const { request } = reading;
  const wants = (name: Extra) => request.extras.has(name);
  const asksFacets = request.pairs.some(([key]) => /^_facet(_array|_date)?$/.test(key));
  const [count, facets] = await Promise.all([
    wants('count') || wants('count_truncated') ? counted(reading) : {},
    wants('facet_results') || wants('facets_timed_out') || asksFacets ? faceted(reading) : null,
  ]);
  const extras: TableExtras = { ...count };
  if (facets && (wants('facet_results') || asksFacets)) extras.facet_results = facets;
  if (facets && wants('facets_timed_out')) extras.facets_timed_out = facets.timed_out;
  for (const name of Object.keys(MAKERS) as Extra[]) if (wants(name)) extras[name] = await MAKERS[name]?.(reading);
  return extras;
}
