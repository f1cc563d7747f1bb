import type { TableReading } from '../_answer/reading.ts';
import { hasImages } from '../_answer/row-question.ts';
import type { TablePage } from '../_answer/table-page.ts';
import { compareLink, sideValue } from '../_url/compare/links.ts';
import { linkTo } from '../_url/edit.ts';
import { reportOf } from '../_url/report.ts';
import { sharedPairs } from '../_url/views.ts';
import { ExportMenu } from './export-menu.tsx';
import { FilterForm } from './filter-form.tsx';
import { ViewSql } from './view-sql.tsx';
import { WatchButton } from './watch/watch-button.tsx';

interface ToolsProps {
  path: string;
  reading: TableReading;
  shown: TablePage;
}

/** Leads to the comparison of these images with others; of a leaderboard, to choosing what is compared. */
function CompareWith({ reading: { dataset, table, request } }: Pick<ToolsProps, 'reading'>) {
  const isOfImages = table.name === 'images';
  const value = isOfImages ? sideValue(dataset, dataset, table, request.query) : null;
  if (isOfImages ? value === null : !hasImages(dataset, table)) return null;
  return (
    <a className="word" href={compareLink(dataset.name, value === null ? {} : { a: value })} rel="nofollow">
      Compare
    </a>
  );
}

/** What may be done with the question: narrow it, pass it on, take it along, see how it is asked. */
export function Tools({ path, reading, shown }: ToolsProps) {
  const { dataset, table, request } = reading;
  return (
    <div className="tools">
      <button type="button" className="word by-hand" data-copy={linkTo(path, sharedPairs(request.pairs))}>
        Copy link
      </button>
      <WatchButton path={path} pairs={request.pairs} />
      <CompareWith reading={reading} />
      <button type="button" className="word" popoverTarget="condition">
        Add a condition
      </button>
      <div id="condition" className="menu leftward" popover="auto" role="dialog" aria-label="Add a condition">
        <FilterForm path={path} table={table} pairs={request.pairs} />
      </div>
      <button type="button" className="word" popoverTarget="export">
        Export
      </button>
      <div id="export" className="menu leftward export" popover="auto" role="dialog" aria-label="Export">
        <ExportMenu reading={reading} shown={shown} />
      </div>
      {table.config.picture && table.config.search && (
        <a className="word" href={reportOf(dataset.name, request.pairs, shown.named)} rel="nofollow">
          Report
        </a>
      )}
      <button type="button" className="word" popoverTarget="sql">
        View SQL
      </button>
      <div id="sql" className="sheet at-button sql" popover="auto" role="dialog" aria-label="The SQL behind this page">
        <ViewSql reading={reading} columns={shown.asked} />
      </div>
    </div>
  );
}
