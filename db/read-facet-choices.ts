import { ask } from './deadline.ts';
import { kept } from './kept-answers.ts';
import { questionOfFacet } from './queries/facet.ts';
import { type FacetChoices, facetChoicesOf, facetChoicesStatement } from './queries/facet-choices.ts';
import { tableOf } from './queries/where.ts';
import type { Answer, Question } from './query.ts';
import { readTally } from './read-tally.ts';
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
  const table = tableOf(reader.place.dataset, question.table);
  const narrowed = questionOfFacet(table, question, { column, type: 'column' });
  const answer = await kept({
    reader,
    question: narrowed,
    statement,
    ask: async (asking) =>
      (await readTally(asking, narrowed, column, size + 1, chosen)) ??
      ask(asking.pool, statement, { milliseconds: asking.facetMilliseconds, signal: asking.signal }),
  });
  return answer.state === 'answered'
    ? { state: 'answered', value: facetChoicesOf(size, chosen, answer.value) }
    : answer;
}
