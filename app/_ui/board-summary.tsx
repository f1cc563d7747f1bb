import type { Table } from '../../db/catalog.ts';
import { COUNTS } from '../../db/queries/rank.ts';
import type { Row } from '../../db/query.ts';
import type { Board } from '../_answer/board.ts';
import { type BoardTableProps, hasMeans } from './board-columns.ts';
import { type Figure, FigureLine } from './board-figures.tsx';
import { boardWords } from './board-words.ts';
import { countText, shareText } from './number.ts';

interface BoardFiguresProps {
  table: Table;
  board: Board;
  /** The rows of the page. */
  rows: Row[];
  /** Whether a name was searched: then the first row that was found answers. */
  isSearched: boolean;
}

/** The images of the row that was looked for, and where it stands. */
function answerOf(table: Table, { standings }: Board, [found]: Row[]): Figure | null {
  const standing = found && standings.get(String(found[table.primaryKey[0] as string]));
  if (!found || !standing) return null;
  const label = String(found[table.config.labelColumn ?? '']);
  const count = Number(found[COUNTS]);
  const rank = count > 0 ? `, rank ${countText(standing.place)}` : '';
  return {
    value: countText(count),
    words: `${boardWords(table).divides ? 'from' : 'name'} ${label}${rank}`,
    answers: true,
  };
}

/** What the whole leaderboard holds, and how much of it the first ten and hundred rows do. */
export function BoardFigures({ table, board, rows: shown, isSearched }: BoardFiguresProps) {
  const { rows, named, total, ten, hundred, images } = board.totals;
  const { many, divides } = boardWords(table);
  const share = (part: number) => shareText(total === 0 ? 0 : part / total);
  const held = (number: number, words: string, part: number) =>
    rows > number && total > 0
      ? {
          value: share(part),
          words: divides ? `come from ${words} ${many}` : `of the mentions are of ${words} ${many}`,
        }
      : null;
  return (
    <FigureLine
      figures={[
        isSearched ? answerOf(table, board, shown) : null,
        { value: countText(divides ? total : (images ?? 0)), words: 'images' },
        divides ? null : { value: countText(named), words: `of ${countText(rows)} ${many} named at least once` },
        held(10, 'ten', ten),
        held(100, 'a hundred', hundred),
      ]}
    />
  );
}

/** What the columns mean, and what is not in them. */
export function BoardNotes(props: BoardTableProps) {
  const { table, means, board } = props;
  const { one, many, divides } = boardWords(table);
  return (
    <div className="boardnotes note">
      <p>
        Rank and running share follow the number of images among all {many}, whatever the order of the page is
        {divides
          ? '; among equals the first read stands first.'
          : `. Share is of all images; the running share is of all mentions, because a caption may name more than one ${one}.`}
      </p>
      {means.state === 'not added up' && (
        <p>Mean scores are not added up for so many images at once: the page of a {one} has its scores.</p>
      )}
      {means.state === 'known' && !hasMeans(props) && <p>No score is recorded for any image of these {many}.</p>}
      {board === null && <p>The shares could not be added up in time.</p>}
    </div>
  );
}
