import type { SearchMode } from '../../db/query.ts';
import { WORDS } from './captions.ts';
import type { Random } from './random.ts';
import { escapedSearch, phrase, termsOf, type Wanted } from './search.ts';
import { wordsOf } from './words.ts';

export interface RandomSearch {
  mode: SearchMode;
  text: string;
  /** What the text wants, known because it was written from this. */
  wanted: Wanted | null;
}

/** Words that may be typed anywhere: nothing in them is syntax, and something in them is a word. */
const TYPED = WORDS.filter((word) => !word.includes('"') && word !== 'OR' && /[\p{L}\p{Nd}]/u.test(word));

/** A word as somebody else would type it. */
function typed(random: Random): string {
  const word = random.pick(TYPED);
  if (random.chance(0.7)) return word;
  const other = random.chance(0.5) ? word.toUpperCase() : word.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
  return other === 'OR' ? 'ore' : other;
}

const start = (random: Random, word: string) =>
  [...word]
    .slice(0, random.whole(1, 4))
    .join('')
    .replace(/[-*]+$/, '') || 'fo';

/** One piece of the search box: what is typed, and what it wants. */
function piece(random: Random): [string, Wanted] {
  const excluded = random.chance(0.15);
  const isPrefix = random.chance(0.25);
  const isPhrase = random.chance(0.3);
  const words = Array.from({ length: isPhrase ? random.whole(1, 3) : 1 }, () => typed(random));
  if (isPrefix) words[words.length - 1] = start(random, words.at(-1) as string);
  const text = words.join(' ');
  if (wordsOf(text).length === 0) return piece(random);
  const wanted = phrase(termsOf(text, isPrefix));
  const written = `${excluded ? '-' : ''}${isPhrase ? `"${text}"` : text}${isPrefix ? '*' : ''}`;
  return [written, excluded ? { kind: 'not', part: wanted } : wanted];
}

/** The syntax of the search box: words, phrases, prefixes, exclusions, and alternatives that bind least. */
function defaultSearch(random: Random): RandomSearch {
  const alternatives = Array.from({ length: random.chance(0.3) ? random.whole(2, 3) : 1 }, () =>
    Array.from({ length: random.whole(1, 3) }, () => piece(random)),
  );
  const text = alternatives.map((pieces) => pieces.map(([written]) => written).join(' ')).join(' OR ');
  const parts = alternatives.map((pieces): Wanted => ({ kind: 'all', parts: pieces.map(([, wanted]) => wanted) }));
  return { mode: 'default', text, wanted: { kind: 'any', parts } };
}

/** Anything at all: in the literal mode nothing is syntax but the quote. */
function literalSearch(random: Random): RandomSearch {
  const pieces = Array.from({ length: random.whole(1, 3) }, () =>
    random.pick([
      typed(random),
      `"${typed(random)} ${typed(random)}"`,
      `"${typed(random)}`,
      `${typed(random)}*`,
      '!!',
      '-x',
    ]),
  );
  const text = pieces.join(random.chance(0.8) ? ' ' : '');
  return { mode: 'escaped', text, wanted: escapedSearch(text) };
}

type Written = [string, Wanted];
const BARE = ['fox', 'red', 'winter', 'lake', 'café', 'Dürer', 'the', 'a', 'night', 'sky', '李伟', 'thomas', 'kinkade'];

function rawPhrase(random: Random): { text: string; terms: ReturnType<typeof termsOf> } {
  const isPrefix = random.chance(0.25);
  const bare = random.pick(BARE);
  const words = random.chance(0.3) ? `${bare} ${typed(random)}` : bare;
  const text = isPrefix ? words.slice(0, -1) || 'fo' : words;
  const usable = wordsOf(text).length === 0 ? 'fox' : text.trim();
  const written = usable === bare && random.chance(0.8) ? usable : `"${usable}"`;
  return { text: `${written}${isPrefix ? random.pick(['*', ' *']) : ''}`, terms: termsOf(usable, isPrefix) };
}

/** A phrase, two right after one another, or two near one another. */
function rawGroup(random: Random, depth: number): Written {
  if (depth > 0 && random.chance(0.3)) {
    const [text, wanted] = rawEither(random, depth - 1);
    return [`(${text})`, wanted];
  }
  const parts = Array.from({ length: random.chance(0.3) ? 2 : 1 }, (): Written => {
    const [a, b] = [rawPhrase(random), rawPhrase(random)];
    if (random.chance(0.2)) return [`${a.text} + ${b.text}`, phrase([...a.terms, ...b.terms])];
    if (random.chance(0.2)) {
      const distance = random.whole(0, 4);
      return [`NEAR(${a.text} ${b.text}, ${distance})`, { kind: 'near', phrases: [a.terms, b.terms], distance }];
    }
    return [a.text, phrase(a.terms)];
  });
  return [parts.map(([text]) => text).join(' '), { kind: 'all', parts: parts.map(([, wanted]) => wanted) }];
}

function rawExcept(random: Random, depth: number): Written {
  const [text, wanted] = rawGroup(random, depth);
  if (random.chance(0.75)) return [text, wanted];
  const [other, unwanted] = rawGroup(random, depth);
  return [`${text} NOT ${other}`, { kind: 'all', parts: [wanted, { kind: 'not', part: unwanted }] }];
}

const rawJoined =
  (word: 'AND' | 'OR', kind: 'all' | 'any', part: (random: Random, depth: number) => Written) =>
  (random: Random, depth: number): Written => {
    const parts = Array.from({ length: random.chance(0.35) ? 2 : 1 }, () => part(random, depth));
    return [parts.map(([text]) => text).join(` ${word} `), { kind, parts: parts.map(([, wanted]) => wanted) }];
  };

const rawBoth = rawJoined('AND', 'all', rawExcept);
const rawEither = rawJoined('OR', 'any', rawBoth);

/** The grammar of FTS5, written from the loosest binding to the tightest. */
function rawSearch(random: Random): RandomSearch {
  if (random.chance(0.15)) {
    const { text, terms } = rawPhrase(random);
    return { mode: 'raw', text: `^${text}`, wanted: phrase(terms, true) };
  }
  const [text, wanted] = rawEither(random, 2);
  return { mode: 'raw', text, wanted };
}

/** A search in one of the three modes. */
export function randomSearch(random: Random): RandomSearch {
  return random.pick([defaultSearch, defaultSearch, literalSearch, rawSearch])(random);
}
