import { linkTo, nextPage, toggleChoice } from '../../app/_url/edit.ts';
import { type Pairs, readPairs } from '../../app/_url/pairs.ts';
import { parseTable } from '../../app/_url/parse.ts';
import type { Context, TableRequest } from '../../app/_url/table-request.ts';
import { settings } from '../../app/settings.ts';
import { type Dataset, findDataset, type Table } from '../../db/catalog.ts';
import { connect } from '../../db/client.ts';
import { histogramEdges } from '../../db/histogram-edges.ts';
import type { FacetChoices } from '../../db/queries/facet-choices.ts';
import type { Histogram } from '../../db/queries/histogram.ts';
import type { Answer, Facet, FacetValues, Row, Value } from '../../db/query.ts';
import { readFacetChoices } from '../../db/read-facet-choices.ts';
import { readHistograms } from '../../db/read-histograms.ts';
import { type Reader, readCount, readFacet, readRows } from '../../db/reader.ts';
import { ensureRoles } from '../../db/roles.ts';

/** Nothing may take so long on a few hundred rows. */
const MILLISECONDS = 20_000;
const READER = { default_transaction_read_only: 'on', plan_cache_mode: 'force_custom_plan' };

function answered<T>(answer: Answer<T>): T {
  if (answer.state !== 'answered') throw new Error(`timed out after ${answer.milliseconds} ms`);
  return answer.value;
}

/** The explorer without its pages: a query string in, rows and numbers out, as the reading role. */
export class Engine {
  private constructor(
    private readonly dataset: Dataset,
    private readonly reader: Reader,
  ) {}

  /** `schema`: another one than the dataset's own that holds the same tables. */
  static async open(ownerUrl: string, name: string, schema?: string): Promise<Engine> {
    const { readerUrl } = await ensureRoles(ownerUrl);
    const pool = connect(readerUrl, 4, READER);
    const dataset = await findDataset(pool, name);
    if (!dataset) throw new Error(`no dataset ${name}`);
    const place = { dataset, schema: schema ?? dataset.schema };
    return new Engine(dataset, { pool, place, milliseconds: MILLISECONDS, facetMilliseconds: MILLISECONDS });
  }

  close = () => this.reader.pool.end();

  /** Reads a query string as the pages do. Throws BadRequest. */
  read(table: string, pairs: Pairs): TableRequest {
    const found = this.dataset.tables.get(table);
    if (!found) throw new Error(`no table ${table}`);
    const context: Context = {
      dataset: this.dataset,
      table: found,
      settings: { ...settings({} as NodeJS.ProcessEnv), maxPageSize: 2000 },
    };
    return parseTable(pairs, context);
  }

  /** One page, and the query string of the next; null: it was the last. */
  async page(table: string, asked: string): Promise<{ rows: Row[]; next: string | null }> {
    const request = this.read(table, readPairs(asked));
    const { rows, next } = answered(await readRows(this.reader, request.query, request.columns));
    return { rows, next: next === null ? null : linkTo('', nextPage(request.pairs, request.query, next)).slice(1) };
  }

  /** Every page to the end, following the links as a visitor does. Throws when there are more than `most`. */
  async pages(table: string, asked: string, most: number): Promise<Row[][]> {
    const pages: Row[][] = [];
    for (let next: string | null = asked; next !== null; ) {
      if (pages.length > most) throw new Error(`more than ${most} pages`);
      const page: { rows: Row[]; next: string | null } = await this.page(table, next);
      pages.push(page.rows);
      next = page.next;
    }
    return pages;
  }

  async count(table: string, pairs: Pairs): Promise<number> {
    const { count, truncated } = answered(await readCount(this.reader, this.read(table, pairs).query));
    if (truncated) throw new Error('the count is a lower bound');
    return count;
  }

  async facet(table: string, asked: string, facet: Facet): Promise<FacetValues> {
    const request = this.read(table, readPairs(asked));
    return answered(await readFacet(this.reader, request.query, facet, request.facetSize, true));
  }

  /** How many rows there are with this value chosen, and none of `without`, the facet's own choices until now. */
  async countChosen(table: string, asked: string, facet: Facet, value: Value, without: string[]): Promise<number> {
    const pairs = readPairs(asked).filter(([key]) => !without.includes(key));
    return this.count(table, toggleChoice(pairs, facet, value));
  }

  /** What a page shows of a facet: `chosen` are the values it keeps whatever their count. */
  async choices(table: string, asked: string, column: string, chosen: string[]): Promise<FacetChoices> {
    const { query, facetSize } = this.read(table, readPairs(asked));
    return answered(await readFacetChoices(this.reader, query, column, facetSize, chosen));
  }

  /** The histograms of all columns that have one. */
  async histograms(table: string, asked: string): Promise<Histogram[]> {
    const { columns, config } = this.dataset.tables.get(table) as Table;
    const bins = columns.flatMap((column) => {
      const edges = histogramEdges(column, config.columns?.[column.name]);
      return edges ? [{ column: column.name, edges }] : [];
    });
    const { query } = this.read(table, readPairs(asked));
    return (await Promise.all(readHistograms(this.reader, query, bins))).map(answered);
  }
}
