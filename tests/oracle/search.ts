import { wordsOf } from './words.ts';

/** A word to find; with `prefix` it may go on. */
export interface Term {
  word: string;
  prefix: boolean;
}

/** What a search wants of a caption, whatever syntax says it. */
export type Wanted =
  | { kind: 'all' | 'any'; parts: Wanted[] }
  | { kind: 'not'; part: Wanted }
  /** Words right after one another; with `first`, at the very beginning. */
  | { kind: 'phrase'; terms: Term[]; first: boolean }
  /** Two phrases, in either order, with at most `distance` words between. */
  | { kind: 'near'; phrases: [Term[], Term[]]; distance: number };

/** The words of a piece of a search as a phrase; with `prefix` its last word may go on. */
export function termsOf(text: string, prefix = false): Term[] {
  const words = wordsOf(text);
  return words.map((word, i) => ({ word, prefix: prefix && i === words.length - 1 }));
}

export const phrase = (terms: Term[], first = false): Wanted => ({ kind: 'phrase', terms, first });

const fits = (word: string | undefined, term: Term) =>
  word !== undefined && (term.prefix ? word.startsWith(term.word) : word === term.word);

/** Where in the words the phrase begins. */
const placesOf = (words: string[], terms: Term[]): number[] =>
  words.map((_, at) => at).filter((at) => terms.every((term, i) => fits(words[at + i], term)));

function areNear(words: string[], [a, b]: [Term[], Term[]], distance: number): boolean {
  const follows = (x: number, length: number, y: number) => y >= x + length && y - (x + length) <= distance;
  const places = placesOf(words, b);
  return placesOf(words, a).some((x) => places.some((y) => follows(x, a.length, y) || follows(y, b.length, x)));
}

/** Whether a caption of these words is found. */
export function isFound(wanted: Wanted, words: string[]): boolean {
  switch (wanted.kind) {
    case 'all':
      return wanted.parts.every((part) => isFound(part, words));
    case 'any':
      return wanted.parts.some((part) => isFound(part, words));
    case 'not':
      return !isFound(wanted.part, words);
    case 'phrase': {
      const places = placesOf(words, wanted.terms);
      return wanted.first ? places.includes(0) : places.length > 0;
    }
    case 'near':
      return areNear(words, wanted.phrases, wanted.distance);
  }
}

/**
 * Datasette's literal mode, by its three rules: an odd quote is closed; quoted phrases and words between white space are
 * pieces; each is a literal phrase, and all must be found. Null: no piece has a word, so nothing is found.
 */
export function escapedSearch(text: string): Wanted | null {
  const quotes = text.split('"').length - 1;
  const sections = (quotes % 2 === 0 ? text : `${text}"`).split('"');
  // Sections at odd places stand between quotes.
  const pieces = sections.flatMap((section, i) => (i % 2 === 1 ? [section] : section.split(/\s+/)));
  const parts = pieces.map((piece) => termsOf(piece)).filter((terms) => terms.length > 0);
  return parts.length === 0 ? null : { kind: 'all', parts: parts.map((terms) => phrase(terms)) };
}
