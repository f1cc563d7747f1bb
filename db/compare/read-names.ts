import { askEngine, engineQuestion } from '../ask-engine.ts';
import { compareValues } from '../compare-values.ts';
import { ask } from '../deadline.ts';
import { captionNamesStatement, listedNamesStatement } from '../queries/caption-names.ts';
import { MOST_CAPTIONS, samplePercent, withCaption } from '../queries/captions.ts';
import { tableOf } from '../queries/where.ts';
import type { Answer, Row } from '../query.ts';
import { readCount } from '../reader.ts';
import type { CaptionContrast, PartCounts } from './caption-contrast.ts';
import { contrasted } from './contrast.ts';
import { keptOfBoth, type Side } from './side.ts';

/** The names in a side's captions (`kind`, `name`, `search`, `count`), of how many that were read, of how many there are. */
interface SideNames {
  names: Row[];
  read: number;
  captions: number;
}

/** Far more than there are on all lists. */
const ALL_NAMES = 100_000;

/** The captions are looked through by the engine; Postgres says which names there are, as its words. */
async function askEngineForNames({ reader, question }: Side): Promise<Answer<SideNames> | null> {
  const { pool, place, facetMilliseconds: milliseconds, signal } = reader;
  const taken = engineQuestion(tableOf(place.dataset, question.table), withCaption(question));
  const statement = listedNamesStatement(place);
  if (!taken || !statement) return null;
  const listed = await ask(pool, statement, { milliseconds, signal });
  if (listed.state === 'timed out') return listed;
  const lists = listed.value.map(({ phrases }) => phrases as unknown as string[]);
  const request = { kind: 'phrases' as const, question: taken, size: MOST_CAPTIONS, lists };
  const answer = await askEngine(reader, request, milliseconds);
  if (answer?.state !== 'answered') return answer;
  const { counts, read, captions } = answer.value;
  const names = listed.value.flatMap((row, i) => (counts[i] ? [{ ...row, count: counts[i] as number }] : []));
  return { state: 'answered', value: { names, read, captions } };
}

async function askPostgresForNames({ reader, question }: Side): Promise<Answer<SideNames>> {
  const { pool, place, facetMilliseconds: milliseconds, signal } = reader;
  const counted = await readCount(reader, withCaption(question));
  if (counted.state === 'timed out') return counted;
  // A lower bound says nothing about which part a sample would be.
  if (counted.value.truncated) return { state: 'timed out', milliseconds };
  const captions = counted.value.count;
  const percent = samplePercent(captions);
  const statement = captionNamesStatement(place, question, percent, ALL_NAMES);
  const answer = statement && (await ask(pool, statement, { milliseconds, signal }));
  if (answer?.state === 'timed out') return answer;
  const names = answer?.value ?? [];
  return {
    state: 'answered',
    value: { names, read: percent === null ? captions : Number(names[0]?.captions ?? 0), captions },
  };
}

const namesOf = async (side: Side) => (await askEngineForNames(side)) ?? askPostgresForNames(side);

function joined(a: Row[], b: Row[]): PartCounts[] {
  const parts = new Map<string, PartCounts>();
  const add = (row: Row, side: 'a' | 'b') => {
    const [kind, label, search] = [String(row.kind), String(row.name), String(row.search)];
    const part = parts.get(`${kind} ${label}`) ?? { kind, label, search, a: 0, b: 0 };
    parts.set(`${kind} ${label}`, { ...part, [side]: Number(row.count) });
  };
  for (const row of a) add(row, 'a');
  for (const row of b) add(row, 'b');
  return [...parts.values()];
}

const byLabel = (x: PartCounts, y: PartCounts) => compareValues(x.label, y.label) || compareValues(x.kind, y.kind);

async function askNames(a: Side, b: Side, size: number): Promise<Answer<CaptionContrast>> {
  const [first, second] = await Promise.all([namesOf(a), namesOf(b)]);
  if (first.state === 'timed out') return first;
  if (second.state === 'timed out') return second;
  const totals = { a: first.value.read, b: second.value.read };
  const captions = { a: first.value.captions, b: second.value.captions };
  const found = joined(first.value.names, second.value.names);
  return { state: 'answered', value: { captions, ...contrasted(found, totals, size, byLabel) } };
}

/**
 * The names of the lists that tell two sides' captions apart, without those that are also common words; null where either
 * dataset has no lists. Exact up to 20,000 captions a side, of an even sample beyond.
 */
export async function readNameContrast(a: Side, b: Side, size: number): Promise<Answer<CaptionContrast> | null> {
  if (!listedNamesStatement(a.reader.place) || !listedNamesStatement(b.reader.place)) return null;
  return keptOfBoth(`names ${size}`, a, b, (first, second) => askNames(first, second, size));
}
