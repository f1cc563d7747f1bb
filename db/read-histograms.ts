import { ask } from './deadline.ts';
import { kept } from './kept-answers.ts';
import {
  type Bins,
  boundsColumn,
  type Histogram,
  histogramOf,
  histogramStatement,
  questionOfHistogram,
} from './queries/histogram.ts';
import { tableOf } from './queries/where.ts';
import type { Answer, Question } from './query.ts';
import type { Reader } from './reader.ts';

/** Asks for several columns at once; each finds its own part of the answer. */
function askTogether(reader: Reader, question: Question, columns: Bins[]): Promise<Answer<Histogram>>[] {
  const statement = histogramStatement(reader.place, question, columns);
  const asking = () => ask(reader.pool, statement, { milliseconds: reader.facetMilliseconds, signal: reader.signal });
  const asked = question.where.length > 0 ? asking() : kept(reader, statement, asking);
  return columns.map(async (_, i): Promise<Answer<Histogram>> => {
    const answer = await asked;
    return answer.state === 'answered' ? { state: 'answered', value: histogramOf(columns, i, answer.value) } : answer;
  });
}

/**
 * The histograms of these columns, in their order. Columns that the question leaves open share one statement; a column
 * whose range the question bounds has one of its own, because it leaves that range out.
 */
export function readHistograms(reader: Reader, question: Question, columns: Bins[]): Promise<Answer<Histogram>>[] {
  const table = tableOf(reader.place.dataset, question.table);
  const isBounded = ({ column }: Bins) => boundsColumn(table, question, column);
  const open = columns.filter((bins) => !isBounded(bins));
  const together = open.length > 0 ? askTogether(reader, question, open) : [];
  return columns.map((bins) => {
    const at = open.indexOf(bins);
    const alone = () => askTogether(reader, questionOfHistogram(table, question, bins.column), [bins])[0];
    return (at >= 0 ? together[at] : alone()) as Promise<Answer<Histogram>>;
  });
}
