import { isWhole, kept } from '../kept-answers.ts';
import type { Answer, Question } from '../query.ts';
import type { Reader } from '../reader.ts';
import { sql } from '../sql.ts';

/** One side of a comparison: a question about images, and whom to ask it. The other may be of another dataset. */
export interface Side {
  reader: Reader;
  question: Question;
}

/** Whether both sides are of one version, so that an image may be on both. */
export const areOfOne = (a: Side, b: Side): boolean => a.reader.place.schema === b.reader.place.schema;

/** What a side's answers depend on. */
const keyOf = ({ reader: { place }, question }: Side) => [place.schema, place.dataset.epoch, question];

/** An answer about two sides, kept as the answers about one question are (`kept`). `what` names it. */
export function keptOfBoth<T>(
  what: string,
  a: Side,
  b: Side,
  ask: (a: Side, b: Side) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  return kept({
    reader: a.reader,
    // The narrower one: what everybody asks may take longer than what nobody waits for.
    question: isWhole(a.question) ? b.question : a.question,
    statement: sql`${JSON.stringify([what, keyOf(a), keyOf(b)])}`,
    ask: ({ facetMilliseconds, signal }) => {
      const limited = ({ reader, question }: Side) => ({ question, reader: { ...reader, facetMilliseconds, signal } });
      return ask(limited(a), limited(b));
    },
  });
}
