import { histogramEdges } from '../../db/histogram-edges.ts';
import type { Histogram } from '../../db/queries/histogram.ts';
import type { Answer, Question } from '../../db/query.ts';
import { readHistograms } from '../../db/read-histograms.ts';
import type { Reader } from '../../db/reader.ts';

/** How the scores of some images are spread, and those of all. */
export interface Scores {
  own: Histogram;
  whole: Histogram;
}

const SCORE = 'aesthetic';

/** The spread of scores in a question's images and in all images; null where images have no column of scores. */
export async function readScores(reader: Reader, question: Question): Promise<Answer<Scores> | null> {
  const images = reader.place.dataset.tables.get('images');
  const column = images?.columns.find((each) => each.name === SCORE);
  const edges = column && histogramEdges(column, images?.config.columns?.[SCORE]);
  if (!edges) return null;
  const all: Question = { table: 'images', search: [], filters: [], through: [], where: [] };
  const read = (asked: Question) => readHistograms(reader, asked, [{ column: SCORE, edges }])[0];
  const [own, whole] = await Promise.all([read(question), read(all)]);
  if (!own || !whole) return null;
  if (own.state === 'timed out') return own;
  if (whole.state === 'timed out') return whole;
  return { state: 'answered', value: { own: own.value, whole: whole.value } };
}
