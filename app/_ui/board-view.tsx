import { isLeaderboard } from '../../db/queries/rank.ts';
import type { Row } from '../../db/query.ts';
import { boardTotals, isWholeBoard, standingsOf } from '../_answer/board.ts';
import { boardMeans } from '../_answer/board-scores.ts';
import type { TableReading } from '../_answer/reading.ts';
import type { TablePage } from '../_answer/table-page.ts';
import { BoardFigures, BoardNotes } from './board-summary.tsx';
import { BoardTable } from './board-table.tsx';
import { Paging } from './paging.tsx';

interface BoardViewProps {
  path: string;
  shown: TablePage;
  reading: TableReading;
  rows: Row[];
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
export async function BoardView({ path, shown, reading, rows, caption, facets }: BoardViewProps) {
  const { dataset, table, reader, request } = reading;
  const [totals, standings, means] = await Promise.all([
    boardTotals(dataset, reader, table),
    standingsOf(reader, table, request.query, rows),
    boardMeans(reader, table, rows),
  ]);
  const board = totals.state === 'answered' ? { totals: totals.value, standings } : null;
  const { pairs, query } = request;
  const { columns } = shown;
  const first = standings.get(String(rows[0]?.[table.primaryKey[0] as string]));
  const props = { dataset, table, rows, columns, sort: query.sort, pairs, board, means, caption, facets };
  return (
    <>
      {board && (
        <BoardFigures dataset={dataset} table={table} board={board} rows={rows} isSearched={query.search.length > 0} />
      )}
      <BoardTable {...props} />
      <BoardNotes {...props} />
      <Paging path={path} reading={reading} shown={shown} place={isWholeBoard(query) ? first?.place : undefined} />
    </>
  );
}
