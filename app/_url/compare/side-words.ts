import type { Dataset, Table } from '../../../db/catalog.ts';
import type { Count, Question } from '../../../db/query.ts';
import type { ValueLabels } from '../people/condition.ts';
import { type Phrase, phraseText, plain } from '../people/phrase.ts';
import { sentenceForPeople } from '../people/sentence-for-people.ts';
import type { SideName } from './sides.ts';

/** What is said of a side. */
export interface SaidSide {
  name: SideName;
  dataset: Dataset;
  table: Table;
  question: Question;
  labels: ValueLabels;
}

export const letterOf = (name: SideName): string => name.toUpperCase();

export const otherOf = (name: SideName): SideName => (name === 'a' ? 'b' : 'a');

/** A side as a sentence, "264 images whose caption holds painting", with its dataset where the two sides have not one. */
export function sideWords(side: SaidSide, count: Count | null, saysDataset: boolean): { count: Phrase; rest: Phrase } {
  const { name, table, question, labels, dataset } = side;
  const asked = { ...question, outside: undefined, sort: [], next: null, size: 0 };
  const said = sentenceForPeople(table, asked, labels, count);
  const outside = question.outside ? [plain(` that ${letterOf(otherOf(name))} does not hold`)] : [];
  const place = saysDataset ? [plain(`, in ${dataset.title ?? dataset.name}`)] : [];
  return { count: said.count, rest: [...said.rest, ...outside, ...place] };
}

/** The words alone. */
export function sideText(side: SaidSide, count: Count | null, saysDataset: boolean): string {
  const said = sideWords(side, count, saysDataset);
  return phraseText([...said.count, ...said.rest]);
}
