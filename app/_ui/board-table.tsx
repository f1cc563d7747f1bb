import type { Dataset, Table } from '../../db/catalog.ts';
import { COUNTS } from '../../db/queries/rank.ts';
import type { Row } from '../../db/query.ts';
import type { Standing } from '../_answer/board.ts';
import { rowPath } from '../_url/paths.ts';
import { type BoardTableProps, hasMeans, optionalColumns } from './board-columns.ts';
import { BoardHead } from './board-head.tsx';
import { CompareRow } from './compare/compare-row.tsx';
import { countText, shareText } from './number.ts';

const None = () => <span className="none">not recorded</span>;

function Optional({ name, row }: { name: string; row: Row }) {
  const value = row[name] ?? null;
  if (value === null) return <None />;
  if (name === 'domain_counts') return countText(Number(value));
  return name === 'best_aesthetic' ? Number(value).toFixed(2) : String(value);
}

function Name({ dataset, table, row }: { dataset: Dataset; table: Table; row: Row }) {
  return (
    <th scope="row" className="who">
      <a href={rowPath(dataset.name, table, row)}>
        <bdi>{String(row[table.config.labelColumn ?? ''])}</bdi>
      </a>
      {row.note ? <small className="hint">{String(row.note)}</small> : null}
    </th>
  );
}

function Line({ row, most, standing, ...props }: BoardTableProps & { row: Row; most: number; standing?: Standing }) {
  const { table, board, means } = props;
  const count = Number(row[COUNTS]);
  const images = board?.totals.images;
  const mean = means.state === 'known' ? means.means.get(String(row[table.primaryKey[0] as string])) : undefined;
  return (
    <tr>
      <td className="n rank">{standing && count > 0 ? countText(standing.place) : '–'}</td>
      <Name dataset={props.dataset} table={table} row={row} />
      <td className="track wide">
        <svg className="bar" preserveAspectRatio="none" viewBox="0 0 100 10" aria-hidden="true">
          <rect width={(100 * count) / most} height="10" />
        </svg>
      </td>
      <td className="n images">{countText(count)}</td>
      <td className="n wide">{images && count > 0 ? shareText(count / images) : ''}</td>
      <td className="n wide">
        {standing && board && count > 0 ? shareText(standing.running / board.totals.total) : ''}
      </td>
      {optionalColumns(props).map((name) => (
        <td key={name} className={name === 'category' ? 'category wide' : 'n wide'}>
          <Optional name={name} row={row} />
        </td>
      ))}
      {hasMeans(props) && (
        <td className="n wide">{mean !== undefined ? mean.toFixed(2) : count > 0 ? <None /> : ''}</td>
      )}
      <td className="act wide">
        <CompareRow dataset={props.dataset} table={table} row={row} />
      </td>
    </tr>
  );
}

/** A leaderboard: rank, name, images with a bar, shares and scores; headers sort, names lead on. */
export function BoardTable(props: BoardTableProps) {
  const most = Math.max(1, ...props.rows.map((row) => Number(row[COUNTS])));
  const key = props.table.primaryKey[0] as string;
  return (
    <table className="board">
      <caption className="unseen">{props.caption}</caption>
      <BoardHead {...props} />
      <tbody>
        {props.rows.map((row) => (
          <Line
            key={String(row[key])}
            {...props}
            row={row}
            most={most}
            standing={props.board?.standings.get(String(row[key]))}
          />
        ))}
      </tbody>
    </table>
  );
}
