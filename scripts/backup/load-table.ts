import { join } from 'node:path';
import { copyRows } from '../../db/versions/load.ts';
import type { Session } from '../../db/versions/session.ts';
import { withCsv } from '../ingest/csv-stream.ts';
import type { Duck } from '../ingest/duck.ts';
import { fileLiteral, identifier } from '../ingest/quote.ts';
import { allowFor } from './frugal-duck.ts';
import type { BackedUpTable } from './manifest.ts';
import { isText, toCsv } from './types.ts';

export interface Loading {
  duck: Duck;
  /** For what is too large for memory. */
  temporary: string;
  /** The backup's folder. */
  folder: string;
  signal: AbortSignal;
}

/**
 * Loads a table's files. `target` names the table: one that was made in the transaction `tx`, without a schema a
 * temporary one. Throws when not all of its rows came.
 */
export async function loadTable(
  { duck, temporary, folder, signal }: Loading,
  tx: Session,
  table: BackedUpTable,
  target: { schemaName: string | null; table: string },
): Promise<void> {
  const columns = table.columns.map(({ name }) => name);
  // Without their own names, which may hold anything.
  const picked = table.columns.map(({ name, type }, i) => `${toCsv(type, identifier(name))} AS c${i}`).join(', ');
  const texts = table.columns.flatMap(({ type }, i) => (isText(type) ? [`c${i}`] : []));
  let loaded = 0;
  for (const { path, largestRow } of table.files) {
    signal.throwIfAborted();
    await allowFor(duck, largestRow);
    const query = `SELECT ${picked} FROM read_parquet(${fileLiteral(join(folder, path))})`;
    const frozen = target.schemaName !== null;
    loaded += await withCsv(duck, temporary, query, texts, (csv) => copyRows(tx, { ...target, columns, frozen }, csv));
  }
  if (loaded !== table.rows) throw new Error(`${table.name}: ${loaded} rows came, not ${table.rows}.`);
}
