import { soughtOf } from '../../db/queries/hits.ts';
import type { TableReading } from '../_answer/reading.ts';
import type { TablePage } from '../_answer/table-page.ts';
import type { WayOut } from '../_answer/ways-out.ts';
import { BoardNear } from './board-near.tsx';
import { BoardView, showsBoard } from './board-view.tsx';
import { DataTable } from './data-table.tsx';
import { Gallery } from './gallery.tsx';
import { titleOf } from './heading.tsx';
import { Paging } from './paging.tsx';
import { NothingFound, NotInTime } from './plight.tsx';

interface TableRowsProps {
  path: string;
  reading: TableReading;
  shown: TablePage;
  ways: WayOut[];
}

const Nothing = (props: Omit<TableRowsProps, 'shown'>) => (
  <>
    <NothingFound {...props} />
    <BoardNear reading={props.reading} />
  </>
);

/** The rows of the page as table or gallery; or why there are none, which is never the same as "no results". */
export function TableRows({ path, reading, shown, ways }: TableRowsProps) {
  const { dataset, table, request } = reading;
  if (shown.rows.state === 'timed out')
    return <NotInTime path={path} reading={reading} shown={shown} after={shown.rows.milliseconds} />;
  const { rows } = shown.rows.value;
  if (rows.length === 0) return <Nothing path={path} reading={reading} ways={ways} />;
  const caption = titleOf({ reading, shown });
  const facets = shown.facets.map(({ facet }) => facet.column);
  if (request.view !== 'gallery' && showsBoard(reading))
    return <BoardView path={path} shown={shown} reading={reading} rows={rows} caption={caption} facets={facets} />;
  const sought = request.query.search.flatMap(soughtOf);
  return (
    <>
      {request.view === 'gallery' ? (
        <Gallery reading={reading} columns={shown.columns} rows={rows} labels={shown.labels} sought={sought} />
      ) : (
        <DataTable
          dataset={dataset.name}
          table={table}
          columns={shown.columns}
          rows={rows}
          labels={shown.labels}
          sort={request.query.sort}
          pairs={request.pairs}
          sought={sought}
          caption={caption}
          facets={facets}
        />
      )}
      <Paging path={path} reading={reading} shown={shown} />
    </>
  );
}
