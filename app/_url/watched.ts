import { askingPairs } from './asking.ts';
import { type Pairs, readPairs, writePairs } from './pairs.ts';

/** The page of the questions that a visitor keeps in the browser. Pure, so that the browser may know it too. */
export const WATCH_PATH = '/-/watch';

/** Questions one browser keeps, and one link may hold. */
export const MOST_WATCHED = 100;

const TABLE = /^\/(?!-\/)[\w~+-]+\/(?!-$)[\w~+-]+$/;

const withPairs = (path: string, pairs: Pairs) => (pairs.length === 0 ? path : `${path}?${writePairs(pairs)}`);

/** A question about a table as it is kept: its path and what is asked, without order and view. Null for anything else. */
export function questionOf(address: string): string | null {
  const cut = address.indexOf('?');
  const path = cut < 0 ? address : address.slice(0, cut);
  if (!TABLE.test(path)) return null;
  return withPairs(path, askingPairs(cut < 0 ? [] : readPairs(address.slice(cut + 1))));
}

/** Where the number of a question's rows is answered as JSON, and the question in words. */
export function countAddress(question: string): string {
  const [path = '', query = ''] = question.split('?', 2);
  return withPairs(`${path}.json`, [...readPairs(query), ['_size', '0'], ['_extra', 'count,count_truncated,sentence']]);
}

/** A link that holds the questions themselves, in the part of an address that browsers send to nobody. */
export const listLink = (questions: string[]): string =>
  `${WATCH_PATH}#${writePairs(questions.map((question) => ['question', question] as const))}`;

/** The questions of such a link, each once; what is none is left out. */
export function listOf(hash: string): string[] {
  const found = readPairs(hash.replace(/^#/, '')).flatMap(([key, value]) =>
    key === 'question' ? (questionOf(value) ?? []) : [],
  );
  return [...new Set(found)].slice(0, MOST_WATCHED);
}
