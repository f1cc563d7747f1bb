import type { Dataset } from '../../db/catalog.ts';
import { questionOfFacet } from '../../db/queries/facet.ts';
import type { FacetChoices } from '../../db/queries/facet-choices.ts';
import { type Answer, BadRequest, type Count, type Rows } from '../../db/query.ts';
import { readFacetChoices } from '../../db/read-facet-choices.ts';
import { readCount, readRows } from '../../db/reader.ts';
import { exchange } from '../_http/exchange.ts';
import { linkTo } from '../_url/edit.ts';
import type { Pairs } from '../_url/pairs.ts';
import { tablePath } from '../_url/paths.ts';
import { noPlace, type ReportAsked } from '../_url/report.ts';
import { LONGEST_ADDRESS } from '../_url/route.ts';
import { figuresOf } from './figures.ts';
import { type IngestReport, ingestReport } from './ingest-report.ts';
import { filterLabels, type Labels } from './labels.ts';
import { type NearName, nearNames } from './near-names.ts';
import { phraseSearch } from './phrase.ts';
import { NotFound, readTable, type TableReading } from './reading.ts';
import { type FoundAddress, foundAddresses } from './report-addresses.ts';
import { NOWHERE, placeIds } from './report-places.ts';

/** Images that a report lists, and places that it names. */
export const LISTED = 1000;
const PLACES = 100;

/** The sites, or where a site was asked for the hosts, that images come from. */
export interface ReportPlaces {
  column: 'site_id' | 'domain_id';
  choices: Answer<FacetChoices>;
}

/** A report: what was asked, and everything that was found. */
export interface Report {
  asked: ReportAsked;
  /** The question as the table of images has it. */
  reading: TableReading;
  /** What finds the same images in the table; null: no address has room for it. */
  pairs: Pairs | null;
  named: Labels;
  count: Answer<Count>;
  /** The words of the name in any order, and what finds those; null: no name was asked for. */
  loose: { pairs: Pairs; count: Answer<Count> } | null;
  places: ReportPlaces | null;
  /** The first thousand. */
  rows: Answer<Rows>;
  /** Null: no list of addresses was asked for. */
  addresses: FoundAddress[] | null;
  /** Null: not looked up in time; empty also where no name was asked for. */
  near: NearName[] | null;
  /** Images of the dataset, and how they were read in; null: not known in time. */
  images: number | null;
  made: IngestReport | null;
}

interface Placed {
  pairs: Pairs;
  /** Column, number and name of the places that were asked for. */
  places: [column: string, id: string, name: string][];
}

/** What the table of images is asked. */
async function placedQuestion(dataset: Dataset, asked: ReportAsked): Promise<Placed> {
  if (asked.addresses.length > 0) {
    const hosts = await placeIds(dataset, 'domain', [...new Set(asked.addresses.map(({ host }) => host))]);
    const urls = JSON.stringify(asked.addresses.flatMap(({ alike }) => alike));
    const ids = [...hosts.values()].join(',') || NOWHERE;
    return {
      // The host is part of the address, and has an index.
      pairs: [['url__in', urls], ['domain_id__in', ids], ...asked.conditions],
      places: [],
    };
  }
  const places: Placed['places'] = [];
  for (const key of ['site', 'domain'] as const) {
    const name = asked[key];
    if (name === null) continue;
    const id = (await placeIds(dataset, key, [name])).get(name);
    // One word may be a host of somebody's own network; where it is none, more was meant.
    if (id === undefined && !/[.:]/.test(name)) throw new BadRequest([noPlace(key, name)]);
    places.push([`${key}_id`, id ?? NOWHERE, name]);
  }
  const phrase: Pairs = asked.name === '' ? [] : [['_search', phraseSearch(asked.name)]];
  return { pairs: [...phrase, ...asked.conditions, ...places.map(([column, id]) => [column, id] as const)], places };
}

