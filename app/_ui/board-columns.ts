import type { Dataset, Table } from '../../db/catalog.ts';
import type { Row, Sort } from '../../db/query.ts';
import type { Board } from '../_answer/board.ts';
import type { Means } from '../_answer/board-scores.ts';
import type { Pairs } from '../_url/pairs.ts';

/** Everything a leaderboard's table is made from. */
export interface BoardTableProps {
  dataset: Dataset;
  table: Table;
  rows: Row[];
  /** The columns the URL asks for; optional ones that are not among them stay away. */
  columns: string[];
  sort: Sort[];
  pairs: Pairs;
  /** Null: the shares could not be added up in time. */
  board: Board | null;
  means: Means;
  /** The question in words, for those who hear the table. */
  caption: string;
  facets: string[];
}

/** The columns a board may have beside rank, name, images and their shares, in their order. */
const OPTIONAL = ['category', 'domain_counts', 'best_aesthetic'];

export const optionalColumns = ({ table, columns, rows, sort }: BoardTableProps): string[] =>
  OPTIONAL.filter(
    (name) =>
      columns.includes(name) &&
      table.columns.some((column) => column.name === name) &&
      (rows.some((row) => row[name] !== null) || sort.some(({ column }) => column === name)),
  );

/** Whether every image belongs to exactly one row, so that the counts add up to all images: sites and hosts. */
export const divides = ({ dataset, table }: Pick<BoardTableProps, 'dataset' | 'table'>): boolean =>
  (dataset.tables.get('images')?.outgoing ?? []).some((link) => link.table === table.name);

/** Whether any row of the page has a mean score: a column of nothing says so in a line below instead. */
export const hasMeans = ({ means, sort }: Pick<BoardTableProps, 'means' | 'sort'>): boolean =>
  (means.state === 'known' && means.means.size > 0) || sort.some(({ column }) => column === 'mean_aesthetic');
