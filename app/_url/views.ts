import { tildeEncode } from '../../db/tilde.ts';
import { edited } from './edit.ts';
import { type Pairs, withAdded, without, withPair } from './pairs.ts';
import { datasetPath } from './paths.ts';
import type { View } from './table-request.ts';

/** Arguments that only a page knows: data has neither views nor parts that come later. */
const PAGE_ONLY = ['_view', '_wait'];

/** The same question in another view; the table is what is shown unless something else is said. */
export const withView = (pairs: Pairs, view: View): Pairs =>
  view === 'table' ? without(edited(pairs), '_view') : withPair(edited(pairs), '_view', view);

/** The pairs for the data behind a page: the same question, every row of it. */
export const dataPairs = (pairs: Pairs): Pairs => without(edited(pairs), ...PAGE_ONLY);

/** The page, sent in one piece. */
export const withWait = (pairs: Pairs): Pairs => withAdded(without(pairs, '_wait'), '_wait', 'on');

/** The pairs that name the view a person shares. */
export const sharedPairs = (pairs: Pairs): Pairs => without(pairs, '_wait');

/** The SQL page with a statement and its values, `:p1` and on. */
export function sqlPairs(text: string, params: string[]): Pairs {
  return [['sql', text], ...params.map((value, i) => [`p${i + 1}`, value] as const)];
}

export const sqlPath = (dataset: string): string => `${datasetPath(dataset)}/-/query`;

/** A table's data in one of the formats. */
export const formatPath = (dataset: string, table: string, format: string): string =>
  `${datasetPath(dataset)}/${tildeEncode(table)}.${format}`;
