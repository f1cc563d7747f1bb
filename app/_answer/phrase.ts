import type { Question } from '../../db/query.ts';

/** What to type into the search box to find a phrase as it stands; a quote in it would end it, so quotes go. */
export const phraseSearch = (text: string): string => `"${text.replaceAll('"', ' ').replace(/\s+/g, ' ').trim()}"`;

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
