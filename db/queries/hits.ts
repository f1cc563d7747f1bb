import type { Search } from '../query.ts';
import { type FoldedWord, foldedWords } from './fold.ts';
import { parseRawSearch } from './raw-search.ts';
import { parseEscapedSearch, parseSearch } from './search-syntax.ts';
import type { SearchTree } from './search-tree.ts';

/** Words that stand next to one another; with `prefix` the last may go on. */
interface Sought {
  words: string[];
  prefix: boolean;
}

const PARSERS = { default: parseSearch, escaped: parseEscapedSearch, raw: parseRawSearch };

function soughtIn(tree: SearchTree): Sought[] {
  if (tree.kind === 'not') return [];
  if (tree.kind === 'words') return [{ words: foldedWords(tree.text).map(({ word }) => word), prefix: tree.prefix }];
  return ('parts' in tree ? tree.parts : [tree.part]).flatMap(soughtIn);
}

/** What a search looks for, and not what it leaves out. */
export function soughtOf(search: Search): Sought[] {
  const tree = PARSERS[search.mode](search.text);
  return tree ? soughtIn(tree).filter(({ words }) => words.length > 0) : [];
}

function standsAt(found: FoldedWord[], at: number, { words, prefix }: Sought): boolean {
  return words.every((word, i) => {
    const there = found[at + i]?.word;
    if (there === undefined) return false;
    return prefix && i === words.length - 1 ? there.startsWith(word) : there === word;
  });
}

/** A stretch of a text; `hit` when it is what was searched. */
export interface Stretch {
  text: string;
  hit: boolean;
}

/**
 * A text cut into what was searched and what was not, by the word rules of the search itself: accents and case do not
 * matter, a phrase is one stretch. The stretches together are the text, in NFC.
 */
export function hitsIn(text: string, sought: Sought[]): Stretch[] {
  const whole = text.normalize('NFC');
  if (sought.length === 0) return [{ text: whole, hit: false }];
  const found = foldedWords(whole);
  const stretches: Stretch[] = [];
  let written = 0;
  for (let at = 0; at < found.length; at++) {
    const match = sought.filter((each) => standsAt(found, at, each)).sort((a, b) => b.words.length - a.words.length)[0];
    if (!match) continue;
    const start = found[at]?.start ?? 0;
    const end = found[at + match.words.length - 1]?.end ?? start;
    if (start > written) stretches.push({ text: whole.slice(written, start), hit: false });
    stretches.push({ text: whole.slice(start, end), hit: true });
    written = end;
    at += match.words.length - 1;
  }
  if (written < whole.length) stretches.push({ text: whole.slice(written), hit: false });
  return stretches;
}
