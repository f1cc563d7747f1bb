import type { Answer, Count, Row } from '../../db/query.ts';
import type { TableReading } from '../_answer/reading.ts';
import type { TablePage } from '../_answer/table-page.ts';
import { edited, linkTo, nextPage } from '../_url/edit.ts';
import { labelInside } from '../_url/people/column-words.ts';
import { Later } from './later.tsx';
import { countText, valueWords } from './number.ts';

interface PagingProps {
  path: string;
  reading: TableReading;
  shown: TablePage;
  /** The place of the page's first row among all, where it is known beyond the first page. From 1. */
  place?: number;
}

function OfAll({ shown }: Pick<PagingProps, 'shown'>) {
  const words = (answer: Answer<Count>) => {
    if (answer.state === 'timed out') return '';
    const { count, truncated } = answer.value;
    return truncated ? ` of more than ${countText(count - 1)}` : ` of ${countText(count)}`;
  };
  if (!shown.count) return null;
  return (
    <Later of={shown.count} fallback="">
      {words}
    </Later>
  );
}

/** What a page begins with whose place is not known: ", beginning with score 6.42". */
function beginning({ table, request }: TableReading, { labels }: TablePage, row: Row): string {
  const column = request.query.sort[0]?.column ?? table.primaryKey[0];
  const value = row[column ?? ''];
  if (column === undefined || value === undefined) return '';
  const words = labelInside(table, column);
  if (value === null) return `, beginning where the ${words} is not recorded`;
  const label = labels.get(column)?.get(String(value)) ?? value;
  const text = valueWords(label, table.config.columns?.[column]?.unit);
  return `, beginning with ${words} ${text.length > 60 ? `${[...text].slice(0, 60).join('')}…` : text}`;
}

/** Where one is: the places of the rows where they are known, else what the page begins with. */
function Place({ path, reading, shown, place, rows }: PagingProps & { rows: Row[] }) {
  const { request } = reading;
  const isFirst = request.query.next === null;
  const from = isFirst ? 1 : place;
  const [first] = rows;
  return (
    <span>
      {from === undefined
        ? `${countText(rows.length)} more`
        : rows.length === 1
          ? countText(from)
          : `${countText(from)}–${countText(from + rows.length - 1)}`}
      <OfAll shown={shown} />
      {from === undefined && first && <bdi>{beginning(reading, shown, first)}</bdi>}
      {!isFirst && (
        <>
          {' · '}
          <a href={linkTo(path, edited(request.pairs))}>Back to the first page</a>
        </>
      )}
    </span>
  );
}

/** Where one is and the way on. */
export function Paging(props: PagingProps) {
  const { path, reading, shown } = props;
  const { request } = reading;
  if (shown.rows.state !== 'answered') return null;
  const { rows, next } = shown.rows.value;
  return (
    <nav className="next" aria-label="Pages">
      <Place {...props} rows={rows} />
      {next !== null && (
        <a className="onward" rel="next" href={linkTo(path, nextPage(request.pairs, request.query, next))}>
          Next {countText(request.query.size)} →
        </a>
      )}
    </nav>
  );
}
