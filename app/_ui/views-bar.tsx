import type { TableReading } from '../_answer/reading.ts';
import { linkTo } from '../_url/edit.ts';
import { without } from '../_url/pairs.ts';
import { columnLabel } from '../_url/people/column-words.ts';
import { VIEWS } from '../_url/table-request.ts';
import { withView } from '../_url/views.ts';
import { HiddenPairs } from './hidden-pairs.tsx';

interface ViewsBarProps {
  path: string;
  reading: TableReading;
  columns: string[];
  /** Whether there is anything beside the rows that a drawer could hold. */
  hasAside: boolean;
}

const NAMES = { table: 'Table', gallery: 'Gallery', summary: 'Summary' };

/** Which columns are shown, as boxes to tick; the key always is. */
function ColumnsForm({ path, reading, columns }: Omit<ViewsBarProps, 'hasAside'>) {
  const { table, request } = reading;
  const choosable = table.columns.filter(({ keyPosition }) => keyPosition === 0);
  const inOrder = [
    ...columns.flatMap((name) => choosable.filter((column) => column.name === name)),
    ...choosable.filter(({ name }) => !columns.includes(name)),
  ];
  return (
    <form action={path} method="get">
      <HiddenPairs pairs={without(request.pairs, '_col', '_nocol', '_next', '_wait')} />
      <ul className="boxes">
        {inOrder.map(({ name }) => (
          <li key={name}>
            <label>
              <input type="checkbox" name="_col" value={name} defaultChecked={columns.includes(name)} />{' '}
              {columnLabel(table, name)}
            </label>
          </li>
        ))}
      </ul>
      <button type="submit">Show these</button>
    </form>
  );
}

/** The views of the same question, and the columns of the table. */
export function ViewsBar({ path, reading, columns, hasAside }: ViewsBarProps) {
  const { table, request } = reading;
  const views = VIEWS.filter((view) => view !== 'gallery' || table.config.picture);
  return (
    <nav className="views" aria-label="Views">
      {views.map((view) => (
        <a
          key={view}
          href={linkTo(path, withView(request.pairs, view))}
          aria-current={request.view === view ? 'page' : undefined}
        >
          {NAMES[view]}
        </a>
      ))}
      <span className="beside">
        {hasAside && (
          <button type="button" className="word drawer-button" popoverTarget="facets">
            Narrow
          </button>
        )}
        {request.view === 'table' && (
          <>
            <button type="button" className="word" popoverTarget="columns">
              Columns
            </button>
            <div id="columns" className="menu leftward" popover="auto" role="dialog" aria-label="Columns">
              <ColumnsForm path={path} reading={reading} columns={columns} />
            </div>
          </>
        )}
      </span>
    </nav>
  );
}
