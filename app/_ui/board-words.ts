import type { Table } from '../../db/catalog.ts';

/** How a leaderboard speaks of itself. */
export interface BoardWords {
  /** Before the number: "Where the images come from". */
  about: string;
  one: string;
  many: string;
  /** Whether every image belongs to exactly one row, so that the counts add up to all images. */
  divides: boolean;
}

const WORDS: Record<string, BoardWords> = {
  site: { about: 'Where the images come from', one: 'site', many: 'sites', divides: true },
  domain: { about: 'Where the images come from', one: 'host', many: 'hosts', divides: true },
  artists: { about: 'Whom the captions name', one: 'artist', many: 'artists', divides: false },
  celebrities: { about: 'Whom the captions name', one: 'celebrity', many: 'celebrities', divides: false },
  characters: { about: 'Whom the captions name', one: 'character', many: 'characters', divides: false },
  word: { about: 'What the captions say', one: 'word', many: 'words', divides: false },
};

export const boardWords = ({ name, config }: Table): BoardWords =>
  WORDS[name] ?? { about: config.title ?? name, one: 'row', many: 'rows', divides: false };

/** What a column of a leaderboard is called over its numbers. */
export const COLUMN_WORDS: Record<string, string> = {
  image_counts: 'Images',
  domain_counts: 'Hosts',
  mean_aesthetic: 'Mean score',
  best_aesthetic: 'Best score',
  category: 'Category',
};
