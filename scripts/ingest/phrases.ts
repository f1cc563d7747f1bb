import type { NameEntry } from '../../db/versions/name-counts.ts';

/**
 * What to count for a name, and what to know about it.
 *
 * "Mike Winkelmann (Beeple)" counts either part, "H. R. (Hans Ruedi) Giger" either way of writing it; a year in
 * parentheses, as in "Alien (1979)", is left out. `isCommonWord` tells names that are words of everyday language too.
 */
export function nameEntry(name: string, category: string | null, isCommonWord: (word: string) => boolean): NameEntry {
  const { phrases, note } = phrasesOf(name);
  const isCommon = phrases.some((phrase) => isCommonWord(phrase.toLowerCase()));
  const notes = [note, isCommon ? 'also a common word' : null].filter((part) => part !== null);
  return {
    name,
    category: category || null,
    phrases,
    search: phrases.map((phrase) => `"${phrase}"`).join(' OR '),
    note: notes.length > 0 ? notes.join('; ') : null,
  };
}

function phrasesOf(name: string): { phrases: string[]; note: string | null } {
  const plain = tidy(name.replaceAll('"', ''));
  const [, before = '', inside = '', after = ''] = /^([^()]*)\(([^()]*)\)([^()]*)$/.exec(plain) ?? [];
  if (!inside.trim()) return { phrases: [plain], note: null };
  const without = tidy(`${before} ${after}`);
  if (/^[\d\s–-]+$/.test(inside)) return { phrases: [without], note: `counts "${without}", without the year` };
  const phrases = [without, tidy(`${inside} ${after}`)].filter((phrase) => phrase !== '');
  return { phrases, note: `counts either ${phrases.map((phrase) => `"${phrase}"`).join(' or ')}` };
}

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
