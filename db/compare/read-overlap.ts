import { askEngine, engineQuestion } from '../ask-engine.ts';
import { ask } from '../deadline.ts';
import { bothAddressesStatement } from '../queries/both-addresses.ts';
import { tableOf } from '../queries/where.ts';
import type { Answer, Question } from '../query.ts';
import { readCount } from '../reader.ts';
import { areOfOne, keptOfBoth, type Side } from './side.ts';

/** What two sides share. */
export type Overlap =
  /** Images that both questions match; `truncated`: at least so many. */
  | { of: 'images'; count: number; truncated: boolean }
  /** Of two datasets: different addresses that both sides have. */
  | { of: 'addresses'; count: number }
  /** Of two datasets, and too many images to look every address up. */
  | { of: 'too many'; most: number };

/** Addresses are looked up of so many images a side. */
const MOST = 20_000;

/** What both questions match; null: nothing can, as one is the rest of the other. */
export function bothOf(a: Question, b: Question): Question | null {
  if (a.outside || b.outside) return null;
  return {
    table: a.table,
    search: [...a.search, ...b.search],
    filters: [...a.filters, ...b.filters],
    through: [...a.through, ...b.through],
    where: [...a.where, ...b.where],
  };
}

/** The ids of a side's images; null: they are too many, or only Postgres knows. */
async function idsOf({ reader, question }: Side): Promise<Answer<number[] | null>> {
  const taken = engineQuestion(tableOf(reader.place.dataset, question.table), question);
  const request = taken && { kind: 'sample' as const, question: taken, size: MOST };
  const answer = request && (await askEngine(reader, request, reader.facetMilliseconds));
  if (answer?.state !== 'answered') return answer ?? { state: 'answered', value: null };
  return { state: 'answered', value: answer.value.ids };
}

async function askAddresses(a: Side, b: Side): Promise<Answer<Overlap>> {
  const counts = await Promise.all([a, b].map(({ reader, question }) => readCount(reader, question)));
  for (const count of counts) {
    if (count.state === 'timed out') return count;
    if (count.value.truncated || count.value.count > MOST)
      return { state: 'answered', value: { of: 'too many', most: MOST } };
  }
  const [first, second] = await Promise.all([idsOf(a), idsOf(b)]);
  if (first.state === 'timed out') return first;
  if (second.state === 'timed out') return second;
  const { pool, facetMilliseconds: milliseconds, signal } = a.reader;
  const statement = bothAddressesStatement(
    { place: a.reader.place, question: a.question, ids: first.value },
    { place: b.reader.place, question: b.question, ids: second.value },
  );
  const answer = await ask(pool, statement, { milliseconds, signal });
  if (answer.state === 'timed out') return answer;
  return { state: 'answered', value: { of: 'addresses', count: Number(answer.value[0]?.count) } };
}

/** What two sides share: within one version the images of both, else the addresses of both where they are few. */
export async function readOverlap(a: Side, b: Side): Promise<Answer<Overlap>> {
  if (!areOfOne(a, b)) return keptOfBoth('addresses', a, b, askAddresses);
  const both = bothOf(a.question, b.question);
  if (!both) return { state: 'answered', value: { of: 'images', count: 0, truncated: false } };
  const answer = await readCount(a.reader, both);
  return answer.state === 'answered' ? { state: 'answered', value: { of: 'images', ...answer.value } } : answer;
}
