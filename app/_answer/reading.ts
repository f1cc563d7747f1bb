import { type Dataset, findDataset, listDatasets, type Server, type Table } from '../../db/catalog.ts';
import type { Sql } from '../../db/client.ts';
import { pool } from '../../db/pools.ts';
import type { Reader } from '../../db/reader.ts';
import { replicaAt } from '../../db/replica.ts';
import { checkCondition } from '../../db/sql-page/condition.ts';
import { conditionPool } from '../../db/sql-page/condition-pool.ts';
import { exchange } from '../_http/exchange.ts';
import { type Pairs, readPairs } from '../_url/pairs.ts';
import { parseTable } from '../_url/parse.ts';
import type { TableRequest } from '../_url/table-request.ts';
import { loginsOf, settings } from '../settings.ts';

const PAGE_CONNECTIONS = 12;

/** There is no such thing here. Becomes status 404. */
export class NotFound extends Error {}

/** It was here and was taken out. Becomes status 410. */
export class Gone extends Error {}

/** What is current is always asked of the primary. */
export const pagesPool = (server: Server = 'primary'): Sql =>
  pool('pages', loginsOf(server).readerUrl, PAGE_CONNECTIONS);

/** The datasets as they stand on the primary, to be read from the replica, if there is one, where that holds the same. */
async function placed(datasets: Dataset[]): Promise<Dataset[]> {
  if (!settings().replicaUrl) return datasets;
  return replicaAt(loginsOf('replica').readerUrl).place(datasets);
}

/** Every published dataset, by name, each at its current version. */
export const currentDatasets = async (): Promise<Dataset[]> => placed(await listDatasets(pagesPool()));

/** The raw query string of this request, as pairs. */
export function requestPairs(): Pairs {
  const { url } = exchange();
  const cut = url.indexOf('?');
  return cut < 0 ? [] : readPairs(url.slice(cut + 1));
}

/** The raw path of this request. */
export const requestPath = (): string => exchange().url.split('?', 1)[0] ?? '/';

/** The dataset of this name or alias at its current version. Throws NotFound. */
export async function datasetOf(name: string): Promise<Dataset> {
  const found = await findDataset(pagesPool(), name);
  const [dataset] = await placed(found ? [found] : []);
  if (!dataset) throw new NotFound('Database not found');
  return dataset;
}

export function tableIn(dataset: Dataset, name: string): Table {
  const table = dataset.tables.get(name);
  if (!table) throw new NotFound('Table not found');
  return table;
}

/** Whether the client asks for nothing that was kept, as browsers do on a forced reload. */
export const wantsFresh = (): boolean => /\bno-cache\b/i.test(exchange().headers['cache-control'] ?? '');

/** A reader of this dataset's version, as the pages' role. */
export function readerOf(dataset: Dataset, milliseconds?: number): Reader {
  const known = settings();
  return {
    pool: pagesPool(dataset.server),
    place: { dataset, schema: dataset.schema },
    milliseconds: milliseconds ?? known.timeLimit,
    facetMilliseconds: Math.min(milliseconds ?? known.facetTimeLimit, known.facetTimeLimit),
    signal: exchange().signal,
    fresh: wantsFresh() ? exchange().id : undefined,
  };
}

export interface TableReading {
  dataset: Dataset;
  table: Table;
  request: TableRequest;
  reader: Reader;
}

/**
 * Everything a question about a table of this version needs before its first row. Throws NotFound, BadRequest or
 * Forbidden.
 */
export function readTable(dataset: Dataset, tableName: string, pairs: Pairs): TableReading {
  const table = tableIn(dataset, tableName);
  const request = parseTable(pairs, { dataset, table, settings: settings() });
  const reader = readerOf(dataset, request.milliseconds);
  if (request.query.where.length === 0) return { dataset, table, request, reader };
  for (const condition of request.query.where) checkCondition(condition, dataset.schema);
  // What a visitor wrote in SQL runs as the role that sees nothing else.
  const pool = conditionPool(loginsOf(dataset.server).sqlUrl, dataset.schema);
  return { dataset, table, request, reader: { ...reader, pool } };
}

/** The same of a request, for the dataset's current version. */
export const readTableRequest = async (
  datasetName: string,
  tableName: string,
  pairs = requestPairs(),
): Promise<TableReading> => readTable(await datasetOf(datasetName), tableName, pairs);
