import type { Answer, Count } from '../../db/query.ts';
import type { TableReading } from '../_answer/reading.ts';
import type { TablePage } from '../_answer/table-page.ts';
import { linkTo } from '../_url/edit.ts';
import { phraseText, plain } from '../_url/people/phrase.ts';
import { sentenceForPeople } from '../_url/people/sentence-for-people.ts';
import { withWait } from '../_url/views.ts';
import { Later, WithoutScript } from './later.tsx';
import { timeText } from './number.ts';
import { PhraseText } from './phrase-text.tsx';

interface HeadingProps {
  path: string;
  reading: TableReading;
  shown: TablePage;
}

const counted = (answer: Answer<Count> | null): Count | null => (answer?.state === 'answered' ? answer.value : null);

/** The title of the page: the sentence of its heading. Where the number is not there in time it is left out. */
export function titleOf({ reading, shown }: Omit<HeadingProps, 'path'>): string {
  const { dataset, table, request } = reading;
  const outcome = shown.count?.outcome;
  const count = outcome && 'value' in outcome ? counted(outcome.value) : null;
  const { opening, count: number, rest } = sentenceForPeople(table, request.query, shown.named, count);
  const late = shown.rows.state === 'timed out' ? ' (timed out)' : '';
  return `${phraseText([...opening, ...number, ...rest])}${late} · ${dataset.title ?? dataset.name}`;
}

/** The same sentence with what it is about, for search engines and previews. */
export function descriptionOf({ reading, shown }: Omit<HeadingProps, 'path'>): string {
  return `${titleOf({ reading, shown })}. ${reading.table.config.description ?? ''}`.trim();
}

/** What is to be said about the number, where it is not the plain truth. */
function CountNote({ answer }: { answer: Answer<Count> | null }) {
  if (answer === null) return <p className="note">Not counted: the address asks for no count.</p>;
  if (answer.state === 'timed out')
    return (
      <p className="note">Not counted: it took longer than {timeText(answer.milliseconds)}. Narrow the question.</p>
    );
  if (!answer.value.truncated) return null;
  return <p className="note">At least so many: counting all of them takes longer than a page may.</p>;
}

function Sentence({ reading, shown, answer }: Omit<HeadingProps, 'path'> & { answer: Answer<Count> | null }) {
  const { opening, count, rest } = sentenceForPeople(
    reading.table,
    reading.request.query,
    shown.named,
    counted(answer),
  );
  return (
    <>
      <h1>
        <PhraseText phrase={[...opening, ...count, ...rest]} />
      </h1>
      <CountNote answer={answer} />
    </>
  );
}

/** The sentence while its number is on the way: room is kept for it. */
function Counting({ path, reading, shown }: HeadingProps) {
  const { table, request } = reading;
  const { opening, rest } = sentenceForPeople(table, request.query, shown.named, null);
  const [, many] = table.config.nouns ?? ['row', 'rows'];
  return (
    <>
      <h1>
        <PhraseText phrase={opening} />
        <span className="pending" aria-hidden="true">
          00,000
        </span>{' '}
        <PhraseText phrase={[plain(many), ...rest]} />
      </h1>
      <WithoutScript href={linkTo(path, withWait(request.pairs))}>Show the count</WithoutScript>
    </>
  );
}

/** The question as the heading, with the number that answers it. */
export function Heading(props: HeadingProps) {
  const { count } = props.shown;
  if (!count) return <Sentence {...props} answer={null} />;
  return (
    <Later of={count} fallback={<Counting {...props} />}>
      {(answer) => <Sentence {...props} answer={answer} />}
    </Later>
  );
}
