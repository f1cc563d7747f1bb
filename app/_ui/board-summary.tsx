import type { Dataset, Table } from '../../db/catalog.ts';
import { COUNTS } from '../../db/queries/rank.ts';
import type { Row } from '../../db/query.ts';
import type { Board } from '../_answer/board.ts';
import { nounsOf } from '../_url/people/column-words.ts';
import { type BoardTableProps, divides, hasMeans } from './board-columns.ts';
import { type Figure, FigureLine } from './board-figures.tsx';
import { countText, shareText } from './number.ts';

interface BoardFiguresProps {
  dataset: Dataset;
  table: Table;
  board: Board;
  /** The rows of the page. */
  rows: Row[];
  /** Whether a name was searched: then the first row that was found answers. */
  isSearched: boolean;
}

/** The images of the row that was looked for, their share of all, and where it stands. */
function answerOf({ dataset, table, board, rows: [found] }: BoardFiguresProps): Figure | null {
  const standing = found && board.standings.get(String(found[table.primaryKey[0] as string]));
  if (!found || !standing) return null;
  const label = String(found[table.config.labelColumn ?? '']);
  const count = Number(found[COUNTS]);
  const { images } = board.totals;
  return {
    value: countText(count),
    words: [
      `${divides({ dataset, table }) ? 'from' : 'name'} ${label}`,
      images && count > 0 ? `${shareText(count / images)} of all images` : null,
      count > 0 ? `rank ${countText(standing.place)}` : null,
    ]
      .filter(Boolean)
      .join(', '),
    answers: true,
  };
}

/** What the whole leaderboard holds, and how much of it the first ten and hundred rows do. */
export function BoardFigures(props: BoardFiguresProps) {
  const { table, board, isSearched } = props;
  const { rows, named, total, ten, hundred } = board.totals;
  const [, many] = nounsOf(table);
  const isDivided = divides(props);
  const held = (words: string, part: number) =>
    part < total
      ? {
          value: shareText(part / total),
          words: isDivided ? `come from ${words} ${many}` : `of the mentions are of ${words} ${many}`,
        }
      : null;
  return (
    <FigureLine
      figures={[
        isSearched ? answerOf(props) : null,
        isDivided ? { value: countText(total), words: 'images' } : null,
        isDivided || named === rows
          ? null
          : { value: countText(named), words: `of ${countText(rows)} ${many} named at least once` },
        held('ten', ten),
        held('a hundred', hundred),
      ]}
    />
  );
}

/** What the columns mean, and what is not in them. */
export function BoardNotes(props: BoardTableProps) {
  const { table, means, board } = props;
  const [one, many] = nounsOf(table);
  return (
    <div className="boardnotes note">
      <p>
        Rank and running share follow the number of images among all {many}, whatever the order of the page is
        {divides(props)
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
