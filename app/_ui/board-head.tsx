import { COUNTS } from '../../db/queries/rank.ts';
import { linkTo } from '../_url/edit.ts';
import { tablePath } from '../_url/paths.ts';
import { columnLabel, nounsOf } from '../_url/people/column-words.ts';
import { sortableColumns, withSort } from '../_url/sort-arguments.ts';
import { type BoardTableProps, hasMeans, optionalColumns } from './board-columns.ts';
import { ColumnMenu } from './column-menu.tsx';

interface SortableProps extends BoardTableProps {
  column: string;
  /** What stands over it; missing: its label. */
  words?: string;
  className: string;
  /** Whether the first click sorts downwards: numbers do, names do not. */
  downwards: boolean;
}

/** A header that sorts by its column, where the table may be sorted by it. */
function Sortable({ column, className, downwards, ...props }: SortableProps) {
  const words = props.words ?? columnLabel(props.table, column);
  const current = props.sort.find((sort) => sort.column === column);
  if (!sortableColumns(props).includes(column)) {
    return (
      <th scope="col" className={className}>
        {words}
      </th>
    );
  }
  const descending = current ? !current.descending : downwards;
  const path = tablePath(props.dataset.name, props.table.name);
  const href = linkTo(path, withSort(props.pairs, [{ column, descending }]));
  const known = props.table.columns.find(({ name }) => name === column);
  return (
    <th
      scope="col"
      className={className}
      aria-sort={current ? (current.descending ? 'descending' : 'ascending') : undefined}
    >
      <span className="head">
        <a href={href} rel="nofollow">
          {words}
          {current ? (current.descending ? ' ↓' : ' ↑') : ''}
        </a>
        {known && (
          <ColumnMenu
            path={path}
            table={props.table}
            pairs={props.pairs}
            sort={props.sort}
            shown={props.columns}
            facets={props.facets}
            columns={[known]}
          />
        )}
      </span>
    </th>
  );
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** The mean score, by which only sites and hosts can be sorted: those of names are added up for the page. */
function MeanScore(props: BoardTableProps) {
  const isSorted = props.table.columns.some((column) => column.name === 'mean_aesthetic');
  if (isSorted) return <Sortable {...props} column="mean_aesthetic" className="n wide" downwards />;
  return (
    <th scope="col" className="n wide">
      Mean score
    </th>
  );
}

/** The headers of a leaderboard. Rank and running share follow the number of images, whatever the order on the page is. */
export function BoardHead(props: BoardTableProps) {
  const [one] = nounsOf(props.table);
  const label = props.table.config.labelColumn ?? '';
  return (
    <thead>
      <tr>
        <th scope="col" className="n rank">
          Rank
        </th>
        <Sortable {...props} column={label} words={capital(one)} className="who" downwards={false} />
        <th scope="col" className="track wide">
          <span className="unseen">Images as a bar</span>
        </th>
        <Sortable {...props} column={COUNTS} className="n images" downwards />
        {['Share', 'Running'].map((words) => (
          <th key={words} scope="col" className="n wide">
            {words}
          </th>
        ))}
        {optionalColumns(props).map((name) => (
          <Sortable
            key={name}
            {...props}
            column={name}
            className={name === 'category' ? 'category wide' : 'n wide'}
            downwards={name !== 'category'}
          />
        ))}
        {hasMeans(props) && <MeanScore {...props} />}
        <th scope="col" className="wide">
          <span className="unseen">Compare</span>
        </th>
      </tr>
    </thead>
  );
}
