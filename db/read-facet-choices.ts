import { ask } from './deadline.ts';
import { kept } from './kept-answers.ts';
import { type FacetChoices, facetChoicesOf, facetChoicesStatement } from './queries/facet-choices.ts';
import type { Answer, Question } from './query.ts';
import type { Reader } from './reader.ts';

/** What a page shows of a facet on a column. One statement, and none where it was asked before. */
export async function readFacetChoices(
  reader: Reader,
  question: Question,
  column: string,
  size: number,
  chosen: string[],
): Promise<Answer<FacetChoices>> {
  const statement = facetChoicesStatement(reader.place, question, column, size, chosen);
  const answer = await kept({
    reader,
    question,
    statement,
    ask: ({ pool, facetMilliseconds, signal }) => ask(pool, statement, { milliseconds: facetMilliseconds, signal }),
  });
  return answer.state === 'answered'
    ? { state: 'answered', value: facetChoicesOf(size, chosen, answer.value) }
    : answer;
}
