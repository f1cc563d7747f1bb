/** A piece of a sentence: plain words, the number that answers, or what the visitor typed. */
export interface Piece {
  words: string;
  kind: 'plain' | 'number' | 'typed';
}

export type Phrase = Piece[];

export const plain = (words: string): Piece => ({ words, kind: 'plain' });
export const typed = (words: string): Piece => ({ words, kind: 'typed' });

/** Phrases one after the other, `separator` between them and `last` before the last. */
export function listed(phrases: Phrase[], separator: string, last: string): Phrase {
  return phrases.flatMap((phrase, i) => {
    if (i === 0) return phrase;
    return [plain(i === phrases.length - 1 ? last : separator), ...phrase];
  });
}

/** The words alone, for a title. */
export const phraseText = (phrase: Phrase): string => phrase.map(({ words }) => words).join('');
