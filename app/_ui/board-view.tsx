import { isLeaderboard } from '../../db/queries/rank.ts';
import type { Row } from '../../db/query.ts';
import { boardTotals, standingsOf } from '../_answer/board.ts';
import { boardMeans } from '../_answer/board-scores.ts';
import type { TableReading } from '../_answer/reading.ts';
import { BoardFigures, BoardNotes } from './board-summary.tsx';
import { BoardTable } from './board-table.tsx';

interface BoardViewProps {
  reading: TableReading;
  rows: Row[];
  columns: string[];
  /** The question in words, for those who hear the table. */
  caption: string;
  facets: string[];
}

/** Whether a request shows a leaderboard: one that chooses its columns is shown just those. */
export const showsBoard = ({ table, request, dataset }: TableReading): boolean =>
  isLeaderboard(table) &&
  dataset.tables.has('images') &&
  !request.pairs.some(([key]) => key === '_col' || key === '_nocol');

/** A leaderboard with what the whole of it holds. Its ranks and shares come with the rows. */
export async function BoardView({ reading, rows, columns, caption, facets }: BoardViewProps) {
  const { dataset, table, reader, request } = reading;
  const [totals, standings, means] = await Promise.all([
    boardTotals(dataset, reader, table),
    standingsOf(reader, table, request.query, rows),
    boardMeans(reader, table, rows),
  ]);
  const board = totals.state === 'answered' ? { totals: totals.value, standings } : null;
  const { pairs, query } = request;
  const props = { dataset, table, rows, columns, sort: query.sort, pairs, board, means, caption, facets };
  return (
    <>
      {board && <BoardFigures table={table} board={board} rows={rows} isSearched={query.search.length > 0} />}
      <BoardTable {...props} />
      <BoardNotes {...props} />
    </>
  );
}
