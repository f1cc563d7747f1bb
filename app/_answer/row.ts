import type { Dataset, Table } from '../../db/catalog.ts';
import { ask } from '../../db/deadline.ts';
import { keyFits } from '../../db/queries/order.ts';
import { goneStatement, labelStatement, rowStatement } from '../../db/queries/rows.ts';
import { BadRequest, type Question, type Row } from '../../db/query.ts';
import { type Reader, readCount } from '../../db/reader.ts';
import type { SQL } from '../../db/sql.ts';
import { tildeDecode } from '../../db/tilde.ts';
import { datasetOf, Gone, NotFound, readerOf, tableIn } from './reading.ts';

export interface RowReading {
  dataset: Dataset;
  table: Table;
  row: Row;
  reader: Reader;
}

async function one(reader: Reader, statement: SQL): Promise<Row | null> {
  const answer = await ask(reader.pool, statement, reader);
  if (answer.state === 'timed out')
    throw new BadRequest([`the row could not be read within ${answer.milliseconds} ms`]);
  return answer.value[0] ?? null;
}

/**
 * The row a path names, by its key or, where the table declares a label, by that. Throws NotFound, and BadRequest when
 * the path has another number of parts than the key.
 */
export async function readRow(datasetName: string, tableName: string, keys: string): Promise<RowReading> {
  return readRowOf(await datasetOf(datasetName), tableName, keys);
}

/** The same of a dataset whose version is known. */
export async function readRowOf(dataset: Dataset, tableName: string, keys: string): Promise<RowReading> {
  const table = tableIn(dataset, tableName);
  const reader = readerOf(dataset);
  const found = (row: Row | null) => (row ? { dataset, table, row, reader } : null);
  const parts = keys.split(',').map(tildeDecode);
  const fits = parts.length === table.primaryKey.length && keyFits(table, parts);
  const byKey = fits ? found(await one(reader, rowStatement(reader.place, table, parts))) : null;
  if (byKey) return byKey;
  const labelled = table.config.labelColumn && table.primaryKey[0] !== table.config.labelColumn;
  const byLabel = labelled ? found(await one(reader, labelStatement(reader.place, table, tildeDecode(keys)))) : null;
  if (byLabel) return byLabel;
  if (parts.length !== table.primaryKey.length) {
    throw new BadRequest(['URL row identifier does not match the primary key for this table']);
  }
  if (fits && (await isGone(reader, table, parts))) throw new Gone('This row was taken out');
  throw new NotFound('Row not found');
}

/** Whether the row was taken out of its version; only its key is left where pages can see it. */
async function isGone(reader: Reader, table: Table, key: string[]): Promise<boolean> {
  if (table.name !== 'images' || reader.place.dataset.epoch === 0) return false;
  return (await one(reader, goneStatement(reader.place, key[0] ?? ''))) !== null;
}

/** Rows of another table that lead to this one. */
export interface IncomingRows {
  table: string;
  column: string;
  otherColumn: string;
  question: Question;
  count: number | null;
}

/** How many rows of each other table lead to this row; null: not counted in time. */
export async function incomingRows({ table, row, reader }: RowReading): Promise<IncomingRows[]> {
  return Promise.all(
    table.incoming.map(async (link) => {
      const value = String(row[link.column]);
      const filters = [{ column: link.otherColumn, operator: 'exact' as const, value }];
      const question: Question = { table: link.table, search: [], filters, through: [], where: [] };
      const answer = await readCount(reader, question);
      const count = answer.state === 'answered' && !answer.value.truncated ? answer.value.count : null;
      return { table: link.table, column: link.column, otherColumn: link.otherColumn, question, count };
    }),
  );
}
