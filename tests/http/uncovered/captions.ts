import type { Cell } from '../golden.ts';

/** The words of a caption: accents folded, lower case, nothing but letters and digits. */
export function wordsOf(text: Cell | undefined): string[] | null {
  if (text === null || text === undefined) return null;
  const plain = String(text).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** What a search asks of the words of a caption. */
export type Holds = (words: string[]) => boolean;
/** Words right after one another; a last word with `*` may go on. */
export const has = (phrase: string): Holds => {
  const wanted = phrase.split(' ');
  const fits = (word: string | undefined, want: string) =>
    word !== undefined && (want.endsWith('*') ? word.startsWith(want.slice(0, -1)) : word === want);
  return (words) => words.some((_, at) => wanted.every((want, i) => fits(words[at + i], want)));
};
export const not =
  (holds: Holds): Holds =>
  (words) =>
    !holds(words);
export const both =
  (...all: Holds[]): Holds =>
  (words) =>
    all.every((holds) => holds(words));
export const either =
  (...all: Holds[]): Holds =>
  (words) =>
    all.some((holds) => holds(words));
