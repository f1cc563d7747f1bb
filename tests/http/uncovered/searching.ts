import { expect, inject } from 'vitest';
import { json, query } from '../ask.ts';
import { idsWhere, pick } from '../golden.ts';
import { type Holds, wordsOf } from './captions.ts';

/** The keys of the images whose captions hold it. */
export const expected = (holds: Holds) =>
  idsWhere(({ text }) => {
    const words = wordsOf(text);
    return words !== null && holds(words);
  });

/** The keys that a search finds, page after page; their number is the count of the question. */
export async function found(search: string, ...more: [string, string][]): Promise<unknown[]> {
  const asked = query(['_search', search], ['_size', 'max'], ['_col', 'id'], ['_extra', 'count'], ...more);
  const first = await json(`/golden/images.json${asked}`);
  const rows = [...first.rows];
  for (let { next_url } = first; next_url !== null; ) {
    const page = await json(next_url.replace(inject('origin'), ''));
    rows.push(...page.rows);
    next_url = page.next_url;
  }
  expect(first.count).toBe(rows.length);
  return pick(rows, 'id');
}
