import type { Dataset, Table } from '../../../db/catalog.ts';
import type { Question } from '../../../db/query.ts';
import { linkTo } from '../edit.ts';
import { type Pairs, writePairs } from '../pairs.ts';
import { datasetPath, tablePath } from '../paths.ts';
import { questionPairs } from './question-pairs.ts';
import type { SideName } from './sides.ts';

export const comparePath = (dataset: string): string => `${datasetPath(dataset)}/-/compare`;

/** What each side's value is; missing: it is still to be chosen. */
export type SideValues = Partial<Record<SideName, string>>;

const pairsOf = ({ a, b }: SideValues): Pairs => [
  ...(a === undefined ? [] : [['a', a] as const]),
  ...(b === undefined ? [] : [['b', b] as const]),
];

/** A comparison on the pages of a dataset. */
export const compareLink = (dataset: string, sides: SideValues): string => linkTo(comparePath(dataset), pairsOf(sides));

/** The same as data. */
export const compareJsonLink = (dataset: string, sides: SideValues): string =>
  linkTo(`${comparePath(dataset)}.json`, pairsOf(sides));

/** The images of a question; null: no address says it. */
export function imagesLink(dataset: Dataset, table: Table, question: Question, more: Pairs = []): string | null {
  const pairs = questionPairs(table, question);
  return pairs && linkTo(tablePath(dataset.name, table.name), [...pairs, ...more]);
}

/** A question about a dataset as a side of a comparison that stands on the pages of `page`; null: it cannot be one. */
export function sideValue(page: Dataset, dataset: Dataset, table: Table, question: Question): string | null {
  if (page.name !== dataset.name) return imagesLink(dataset, table, question);
  const pairs = questionPairs(table, question);
  return pairs && writePairs(pairs);
}
