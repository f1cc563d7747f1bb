import { askEngine, engineQuestion } from '../ask-engine.ts';
import { compareValues } from '../compare-values.ts';
import { ask } from '../deadline.ts';
import { namesInStatement, searchedCaption } from '../queries/caption-names.ts';
import {
  captionsByIdStatement,
  captionsStatement,
  MOST_CAPTIONS,
  samplePercent,
  withCaption,
} from '../queries/captions.ts';
import { allNames } from '../queries/name-tables.ts';
import { tableOf } from '../queries/where.ts';
import type { Answer, Row } from '../query.ts';
import { readCount } from '../reader.ts';
import type { SQL } from '../sql.ts';
import type { CaptionContrast, PartCounts } from './caption-contrast.ts';
import { contrasted } from './contrast.ts';
import { keptOfBoth, type Side } from './side.ts';

/** The captions of a side that are read: all of few, a sample of many. */
interface Captions {
  captions: number;
  /** How many are read; null: the statement will tell. */
  read: number | null;
  /** `id` and `caption` of each. */
  statement: SQL;
}

async function captionsOf({ reader, question }: Side): Promise<Answer<Captions>> {
  const { place, facetMilliseconds: milliseconds } = reader;
  const captioned = withCaption(question);
  const taken = engineQuestion(tableOf(place.dataset, question.table), captioned);
  const request = taken && { kind: 'sample' as const, question: taken, size: MOST_CAPTIONS };
  const sample = request && (await askEngine(reader, request, milliseconds));
  if (sample?.state === 'timed out') return sample;
  if (sample) {
    const { ids, count } = sample.value;
    const statement = captionsByIdStatement(place, ids, searchedCaption);
    return { state: 'answered', value: { captions: count, read: ids.length, statement } };
  }
  const counted = await readCount(reader, captioned);
  if (counted.state === 'timed out') return counted;
  // A lower bound says nothing about which part a sample would be.
  if (counted.value.truncated) return { state: 'timed out', milliseconds };
  const captions = counted.value.count;
  const percent = samplePercent(captions);
  const statement = captionsStatement(place, question, percent, searchedCaption);
  return { state: 'answered', value: { captions, read: percent === null ? captions : null, statement } };
}

/** Far more than there are on all lists. */
const ALL_NAMES = 100_000;

/** The names in a side's captions, and how many captions were read. */
interface SideNames {
  names: Row[];
  read: number;
  captions: number;
}

async function namesOf(side: Side): Promise<Answer<SideNames>> {
  const { pool, place, facetMilliseconds: milliseconds, signal } = side.reader;
  const found = await captionsOf(side);
  if (found.state === 'timed out') return found;
  const { captions, read, statement } = found.value;
  const lists = allNames(place);
  if (!lists) return { state: 'answered', value: { names: [], read: read ?? 0, captions } };
  const answer = await ask(pool, namesInStatement(lists, statement, ALL_NAMES), { milliseconds, signal });
  if (answer.state === 'timed out') return answer;
  const names = answer.value;
  return { state: 'answered', value: { names, read: read ?? Number(names[0]?.captions ?? 0), captions } };
}

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
  if (!allNames(a.reader.place) || !allNames(b.reader.place)) return null;
  return keptOfBoth(`names ${size}`, a, b, (first, second) => askNames(first, second, size));
}
