import type { Table } from '../../db/catalog.ts';
import type { Answer, Count, Rows } from '../../db/query.ts';
import { readCount, readRows } from '../../db/reader.ts';
import { exchange } from '../_http/exchange.ts';
import { shownColumns } from '../_url/columns.ts';
import type { TableRequest } from '../_url/table-request.ts';
import { type Beside, startBeside } from './beside.ts';
import { filterLabels, type Labels, linkedLabels } from './labels.ts';
import { giveTime, type Late, late } from './late.ts';
import type { TableReading } from './reading.ts';

export { type Labels, linkedLabels } from './labels.ts';

/** How long rows that are there wait for what is nearly there, so that quick answers come in one piece. */
const PATIENCE = 150;
/** How long the rows have the database to themselves: counting a whole table would make them wait for a processor. */
const HEAD_START = 40;

export interface TablePage extends Beside {
  /** The columns shown, in their order, and those asked for. */
  columns: string[];
  asked: string[];
  rows: Answer<Rows>;
  /** Labels of the rows' linked values, and of the values that filters name. */
  labels: Labels;
  named: Labels;
  /** Null: not to be counted. */
  count: Late<Answer<Count>> | null;
}

/** The columns a view needs of its rows. */
function askedColumns(table: Table, request: TableRequest, shown: string[]): string[] {
  const { picture } = table.config;
  if (request.view !== 'gallery' || !picture) return shown;
  const known = (name: string) => table.columns.some((column) => column.name === name);
  return [...new Set([...shown, ...Object.values(picture)])].filter(known);
}

/** A page that holds every row has counted them. */
function countOf(request: TableRequest, rows: Answer<Rows>, count: Late<Answer<Count>> | null): TablePage['count'] {
  if (rows.state !== 'answered' || rows.value.next !== null || request.query.next !== null) return count;
  if (request.query.size === 0 || request.view === 'summary') return count;
  const value: Answer<Count> = { state: 'answered', value: { count: rows.value.rows.length, truncated: false } };
  return { promise: Promise.resolve(value), outcome: { value } };
}

/** Starts everything a table page shows; its rows go first and are waited for, the rest for a moment. */
export async function tablePage(reading: TableReading): Promise<TablePage> {
  const { request, reader, table } = reading;
  const columns = shownColumns(table, request);
  const asked = askedColumns(table, request, columns);
  // A summary shows no rows, and asks for none.
  const query = request.view === 'summary' ? { ...request.query, size: 0 } : request.query;
  const page = late(readRows(reader, query, asked));
  const naming = late(filterLabels(reader, table, request.query.filters));
  await giveTime([page], HEAD_START);
  const counting = request.noCount ? null : late(readCount(reader, request.query));
  const beside = startBeside(reading);
  const rows = await page.promise;
  const found = rows.state === 'answered' ? rows.value.rows : [];
  exchange().rows = found.length;
  const [labels, named] = await Promise.all([linkedLabels(reader, table, asked, found), naming.promise]);
  const count = countOf(request, rows, counting);
  const parts = [...beside.facets, ...beside.plots].map((part) => part.late);
  await giveTime([...(count ? [count] : []), ...parts, beside.silent], request.wait ? null : PATIENCE);
  return { ...beside, columns, asked, rows, labels, named, count };
}
