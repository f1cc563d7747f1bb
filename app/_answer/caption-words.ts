import { ask } from '../../db/deadline.ts';
import { captionNamesStatement } from '../../db/queries/caption-names.ts';
import { MOST_CAPTIONS, samplePercent, withCaption } from '../../db/queries/captions.ts';
import { wordsStatement } from '../../db/queries/words.ts';
import type { Answer, Question, Row } from '../../db/query.ts';
import { type Reader, readCount } from '../../db/reader.ts';

/** Something found in captions; `search` finds the same captions when typed into the search box. */
export interface CaptionPart {
  /** The table the name stands in; `word` for a word. */
  kind: string;
  label: string;
  search: string;
  count: number;
}

/** What the captions of a question hold, and of how many that is said. */
export interface CaptionParts {
  parts: CaptionPart[];
  /** Captions read, of so many there are. Fewer: the counts are those of a sample. */
  read: number;
  captions: number;
}

async function countCaptions(reader: Reader, question: Question): Promise<Answer<number>> {
  const answer = await readCount(reader, withCaption(question));
  if (answer.state === 'timed out') return answer;
  // A lower bound says nothing about which part a sample would be.
  if (answer.value.truncated) return { state: 'timed out', milliseconds: reader.facetMilliseconds };
  return { state: 'answered', value: answer.value.count };
}

function partOf(row: Row): CaptionPart {
  const word = row.word === undefined ? null : String(row.word);
  return {
    kind: word === null ? String(row.kind) : 'word',
    label: word ?? String(row.name),
    search: word ?? String(row.search),
    count: Number(row.count),
  };
}

async function readParts(
  reader: Reader,
  question: Question,
  statementOf: (percent: number | null) => ReturnType<typeof captionNamesStatement>,
): Promise<Answer<CaptionParts>> {
  const counted = await countCaptions(reader, question);
  if (counted.state === 'timed out') return counted;
  const captions = counted.value;
  const statement = statementOf(samplePercent(captions));
  if (!statement || captions === 0) return { state: 'answered', value: { parts: [], read: captions, captions } };
  const answer = await ask(reader.pool, statement, { ...reader, milliseconds: reader.facetMilliseconds });
  if (answer.state === 'timed out') return answer;
  const whole = captions <= MOST_CAPTIONS;
  const read = whole ? captions : Number(answer.value[0]?.captions ?? 0);
  return { state: 'answered', value: { parts: answer.value.map(partOf), read, captions } };
}

/** The commonest words of a question's captions. Exact up to 20,000 captions, of a sample beyond. */
export const readWords = (reader: Reader, question: Question, size: number): Promise<Answer<CaptionParts>> =>
  readParts(reader, question, (percent) => wordsStatement(reader.place, question, percent, size));

/** The commonest names of the lists in a question's captions. Exact up to 20,000 captions, of a sample beyond. */
export const readNames = (reader: Reader, question: Question, size: number): Promise<Answer<CaptionParts>> =>
  readParts(reader, question, (percent) => captionNamesStatement(reader.place, question, percent, size));
