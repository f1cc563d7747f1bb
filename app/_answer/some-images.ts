import type { Answer, Question, Row } from '../../db/query.ts';
import { type Reader, readRows } from '../../db/reader.ts';
import { type Labels, linkedLabels } from './labels.ts';

/** A few images of a question, with what a line about each needs. */
export interface SomeImages {
  rows: Row[];
  labels: Labels;
  /** Whether there are more. */
  more: boolean;
  /** Whether they are the best by score; otherwise the first by number, because none has a score. */
  best: boolean;
}

const COLUMNS = ['id', 'text', 'url', 'domain_id', 'site_id', 'width', 'height', 'aesthetic', 'punsafe'];

/** The best images of a question, or the first where none has a score. */
export async function someImages(reader: Reader, question: Question, size: number): Promise<Answer<SomeImages>> {
  const images = reader.place.dataset.tables.get('images');
  const known = COLUMNS.filter((name) => images?.columns.some((column) => column.name === name));
  const sort = known.includes('aesthetic') ? [{ column: 'aesthetic', descending: true }] : [];
  const answer = await readRows(reader, { ...question, sort, next: null, size }, known);
  if (answer.state === 'timed out' || !images) return answer as Answer<SomeImages>;
  const { rows, next } = answer.value;
  const labels = await linkedLabels(reader, images, ['site_id', 'domain_id'], rows);
  const best = rows.some((row) => (row.aesthetic ?? null) !== null);
  return { state: 'answered', value: { rows, labels, more: next !== null, best } };
}
