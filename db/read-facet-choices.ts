import { ask } from './deadline.ts';
import { kept } from './kept-answers.ts';
import { type FacetChoices, facetChoicesOf, facetChoicesStatement } from './queries/facet-choices.ts';
import type { Answer, Question } from './query.ts';
import type { Reader } from './reader.ts';

/** What a page shows of a facet on a column. One statement. */
export async function readFacetChoices(
  reader: Reader,
  question: Question,
  column: string,
  size: number,
  chosen: string[],
): Promise<Answer<FacetChoices>> {
  const statement = facetChoicesStatement(reader.place, question, column, size, chosen);
  const asking = () => ask(reader.pool, statement, { milliseconds: reader.facetMilliseconds, signal: reader.signal });
  const answer = await (question.where.length > 0 ? asking() : kept(reader, statement, asking));
  return answer.state === 'answered'
    ? { state: 'answered', value: facetChoicesOf(size, chosen, answer.value) }
    : answer;
}
