import { cleanColumns, firstRows } from '../ingest/clean-rows.ts';
import { COLUMN_NAMES, type ColumnName } from '../ingest/columns.ts';
import type { PlannedFile } from '../ingest/plan-files.ts';
import { identifier } from '../ingest/quote.ts';

export interface RowsToRead extends Pick<PlannedFile, 'columns' | 'limit'> {
  /** Files of one layout. */
  paths: string[];
}

/** Files as few relations: those that follow each other, have one layout and are read whole are read as one. */
export function groupsOf(files: readonly PlannedFile[]): RowsToRead[] {
  const groups: (RowsToRead & { layout: string | null })[] = [];
  for (const { path, columns, limit, rows, layout } of files) {
    const last = groups.at(-1);
    const own = limit === rows && tellsApart(columns) ? layout : null;
    if (last && own !== null && last.layout === own) {
      last.paths.push(path);
      last.limit = Math.max(last.limit, limit);
    } else groups.push({ paths: [path], columns, limit, layout: own });
  }
  return groups;
}

/** Of columns that differ in letter case only, DuckDB calls one otherwise, and in each file as it comes. */
const tellsApart = (columns: PlannedFile['columns']): boolean =>
  Object.values(columns).every(({ name, duckName }) => name === duckName);

/**
 * The rows of files that are read, with the values that an ingest would keep of them, as a relation of DuckDB: our
 * columns, and `mend_0` and so on for the reasons `mends`.
 */
export function rowsSql({ paths, columns, limit }: RowsToRead): { relation: string; mends: string[] } {
  const { selected, mends } = cleanColumns(columns);
  // A FLOAT becomes the DOUBLE with the digits it is written with, 0.3 and not 0.30000001192, as in an ingest.
  const widened = (name: ColumnName) =>
    name === 'similarity' && columns.similarity?.type === 'FLOAT' ? 'similarity::VARCHAR::DOUBLE AS similarity' : null;
  const names = COLUMN_NAMES.map((name) => widened(name) ?? identifier(name));
  const listed = [...names, ...mends.map((_, i) => `mend_${i}`)].join(', ');
  return { relation: `(SELECT ${listed} FROM (SELECT ${selected.join(', ')} ${firstRows(paths, limit)}))`, mends };
}
