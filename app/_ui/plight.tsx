import type { Answer, Count } from '../../db/query.ts';
import type { TableReading } from '../_answer/reading.ts';
import type { TablePage } from '../_answer/table-page.ts';
import type { WayOut } from '../_answer/ways-out.ts';
import { conditionsOf, unconditioned } from '../_url/conditions.ts';
import { linkTo } from '../_url/edit.ts';
import { nounsOf, orderWords } from '../_url/people/column-words.ts';
import { type Phrase, phraseText } from '../_url/people/phrase.ts';
import { withSort } from '../_url/sort-arguments.ts';
import { Later } from './later.tsx';
import { countText, timeText } from './number.ts';
import { PhraseText } from './phrase-text.tsx';

interface PlightProps {
  path: string;
  reading: TableReading;
}

const wouldBe = (answer: Answer<Count>, [one, many]: [string, string]) => {
  if (answer.state === 'timed out') return 'not counted in time';
  const { count, truncated } = answer.value;
  if (count === 0) return `still no ${many}`;
  return `${truncated ? 'more than ' : ''}${countText(truncated ? count - 1 : count)} ${count === 1 ? one : many}`;
};

/** Nothing matched: which condition to drop, with what that would bring. */
export function NothingFound({ path, reading, ways }: PlightProps & { ways: WayOut[] }) {
  const { request, table } = reading;
  const nouns = nounsOf(table);
  const isAsked = conditionsOf(table, request, new Map()).length > 0;
  return (
    <section className="plight" aria-label="Nothing found">
      {isAsked ? (
        <p>No {nouns[1]} fit all of this.</p>
      ) : (
        <p>{request.query.size === 0 ? 'The address asks for no rows.' : `There are no ${nouns[1]} here.`}</p>
      )}
      {ways.length > 0 && (
        <ul>
          {ways.map(({ condition, count }) => (
            <li key={phraseText(condition.phrase)}>
              <a href={linkTo(path, condition.pairs)}>
                Without “<PhraseText phrase={inside(condition.phrase)} />”
              </a>
              <span className="n">
                <Later of={count} fallback="…">
                  {(answer) => wouldBe(answer, nouns)}
                </Later>
              </span>
            </li>
          ))}
        </ul>
      )}
      {isAsked && (
        <p>
          <a href={linkTo(path, unconditioned(request.pairs))}>All {nouns[1]}</a>
          {request.query.search.length > 0 && <span className="hint"> · or search for fewer words</span>}
        </p>
      )}
    </section>
  );
}

/** A condition in the middle of a sentence: its first word is small, but for abbreviations. */
const inside = (phrase: Phrase): Phrase =>
  phrase.map((piece, i) =>
    i === 0 && /^\p{Lu}\p{Ll}/u.test(piece.words)
      ? { ...piece, words: piece.words.charAt(0).toLowerCase() + piece.words.slice(1) }
      : piece,
  );

const isKnown = (shown: TablePage) => {
  const outcome = shown.count?.outcome;
  return outcome && 'value' in outcome && outcome.value.state === 'answered';
};

/** The rows were not there in time: what is known, what is not, and what would be quicker. */
export function NotInTime({ path, reading, shown, after }: PlightProps & { shown: TablePage; after: number }) {
  const { request, table } = reading;
  const [first] = request.query.sort;
  const [, many] = nounsOf(table);
  return (
    <section className="plight" aria-label="Not in time" role="status">
      <p>
        The {many} could not be read within {timeText(after)}. This does not mean that there are none
        {isKnown(shown) && ': their number, above, is known'}.
      </p>
      <ul>
        {first && (
          <li>
            <a href={linkTo(path, withSort(request.pairs, []))}>Without the order “{orderWords(table, first)}”</a>
          </li>
        )}
        <li>With one more condition: a site, a word, a range of scores</li>
        <li>The statement is kept under “View SQL”</li>
      </ul>
    </section>
  );
}
