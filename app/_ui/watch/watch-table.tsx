import { countText } from '../number.ts';
import type { Told } from './ask-count.ts';
import type { Counted, Watched } from './kept-list.ts';

export interface WatchedRow {
  question: string;
  /** As it was at the last visit; missing: it was not in the list. */
  before?: Watched;
  /** Missing: still on its way. */
  told?: Told;
}

interface WatchTableProps {
  rows: WatchedRow[];
  /** Missing: they are not this visitor's to remove. */
  remove?: (question: string) => void;
}

const TIME = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

const numberText = ({ count, truncated }: Counted) =>
  truncated ? `more than ${countText(count - 1)}` : countText(count);

/** What is between two visits; empty where either knows only a lower bound. */
function changeText(last: Counted | null | undefined, now: Counted): string {
  if (!last || last.truncated || now.truncated) return '';
  const change = now.count - last.count;
  if (change === 0) return 'no change';
  return `${change > 0 ? '+' : '−'}${countText(Math.abs(change))}`;
}

const setOf = (question: string) => decodeURIComponent(question.split('/')[1] ?? '');

/** What the question said when it was kept, where its address says something else by now. */
function meantBefore({ before, told }: WatchedRow): string | null {
  const now = told && 'counted' in told ? told.words : null;
  return before?.words && now && before.words !== now ? before.words : null;
}

/** The question in words, which lead to its rows; and why its number is not known, or not the one that was meant. */
function Asked({ row }: { row: WatchedRow }) {
  const { question, before, told } = row;
  const words = told && 'counted' in told ? told.words : null;
  const meant = meantBefore(row);
  return (
    <>
      <a href={question}>
        <bdi>{words ?? before?.words ?? question}</bdi>
      </a>
      <small>{setOf(question)}</small>
      {told && 'why' in told && <p className="hint">{told.why}</p>}
      {meant && <p className="hint">It was “{meant}” when it was kept: this address now asks something else.</p>}
    </>
  );
}

/** The number at the last visit, and when that was. */
function Last({ counted }: { counted: Counted | null | undefined }) {
  if (!counted)
    return (
      <td className="n before">
        <span className="none">not asked before</span>
      </td>
    );
  return (
    <td className="n before">
      {numberText(counted)}
      <small>
        <time dateTime={counted.at}>{TIME.format(new Date(counted.at))}</time>
      </small>
    </td>
  );
}

function Row({ row, remove }: { row: WatchedRow; remove: WatchTableProps['remove'] }) {
  const { question, before, told } = row;
  return (
    <tr>
      <th scope="row">
        <Asked row={row} />
      </th>
      <td className="n now">
        {!told && <span className="none">asking …</span>}
        {told && 'counted' in told && numberText(told.counted)}
        {told && 'why' in told && <span className="none">not known</span>}
      </td>
      {remove && (
        <td className="n change">
          {told && 'counted' in told && !meantBefore(row) && changeText(before?.last, told.counted)}
        </td>
      )}
      {remove && <Last counted={before?.last} />}
      {remove && (
        <td className="n">
          <button type="button" className="word" onClick={() => remove(question)}>
            Remove
          </button>
        </td>
      )}
    </tr>
  );
}

/** Questions with their numbers now and at the last visit. */
export function WatchTable({ rows, remove }: WatchTableProps) {
  return (
    <table className="watched">
      <thead>
        <tr>
          <th scope="col">Question</th>
          <th scope="col" className="n">
            Now
          </th>
          {remove && (
            <>
              <th scope="col" className="n">
                Change
              </th>
              <th scope="col" className="n">
                Last visit
              </th>
              <th scope="col">
                <span className="unseen">Remove</span>
              </th>
            </>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row key={row.question} row={row} remove={remove} />
        ))}
      </tbody>
    </table>
  );
}
