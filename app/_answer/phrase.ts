import type { Question } from '../../db/query.ts';

/** A text without quotes, which would end a phrase, and with single spaces. */
export const unquoted = (text: string): string => text.replaceAll('"', ' ').replace(/\s+/g, ' ').trim();

/** What to type into the search box to find a phrase as it stands. */
export const phraseSearch = (text: string): string => `"${unquoted(text)}"`;

/** The phrases that a search of quoted phrases looks for, any of which is enough. */
export const phrasesIn = (search: string): string[] =>
  [...search.matchAll(/"([^"]*)"/g)].map(([, phrase = '']) => phrase);

/** The images a search finds. */
export const searchQuestion = (text: string): Question => ({
  table: 'images',
  search: [{ text, column: null, mode: 'default' }],
  filters: [],
  through: [],
  where: [],
});

/** The images whose caption holds a phrase. */
export const phraseQuestion = (text: string): Question => searchQuestion(phraseSearch(text));
