import { askEngine, engineQuestion } from './ask-engine.ts';
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

/** Columns of one statement: more save scans of the rows, fewer let processors share the work. */
const TOGETHER = 3;

/** The histograms of several columns at once, whatever ranges the question bounds. */
export function readHistogramsOf(reader: Reader, question: Question, columns: Bins[]): Promise<Answer<Histogram>>[] {
  const statement = histogramStatement(reader.place, question, columns);
  const asked = kept({ reader, question, statement, ask: (asking) => askHistograms(asking, question, columns) });
  return columns.map(async (_, i): Promise<Answer<Histogram>> => {
    const answer = await asked;
    return answer.state === 'answered' ? { state: 'answered', value: answer.value[i] as Histogram } : answer;
  });
}

async function askHistograms(reader: Reader, question: Question, columns: Bins[]): Promise<Answer<Histogram[]>> {
  const { pool, place, facetMilliseconds: milliseconds, signal } = reader;
  const taken = engineQuestion(tableOf(place.dataset, question.table), question);
  const counted = taken && (await askEngine(reader, { kind: 'histograms', question: taken, columns }, milliseconds));
  if (counted) return counted;
  const answer = await ask(pool, histogramStatement(place, question, columns), { milliseconds, signal });
  if (answer.state === 'timed out') return answer;
  return { state: 'answered', value: columns.map((_, i) => histogramOf(columns, i, answer.value)) };
}

/**
 * The histograms of these columns, in their order. Columns that the question leaves open share statements; a column
 * whose range the question bounds has one of its own, because it leaves that range out.
 */
export function readHistograms(reader: Reader, question: Question, columns: Bins[]): Promise<Answer<Histogram>>[] {
  const table = tableOf(reader.place.dataset, question.table);
  const open = columns.filter(({ column }) => !boundsColumn(table, question, column));
  const together: Promise<Answer<Histogram>>[] = [];
  for (let i = 0; i < open.length; i += TOGETHER)
    together.push(...readHistogramsOf(reader, question, open.slice(i, i + TOGETHER)));
  return columns.map((bins) => {
    const at = open.indexOf(bins);
    if (at >= 0) return together[at] as Promise<Answer<Histogram>>;
    return readHistogramsOf(reader, questionOfHistogram(table, question, bins.column), [bins])[0] as Promise<
      Answer<Histogram>
    >;
  });
}
