import type { Answer } from './query.ts';
import type { Reader } from './reader.ts';
import { printed, type SQL } from './sql.ts';

/** Answers that one process remembers; each is a few kilobytes at most. */
const MOST = 1000;

/** What a published version holds never changes, so an answer holds until the next version. The oldest go first. */
const answers = new Map<string, Answer<unknown>>();

/**
 * The answer to a statement, asked once a version. Only what was answered is kept: a time-out is tried again. Not for
 * statements that hold a visitor's own SQL, which may say something else each time. What is not `isFinal` is not kept.
 */
export async function kept<T>(
  reader: Reader,
  statement: SQL,
  ask: () => Promise<Answer<T>>,
  isFinal: (value: T) => boolean = () => true,
): Promise<Answer<T>> {
  const { text, params } = printed(statement);
  const key = JSON.stringify([reader.place.schema, text, params]);
  const known = answers.get(key) as Answer<T> | undefined;
  if (known) {
    answers.delete(key);
    answers.set(key, known);
    return known;
  }
  const answer = await ask();
  if (answer.state === 'answered' && isFinal(answer.value)) answers.set(key, answer);
  if (answers.size > MOST) answers.delete(answers.keys().next().value as string);
  return answer;
}
