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
import { captionWords, twoSidesWordsStatement } from '../queries/words.ts';
import type { Answer, Row } from '../query.ts';
import { readCount } from '../reader.ts';
import type { SQL } from '../sql.ts';
import { type Contrast, type Counted, contrasted, LEAST } from './contrast.ts';
import { keptOfBoth, type Side } from './side.ts';

/** A word or name of captions, and what finds it when typed into the search box. */
export interface PartCounts extends Counted {
  /** The table the name stands in; `word` for a word. */
  kind: string;
  label: string;
  search: string;
}

/** What tells the captions of two sides apart: its totals are the captions read, of so many there are on either side. */
export interface CaptionContrast extends Contrast<PartCounts> {
  captions: Counted;
}

/** The captions of one side that are read: all of few, a sample of many. */
interface Captions {
  captions: number;
  /** How many are read; null: the statement will tell. */
  read: number | null;
  statement: (caption: (column: SQL) => SQL) => SQL;
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
    const statement: Captions['statement'] = (caption) => captionsByIdStatement(place, ids, caption);
    return { state: 'answered', value: { captions: count, read: ids.length, statement } };
  }
  const counted = await readCount(reader, captioned);
  if (counted.state === 'timed out') return counted;
  // A lower bound says nothing about which part a sample would be.
  if (counted.value.truncated) return { state: 'timed out', milliseconds };
  const captions = counted.value.count;
  const percent = samplePercent(captions);
  const statement: Captions['statement'] = (caption) => captionsStatement(place, question, percent, caption);
  return { state: 'answered', value: { captions, read: percent === null ? captions : null, statement } };
}

type Found = { parts: PartCounts[]; read: Counted };

const byLabel = (x: PartCounts, y: PartCounts) => compareValues(x.label, y.label) || compareValues(x.kind, y.kind);

/** Reads both sides' captions and says which of what they hold tells them apart. */
async function contrast(
  a: Side,
  b: Side,
  size: number,
  find: (a: Captions, b: Captions) => Promise<Answer<Found>>,
): Promise<Answer<CaptionContrast>> {
  const [first, second] = await Promise.all([captionsOf(a), captionsOf(b)]);
  if (first.state === 'timed out') return first;
  if (second.state === 'timed out') return second;
  const found = await find(first.value, second.value);
  if (found.state === 'timed out') return found;
  const captions = { a: first.value.captions, b: second.value.captions };
  const { parts, read } = found.value;
  return { state: 'answered', value: { captions, ...contrasted(parts, read, size, byLabel) } };
}

async function findWords({ reader }: Side, a: Captions, b: Captions): Promise<Answer<Found>> {
  const statement = twoSidesWordsStatement(a.statement(captionWords), b.statement(captionWords), LEAST);
  const answer = await ask(reader.pool, statement, { milliseconds: reader.facetMilliseconds, signal: reader.signal });
  if (answer.state === 'timed out') return answer;
  const [first] = answer.value;
  const words = answer.value.filter(({ word }) => word !== null);
  const parts = words.map((row): PartCounts => {
    const word = String(row.word);
    return { kind: 'word', label: word, search: word, a: Number(row.a), b: Number(row.b) };
  });
  return { state: 'answered', value: { parts, read: { a: Number(first?.read_a), b: Number(first?.read_b) } } };
}

/** Far more than there are on all lists. */
const ALL_NAMES = 100_000;

async function namesOf({ reader }: Side, captions: Captions): Promise<Answer<Row[]>> {
  const names = allNames(reader.place);
  if (!names) return { state: 'answered', value: [] };
  const statement = namesInStatement(names, captions.statement(searchedCaption), ALL_NAMES);
  return ask(reader.pool, statement, { milliseconds: reader.facetMilliseconds, signal: reader.signal });
}

async function findNames(a: Side, b: Side, inA: Captions, inB: Captions): Promise<Answer<Found>> {
  const [first, second] = await Promise.all([namesOf(a, inA), namesOf(b, inB)]);
  if (first.state === 'timed out') return first;
  if (second.state === 'timed out') return second;
  const parts = new Map<string, PartCounts>();
  const add = (row: Row, side: 'a' | 'b') => {
    const key = `${row.kind} ${row.name}`;
    const part = parts.get(key) ?? { kind: String(row.kind), label: String(row.name), search: String(row.search), a: 0, b: 0 };
    parts.set(key, { ...part, [side]: Number(row.count) });
  };
  for (const row of first.value) add(row, 'a');
  for (const row of second.value) add(row, 'b');
  const readOf = (captions: Captions, rows: Row[]) => captions.read ?? Number(rows[0]?.captions ?? 0);
  const read = { a: readOf(inA, first.value), b: readOf(inB, second.value) };
  return { state: 'answered', value: { parts: [...parts.values()], read } };
}

/** The words that tell two sides' captions apart. Exact up to 20,000 captions a side, of an even sample beyond. */
export const readWordContrast = (a: Side, b: Side, size: number): Promise<Answer<CaptionContrast>> =>
  keptOfBoth(`words ${size}`, a, b, (first, second) =>
    contrast(first, second, size, (inA, inB) => findWords(first, inA, inB)),
  );

/** The same of the names of the lists; null where neither dataset has any. */
export async function readNameContrast(a: Side, b: Side, size: number): Promise<Answer<CaptionContrast> | null> {
  if (!allNames(a.reader.place) && !allNames(b.reader.place)) return null;
  return keptOfBoth(`names ${size}`, a, b, (first, second) =>
    contrast(first, second, size, (inA, inB) => findNames(first, second, inA, inB)),
  );
}
