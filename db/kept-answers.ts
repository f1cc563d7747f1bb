import type { Answer, Question } from './query.ts';
import type { Reader } from './reader.ts';
import { printed, type SQL } from './sql.ts';

/** Answers that one process remembers; each is a few kilobytes at most. */
const MOST = 1000;
/** What is asked of a whole table may take so many milliseconds while nobody waits, so many questions at a time. */
const PATIENCE = 60_000;
const PATIENT_AT_ONCE = 3;

/** What a published version holds never changes, so an answer holds until the next version. The oldest go first. */
const answers = new Map<string, Answer<unknown>>();
const running = new Map<string, Promise<Answer<unknown>>>();

function remember(key: string, answer: Answer<unknown>): void {
  answers.set(key, answer);
  if (answers.size > MOST) answers.delete(answers.keys().next().value as string);
}

/** The answer, or `timed out` when it is not there in time; what answers goes on. */
async function inTime<T>(answering: Promise<Answer<T>>, milliseconds: number): Promise<Answer<T>> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Answer<T>>((resolve) => {
    timer = setTimeout(() => resolve({ state: 'timed out', milliseconds }), milliseconds);
  });
  try {
    return await Promise.race([answering, late]);
  } finally {
    clearTimeout(timer);
  }
}

const isWhole = ({ search, filters, through, where }: Question) =>
  search.length + filters.length + through.length + where.length === 0;

interface Asking<T> {
  reader: Reader;
  question: Question;
  /** What the answer is remembered by. */
  statement: SQL;
  ask: (reader: Reader) => Promise<Answer<T>>;
  /** Answers that are not final are not remembered. */
  isFinal?: (value: T) => boolean;
}

/**
 * The answer to a statement, asked once a version. Only what was answered is remembered: a time-out is tried again, and
 * where the whole table is asked, which everyone does, the statement goes on for a minute while the page says "not in
 * time". Questions with a visitor's own SQL are always asked, because it may say something else each time.
 */
export async function kept<T>({
  reader,
  question,
  statement,
  ask,
  isFinal = () => true,
}: Asking<T>): Promise<Answer<T>> {
  if (question.where.length > 0) return ask(reader);
  const { text, params } = printed(statement);
  const key = JSON.stringify([reader.place.schema, text, params]);
  const known = answers.get(key);
  if (known) {
    answers.delete(key);
    answers.set(key, known);
    return known as Answer<T>;
  }
  const asked = async (as: Reader) => {
    const answer = await ask(as);
    if (answer.state === 'answered' && isFinal(answer.value)) remember(key, answer);
    return answer;
  };
  const already = running.get(key) as Promise<Answer<T>> | undefined;
  if (already) return inTime(already, reader.facetMilliseconds);
  if (!isWhole(question) || running.size >= PATIENT_AT_ONCE) return asked(reader);
  const patient = asked({ ...reader, facetMilliseconds: PATIENCE, signal: undefined });
  running.set(key, patient);
  patient.catch(() => {}).finally(() => running.delete(key));
  return inTime(patient, reader.facetMilliseconds);
}
