import type { Table } from '../../db/catalog.ts';
import { histogramEdges } from '../../db/histogram-edges.ts';
import type { FacetChoices } from '../../db/queries/facet-choices.ts';
import type { Bins, Histogram } from '../../db/queries/histogram.ts';
import type { Answer, Facet } from '../../db/query.ts';
import { readFacetChoices } from '../../db/read-facet-choices.ts';
import { readHistograms } from '../../db/read-histograms.ts';
import { readFacet } from '../../db/reader.ts';
import { choicesOf } from '../_url/choices.ts';
import { first } from '../_url/pairs.ts';
import type { TableRequest } from '../_url/table-request.ts';
import { type Late, late } from './late.ts';
import type { TableReading } from './reading.ts';

/** Values of a facet unless the URL asks for more. */
const FACET_SIZE = 10;

/** What stands beside the rows, each part on its way. */
export interface BesideFacet {
  facet: Facet;
  late: Late<Answer<FacetChoices>>;
}

export interface BesidePlot {
  column: string;
  late: Late<Answer<Histogram>>;
}

/** Columns that show nothing, and why. */
export interface SilentColumns {
  /** No row of the question has a value. */
  unrecorded: string[];
  /** It took longer than so many milliseconds; 0: nothing did. */
  untimely: string[];
  milliseconds: number;
}

export interface Beside {
  facets: BesideFacet[];
  plots: BesidePlot[];
  /** What is said about columns that show nothing. */
  silent: Late<SilentColumns>;
}

const same = (a: Facet, b: Facet) => a.column === b.column && a.type === b.type;

/** Facets asked for twice are shown once. */
const distinct = (facets: Facet[]) => facets.filter((facet, i) => facets.findIndex((f) => same(f, facet)) === i);

async function readChoices({ reader, request }: TableReading, facet: Facet): Promise<Answer<FacetChoices>> {
  const size = first(request.pairs, '_facet_size') ? request.facetSize : FACET_SIZE;
  const { query } = request;
  if (facet.type === 'column') {
    const { values } = choicesOf(query.filters, facet.column);
    return readFacetChoices(reader, query, facet.column, size, values);
  }
  const answer = await readFacet(reader, query, facet, size);
  if (answer.state !== 'answered') return answer;
  const { values, truncated } = answer.value;
  return { state: 'answered', value: { values, distinct: truncated ? null : values.length, blank: 0 } };
}

/** The columns of a table that have a histogram, with its bins: the declared ones, and with `all` every other. */
export function plottedColumns(table: Table, all: boolean): Bins[] {
  const declared = table.config.plots ?? [];
  const names = all ? [...new Set([...declared, ...table.columns.map(({ name }) => name)])] : declared;
  return names.flatMap((name) => {
    const column = table.columns.find((known) => known.name === name);
    const edges = column ? histogramEdges(column, table.config.columns?.[name]) : null;
    return edges ? [{ column: name, edges }] : [];
  });
}

/** The columns a summary counts the values of: those without a histogram whose values are no mere identifiers. */
export function countedColumns(table: Table): Facet[] {
  return table.columns
    .filter((column) => {
      const config = table.config.columns?.[column.name];
      if (column.keyPosition > 0 || column.name === table.config.picture?.address) return false;
      if (column.name === table.config.labelColumn || column.kind === 'bytes') return false;
      const leads = table.outgoing.some((link) => link.column === column.name);
      return (config?.unit !== 'identifier' || leads) && histogramEdges(column, config) === null;
    })
    .map(({ name }) => ({ column: name, type: 'column' }));
}

/** How many of the rows have a value. */
export const plottedRows = ({ counts }: Histogram): number => counts.reduce((sum, count) => sum + count, 0);

const isEmptyFacet = ({ values, blank }: FacetChoices) => values.length === 0 && blank > 0;
const isEmptyPlot = (histogram: Histogram) => plottedRows(histogram) === 0 && histogram.blank > 0;

/** Why a part shows nothing; null: it does, or its failure is said in its place. */
async function silence<T>(
  part: Late<Answer<T>>,
  isEmpty: (value: T) => boolean,
): Promise<'unrecorded' | number | null> {
  const answer = await part.promise.catch(() => null);
  if (!answer) return null;
  if (answer.state === 'timed out') return answer.milliseconds;
  return isEmpty(answer.value) ? 'unrecorded' : null;
}

async function silentColumns({ facets, plots }: Pick<Beside, 'facets' | 'plots'>): Promise<SilentColumns> {
  const reasons = await Promise.all([
    ...facets.map(async ({ facet, late: part }) => [facet.column, await silence(part, isEmptyFacet)] as const),
    ...plots.map(async ({ column, late: part }) => [column, await silence(part, isEmptyPlot)] as const),
  ]);
  const columns = (isSo: (reason: string | number | null) => boolean) => [
    ...new Set(reasons.filter(([, reason]) => isSo(reason)).map(([column]) => column)),
  ];
  return {
    unrecorded: columns((reason) => reason === 'unrecorded'),
    untimely: columns((reason) => typeof reason === 'number'),
    milliseconds: Math.max(0, ...reasons.map(([, reason]) => Number(reason) || 0)),
  };
}

const wanted = (table: Table, request: TableRequest): { facets: Facet[]; plots: Bins[] } => {
  if (request.noFacets) return { facets: [], plots: [] };
  if (request.view !== 'summary') return { facets: request.facets, plots: plottedColumns(table, false) };
  return { facets: [...request.facets, ...countedColumns(table)], plots: plottedColumns(table, true) };
};

/** Starts every facet and histogram of a view. Histograms share a statement where they can. */
export function startBeside(reading: TableReading): Beside {
  const { facets, plots } = wanted(reading.table, reading.request);
  const histograms = readHistograms(reading.reader, reading.request.query, plots);
  const parts = {
    facets: distinct(facets).map((facet) => ({ facet, late: late(readChoices(reading, facet)) })),
    plots: plots.map(({ column }, i) => ({ column, late: late(histograms[i] as Promise<Answer<Histogram>>) })),
  };
  return { ...parts, silent: late(silentColumns(parts)) };
}
