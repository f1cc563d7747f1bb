import { cleanColumns, firstRows } from '../ingest/clean-rows.ts';
import { COLUMN_NAMES, type ColumnName } from '../ingest/columns.ts';
import type { PlannedFile } from '../ingest/plan-files.ts';
import { identifier } from '../ingest/quote.ts';

export type RowsToRead = Pick<PlannedFile, 'path' | 'columns' | 'limit'>;

/**
 * The rows of a file that are read, with the values that an ingest would keep of them, as a relation of DuckDB: our
 * columns, and `mend_0` and so on for the reasons `mends`.
 */
export function rowsSql({ path, columns, limit }: RowsToRead): { relation: string; mends: string[] } {
  const { selected, mends } = cleanColumns(columns);
  // A FLOAT becomes the DOUBLE with the digits it is written with, 0.3 and not 0.30000001192, as in an ingest.
  const widened = (name: ColumnName) =>
    name === 'similarity' && columns.similarity?.type === 'FLOAT' ? 'similarity::VARCHAR::DOUBLE AS similarity' : null;
  const names = COLUMN_NAMES.map((name) => widened(name) ?? identifier(name));
  const listed = [...names, ...mends.map((_, i) => `mend_${i}`)].join(', ');
  return { relation: `(SELECT ${listed} FROM (SELECT ${selected.join(', ')} ${firstRows(path, limit)}))`, mends };
}
