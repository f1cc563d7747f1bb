import { askEngine, engineQuestion } from '../ask-engine.ts';
import { compareValues } from '../compare-values.ts';
import { ask } from '../deadline.ts';
import { MOST_CAPTIONS, samplePercent, withCaption } from '../queries/captions.ts';
import { tableOf } from '../queries/where.ts';
import { everyWordStatement, tellingStatement } from '../queries/words.ts';
import type { Answer } from '../query.ts';
import { readCount } from '../reader.ts';
import type { CaptionContrast, PartCounts } from './caption-contrast.ts';
import { contrasted } from './contrast.ts';
import { keptOfBoth, type Side } from './side.ts';

/** The words of a side's captions that were read, with how many captions hold each, of so many there are. */
interface SideWords {
  counts: Map<string, number>;
  read: number;
  captions: number;
}

/** More than there are English words of grammar: so many are looked at beyond those that are shown. */
const GRAMMAR = 200;

async function askEngineForWords({ reader, question }: Side): Promise<Answer<SideWords> | null> {
  const taken = engineQuestion(tableOf(reader.place.dataset, question.table), withCaption(question));
  const request = taken && { kind: 'words' as const, question: taken, size: MOST_CAPTIONS };
  const answer = request && (await askEngine(reader, request, reader.facetMilliseconds));
  if (answer?.state !== 'answered') return answer;
  const { words, counts, read, captions } = answer.value;
  const each = words === '' ? [] : words.split(' ');
  return {
    state: 'answered',
    value: { counts: new Map(each.map((word, i) => [word, counts[i] as number])), read, captions },
  };
}

async function askPostgresForWords({ reader, question }: Side): Promise<Answer<SideWords>> {
  const { pool, place, facetMilliseconds: milliseconds, signal } = reader;
  const counted = await readCount(reader, withCaption(question));
  if (counted.state === 'timed out') return counted;
  // A lower bound says nothing about which part a sample would be.
  if (counted.value.truncated) return { state: 'timed out', milliseconds };
  const captions = counted.value.count;
  const statement = everyWordStatement(place, question, samplePercent(captions));
  const answer = await ask(pool, statement, { milliseconds, signal });
  if (answer.state === 'timed out') return answer;
  const counts = new Map<string, number>();
  const written = String(answer.value[0]?.counted ?? '').split(' ');
  for (let i = 0; i + 1 < written.length; i += 2) counts.set(written[i] as string, Number(written[i + 1]));
  return { state: 'answered', value: { counts, read: Number(answer.value[0]?.captions), captions } };
}

const wordsOf = async (side: Side) => (await askEngineForWords(side)) ?? askPostgresForWords(side);

const byLabel = (x: PartCounts, y: PartCounts) => compareValues(x.label, y.label);

/** Every word that both sides' captions hold. */
function joined(a: SideWords, b: SideWords): PartCounts[] {
  const part = (word: string): PartCounts => ({
    kind: 'word',
    label: word,
    search: word,
    a: a.counts.get(word) ?? 0,
    b: b.counts.get(word) ?? 0,
  });
  const onlyInSecond = [...b.counts.keys()].filter((word) => !a.counts.has(word));
  return [...a.counts.keys(), ...onlyInSecond].map(part);
}

async function askWords(a: Side, b: Side, size: number): Promise<Answer<CaptionContrast>> {
  const [first, second] = await Promise.all([wordsOf(a), wordsOf(b)]);
  if (first.state === 'timed out') return first;
  if (second.state === 'timed out') return second;
  const totals = { a: first.value.read, b: second.value.read };
  const { over, under } = contrasted(joined(first.value, second.value), totals, size + GRAMMAR, byLabel);
  const { pool, facetMilliseconds: milliseconds, signal } = a.reader;
  // Which words say something costs too much to be asked of all of them.
  const statement = tellingStatement([...over, ...under].map(({ label }) => label));
  const answer = await ask(pool, statement, { milliseconds, signal });
  if (answer.state === 'timed out') return answer;
  const telling = new Set(answer.value.map(({ word }) => String(word)));
  const shown = <T extends PartCounts>(parts: T[]) => parts.filter(({ label }) => telling.has(label)).slice(0, size);
  const captions = { a: first.value.captions, b: second.value.captions };
  return { state: 'answered', value: { captions, totals, over: shown(over), under: shown(under) } };
}

/** The words that tell two sides' captions apart. Exact up to 20,000 captions a side, of an even sample beyond. */
export const readWordContrast = (a: Side, b: Side, size: number): Promise<Answer<CaptionContrast>> =>
  keptOfBoth(`words ${size}`, a, b, (first, second) => askWords(first, second, size));
