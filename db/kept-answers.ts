import { createHash } from 'node:crypto';
import type { Answer, Question } from './query.ts';
import type { Reader } from './reader.ts';
import { shared } from './shared.ts';
import { printed, type SQL } from './sql.ts';

/** Answers that one process remembers; each is a few kilobytes at most. */
const MOST = 5000;
/** What is asked of a whole table may take so many milliseconds while nobody waits, so many questions at a time. */
const PATIENCE = 60_000;
const PATIENT_AT_ONCE = 3;

/** An answer that is being found, for all who wait for it. */
interface Running {
  answer: Promise<Answer<unknown>>;
  waiting: number;
  /** Whether it outlasts those who wait. */
  isPatient: boolean;
  /** Ends the work when nobody waits any more. */
  ending: AbortController;
}

/** What a published version holds never changes, so an answer holds until the next version. The oldest go first. */
const answers = shared('answers', () => new Map<string, Answer<unknown>>());
const running = shared('running answers', () => new Map<string, Running>());

function remember(key: string, answer: Answer<unknown>): void {
  answers.set(key, answer);
  if (answers.size > MOST) answers.delete(answers.keys().next().value as string);
}

function remembered(key: string): Answer<unknown> | undefined {
  const known = answers.get(key);
  if (known) {
    answers.delete(key);
    answers.set(key, known);
  }
  return known;
}

/** Whether a question asks about every row of its table. */
export const isWhole = ({ search, filters, through, where, outside }: Question): boolean =>
  search.length + filters.length + through.length + where.length === 0 && !outside;

interface Asking<T> {
  reader: Reader;
  question: Question;
  /** What the answer is remembered by. */
  statement: SQL;
  ask: (reader: Reader) => Promise<Answer<T>>;
  /** Answers that are not final are not remembered. */
  isFinal?: (value: T) => boolean;
}

/** Begins to find an answer; it goes on while anybody waits, and for a minute where the whole table is asked. */
function begin<T>(key: string, { reader, question, ask, isFinal = () => true }: Asking<T>): Running {
  const ending = new AbortController();
  const patient = [...running.values()].filter((other) => other.isPatient).length;
  const isPatient = isWhole(question) && patient < PATIENT_AT_ONCE;
  const facetMilliseconds = isPatient ? PATIENCE : reader.facetMilliseconds;
  const find = async () => {
    const answer = await ask({ ...reader, facetMilliseconds, signal: isPatient ? undefined : ending.signal });
    if (answer.state === 'answered' && isFinal(answer.value) && (isWhole(question) || !reader.fresh))
      remember(key, answer);
    return answer;
  };
  const answer = find().finally(() => {
    if (running.get(key)?.answer === answer) running.delete(key);
  });
  answer.catch(() => {});
  const begun: Running = { answer, waiting: 0, isPatient, ending };
  running.set(key, begun);
  return begun;
}

/** The answer, or `timed out` when it is not there in time. Throws the signal's reason when the client has gone. */
function wait(key: string, found: Running, { facetMilliseconds, signal }: Reader): Promise<Answer<unknown>> {
  found.waiting++;
  return new Promise<Answer<unknown>>((resolve, reject) => {
    // What ends by itself may come with a lower bound a little later.
    const patience = found.isPatient ? facetMilliseconds : facetMilliseconds * 1.5;
    const timer = setTimeout(() => resolve({ state: 'timed out', milliseconds: facetMilliseconds }), patience);
    const gone = () => reject(signal?.reason);
    signal?.addEventListener('abort', gone, { once: true });
    const leave = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', gone);
    };
    found.answer.then(resolve, reject).finally(leave);
  }).finally(() => {
    found.waiting--;
    if (found.waiting > 0 || found.isPatient || running.get(key) !== found) return;
    // Whoever asks next begins anew rather than wait for what is being ended.
    running.delete(key);
    found.ending.abort(new Error('Nobody waits for the answer any more.'));
  });
}

/**
 * The answer to a statement, asked once a version: identical questions that come meanwhile wait for the first. Only what
 * was answered is remembered: a time-out is tried again, and where the whole table is asked, which everyone does, the
 * statement goes on for a minute while the page says "not in time". Questions with a visitor's own SQL are always asked,
 * because it may say something else each time.
 */
export async function kept<T>(asking: Asking<T>): Promise<Answer<T>> {
  const { reader, question, statement } = asking;
  if (question.where.length > 0) return asking.ask(reader);
  const { text, params } = printed(statement);
  // What is asked of a whole table was found ahead, when its version was published (scripts/server/warm.ts).
  const fresh = isWhole(question) ? undefined : reader.fresh;
  const key = createHash('sha256')
    .update(JSON.stringify([reader.place.schema, reader.place.dataset?.epoch, text, params, fresh]))
    .digest('base64');
  const known = remembered(key);
  if (known) return known as Answer<T>;
  reader.signal?.throwIfAborted();
  const found = running.get(key) ?? begin(key, asking);
  return wait(key, found, reader) as Promise<Answer<T>>;
}
