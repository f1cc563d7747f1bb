import type { Dataset, Table } from '../../db/catalog.ts';
import { nameTables } from '../../db/queries/name-tables.ts';
import type { Question, Row } from '../../db/query.ts';
import { phraseQuestion, searchQuestion } from './phrase.ts';

const filtered = (column: string, value: string): Question => ({
  table: 'images',
  search: [],
  filters: [{ column, operator: 'exact', value }],
  through: [],
  where: [],
});

/** The images that a row of a leaderboard counts; null for rows of other tables. */
export function questionOfRow(dataset: Dataset, table: Table, row: Row): Question | null {
  if (table.name === 'site') return filtered('site_id', String(row.id));
  if (table.name === 'domain') return filtered('domain_id', String(row.id));
  if (nameTables(dataset).includes(table)) return searchQuestion(String(row.search));
  return dataset.tables.has('images') && table.name === 'word' ? phraseQuestion(String(row.word)) : null;
}

/** Whether the rows of a table stand for images, so that they can be compared. */
export const hasImages = (dataset: Dataset, table: Table): boolean =>
  dataset.tables.has('images') &&
  (['site', 'domain', 'word'].includes(table.name) || nameTables(dataset).includes(table));
