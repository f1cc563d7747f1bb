/** Letters that Postgres's unaccent writes otherwise and that are no letter with a mark. */
const LETTERS: Record<string, string> = {
  æ: 'ae',
  ð: 'd',
  ø: 'o',
  þ: 'th',
  ß: 'ss',
  đ: 'd',
  ħ: 'h',
  ı: 'i',
  ĸ: 'q',
  ŀ: 'l',
  ł: 'l',
  ŋ: 'n',
  œ: 'oe',
  ŧ: 't',
  ƀ: 'b',
  ƒ: 'f',
  ɛ: 'e',
};

const FOLDED_SCRIPTS = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;

/** One character as the search sees it: lower case, without its accents; nothing else is changed. */
function foldCharacter(char: string): string {
  // Nearly all there is.
  if (char.charCodeAt(0) < 128) return char.toLowerCase();
  const lower = char.toLowerCase().normalize('NFC');
  const known = LETTERS[lower];
  if (known) return known;
  const bare = lower.normalize('NFKD').replace(/[\u0300-\u036f]/gu, '');
  return FOLDED_SCRIPTS.test(lower) || /^[\x20-\x7e]+$/.test(bare) ? bare.toLowerCase() : lower;
}

/** A word of a text as the search sees it, and where it stands in the text. */
export interface FoldedWord {
  word: string;
  start: number;
  end: number;
}

const WORD = /[\p{L}\p{Nd}\p{M}]+/gu;

/** The words of a text (in NFC) by the rules of the search, in their order: what `template.norm` makes of it. */
export function foldedWords(text: string): FoldedWord[] {
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const char of text) {
    const written = foldCharacter(char);
    for (let i = 0; i < written.length; i++) {
      starts.push(at);
      ends.push(at + char.length);
    }
    folded += written;
    at += char.length;
  }
  return [...folded.matchAll(WORD)].map((match) => ({
    word: match[0],
    start: starts[match.index] ?? 0,
    end: ends[match.index + match[0].length - 1] ?? 0,
  }));
}
