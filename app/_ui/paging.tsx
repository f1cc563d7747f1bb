import type { Answer, Count } from '../../db/query.ts';
import type { TableReading } from '../_answer/reading.ts';
import type { TablePage } from '../_answer/table-page.ts';
import { edited, linkTo, nextPage } from '../_url/edit.ts';
import { nounsOf } from '../_url/people/column-words.ts';
import { Later } from './later.tsx';
import { countText } from './number.ts';

interface PagingProps {
  path: string;
  reading: TableReading;
  shown: TablePage;
}

const ofAll = (answer: Answer<Count>) =>
  answer.state === 'timed out'
    ? ''
    : answer.value.truncated
      ? ` of more than ${countText(answer.value.count - 1)}`
      : ` of ${countText(answer.value.count)}`;

/** Where one is and the way on. Pages after the first know no number of their own: they begin after a row. */
export function Paging({ path, reading, shown }: PagingProps) {
  const { request, table } = reading;
  if (shown.rows.state !== 'answered') return null;
  const { rows, next } = shown.rows.value;
  const isFirst = request.query.next === null;
  const [one, many] = nounsOf(table);
  return (
    <nav className="next" aria-label="Pages">
      {isFirst ? (
        <span>
          1–{countText(rows.length)}
          {shown.count && (
            <Later of={shown.count} fallback="">
              {ofAll}
            </Later>
          )}
        </span>
      ) : (
        <span>
          {rows.length === 1 ? `One ${one} more` : `${countText(rows.length)} ${many} more`} ·{' '}
          <a href={linkTo(path, edited(request.pairs))}>Back to the first page</a>
        </span>
      )}
      {next !== null && (
        <a className="onward" rel="next" href={linkTo(path, nextPage(request.pairs, request.query, next))}>
          Next {countText(request.query.size)} →
        </a>
      )}
    </nav>
  );
}