function readPlaces(asked: ReportAsked, reading: TableReading): Promise<ReportPlaces> | null {
  const { dataset, table, request, reader } = reading;
  // A host is one of its site.
  if (asked.domain !== null) return null;
  // A facet leaves out its own column's choices: of a site there are its hosts to be told.
  const column = (['site_id', 'domain_id'] as const).find(
    (name) =>
      table.columns.some((known) => known.name === name) &&
      dataset.tables.has(name.replace('_id', '')) &&
      questionOfFacet(table, request.query, { column: name, type: 'column' }).filters.length ===
        request.query.filters.length,
  );
  if (!column) return null;
  return readFacetChoices(reader, request.query, column, PLACES, []).then((choices) => ({ column, choices }));
}

const COLUMNS = ['id', 'url', 'text'];

async function readListed({ table, request, reader }: TableReading): Promise<Answer<Rows>> {
  const known = COLUMNS.filter((name) => table.columns.some((column) => column.name === name));
  const answer = await readRows(reader, { ...request.query, next: null, size: LISTED }, known);
  if (answer.state === 'answered') exchange().rows = answer.value.rows.length;
  return answer;
}

/** The words of the name in any order; taken literally, for a minus or an asterisk in a name is no operator. */
async function readLoose(dataset: Dataset, name: string, pairs: Pairs): Promise<Report['loose']> {
  if (name === '') return null;
  const loose: Pairs = [...pairs.filter(([key]) => key !== '_search'), ['_search', name], ['_searchmode', 'escaped']];
  const { reader, request } = readTable(dataset, 'images', loose);
  return { pairs: loose, count: await readCount(reader, request.query) };
}

/** Of a list of addresses only those that were found: the table needs no more to show the same rows. */
function shownPairs(dataset: Dataset, asked: ReportAsked, pairs: Pairs, rows: Answer<Rows>): Pairs | null {
  if (asked.addresses.length === 0) return pairs;
  if (rows.state === 'timed out' || rows.value.next !== null || rows.value.rows.length === 0) return null;
  const urls = JSON.stringify([...new Set(rows.value.rows.map((row) => String(row.url)))]);
  const shown: Pairs = pairs.map(([key, value]) => [key, key === 'url__in' ? urls : value]);
  return linkTo(tablePath(dataset.name, 'images'), shown).length <= LONGEST_ADDRESS - 100 ? shown : null;
}

/** A report that can be answered: what it asks of the table of images, in one version of it. */
export interface ReportReading {
  asked: ReportAsked;
  reading: TableReading;
  places: Placed['places'];
}

/**
 * Looks up the places a report names. Throws NotFound where the data holds no captions, and BadRequest for a question
 * that makes no sense.
 */
export async function openReport(dataset: Dataset, asked: ReportAsked): Promise<ReportReading> {
  if (!dataset.tables.get('images')?.config.search) throw new NotFound('This data has no captions to look in');
  const { pairs, places } = await placedQuestion(dataset, asked);
  return { asked, reading: readTable(dataset, 'images', pairs), places };
}

/** Answers it; every part has the time that it has on its own page. Throws BadRequest as the table does. */
export async function answerReport({ asked, reading, places }: ReportReading): Promise<Report> {
  const { dataset, reader, table, request } = reading;
  const [rows, count, loose, found, near, figures, made, named] = await Promise.all([
    readListed(reading),
    readCount(reader, request.query),
    readLoose(dataset, asked.name, request.pairs),
    readPlaces(asked, reading),
    asked.name === '' ? [] : nearNames(dataset, asked.name),
    figuresOf(dataset),
    ingestReport(dataset),
    filterLabels(reader, table, request.query.filters),
  ]);
  for (const [column, id, name] of places) named.set(column, new Map(named.get(column)).set(id, name));
  return {
    asked,
    reading,
    pairs: shownPairs(dataset, asked, request.pairs, rows),
    named,
    count,
    loose,
    places: found,
    rows,
    addresses: asked.addresses.length > 0 ? foundAddresses(asked.addresses, rows) : null,
    near,
    images: figures.images,
    made,
  };
}
