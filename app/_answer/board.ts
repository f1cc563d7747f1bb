import type { Dataset, Table } from '../../db/catalog.ts';
import { ask } from '../../db/deadline.ts';
import { COUNTS } from '../../db/queries/rank.ts';
import { boardTotalsStatement, offsetStatement, placesStatement } from '../../db/queries/share.ts';
import type { Answer, Row, TableQuery } from '../../db/query.ts';
import type { Reader } from '../../db/reader.ts';
import { figuresOf } from './figures.ts';

/** Where a row stands on its leaderboard. */
export interface Standing {
  /** From 1. */
  place: number;
  /** The counts of all rows up to this one. */
  running: number;
}

export interface BoardTotals {
  rows: number;
  /** Rows with any image. */
  named: number;
  /** Of all rows' counts: every image once for sites and hosts; once a name for names. */
  total: number;
  /** Of the ten and the hundred rows with the most. */
  ten: number;
  hundred: number;
  /** Images of the dataset; null: not known in time. */
  images: number | null;
}

export interface Board {
  totals: BoardTotals;
  /** By the row's key as text. Empty when it took too long. */
  standings: Map<string, Standing>;
}

export async function boardTotals(dataset: Dataset, reader: Reader, table: Table): Promise<Answer<BoardTotals>> {
  const [answer, figures] = await Promise.all([
    ask(reader.pool, boardTotalsStatement(reader.place, table), reader),
    figuresOf(dataset),
  ]);
  if (answer.state === 'timed out') return answer;
  const [row = {}] = answer.value;
  const [rows = 0, named = 0, total = 0, ten = 0, hundred = 0] = ['rows', 'named', 'total', 'ten', 'hundred'].map(
    (column) => Number(row[column]),
  );
  return { state: 'answered', value: { rows, named, total, ten, hundred, images: figures.images } };
}

/** Whether a page shows the board itself: all of its rows in its own order, so that a row's rank is its place. */
export function isWholeBoard({ search, filters, through, where, sort }: TableQuery): boolean {
  const isAsked = search.length + filters.length + through.length + where.length > 0;
  return !isAsked && sort.length === 1 && sort[0]?.column === COUNTS && sort[0].descending;
}

/** Adds up from the first row on, whose place is known. */
function walked(rows: Row[], key: string, before: Row): Map<string, Standing> {
  let place = Number(before.rows);
  let running = Number(before.sum);
  return new Map(
    rows.map((row) => {
      place += 1;
      running += Number(row[COUNTS]);
      return [String(row[key]), { place, running }];
    }),
  );
}

/**
 * The places of a page's rows among all rows of their table, whatever the page's question and order are. The board's own
 * order costs a range of an index, any other a pass over the table. Empty when it took too long.
 */
export async function standingsOf(
  reader: Reader,
  table: Table,
  query: TableQuery,
  rows: Row[],
): Promise<Map<string, Standing>> {
  const [firstRow] = rows;
  const key = table.primaryKey[0] as string;
  if (!firstRow) return new Map();
  if (isWholeBoard(query)) {
    const answer = await ask(reader.pool, offsetStatement(reader.place, table, firstRow), reader);
    return answer.state === 'answered' && answer.value[0] ? walked(rows, key, answer.value[0]) : new Map();
  }
  const answer = await ask(reader.pool, placesStatement(reader.place, table, rows), reader);
  if (answer.state === 'timed out') return new Map();
  return new Map(answer.value.map((row) => [String(row.key), { place: Number(row.place), running: Number(row.sum) }]));
}
