import type { Answer, Question, Rows } from '../../db/query.ts';
import { readRows } from '../../db/reader.ts';
import { type CaptionParts, readNames, readWords } from './caption-words.ts';
import { giveTime, type Late, late } from './late.ts';
import type { RowReading } from './row.ts';
import { questionOfRow } from './row-question.ts';
import { readScores, type Scores } from './scores.ts';
import { type SomeImages, someImages } from './some-images.ts';
import { type RowStanding, standingOf } from './standing.ts';

/** What the page of a site or a host shows, each part on its way. */
export interface PlacePage {
  question: Question;
  standing: Late<Answer<RowStanding>>;
  scores: Late<Answer<Scores> | null>;
  words: Late<Answer<CaptionParts>>;
  names: Late<Answer<CaptionParts>>;
  images: Late<Answer<SomeImages>>;
  /** The hosts of a site; null for a host. */
  hosts: Late<Answer<Rows>> | null;
}

/** Quick parts get this long to be in the first bytes. */
export const PATIENCE = 150;
const PARTS = 24;
const NAMES = 12;
const IMAGES = 8;
const HOSTS = 12;

function hostsOf({ reader, row }: RowReading): Promise<Answer<Rows>> {
  const filters = [{ column: 'site_id', operator: 'exact' as const, value: String(row.id) }];
  const sort = [{ column: 'image_counts', descending: true }];
  const query = { table: 'domain', search: [], filters, through: [], where: [], sort, next: null, size: HOSTS };
  return readRows(reader, query, ['domain', 'image_counts']);
}

/** Starts everything a page of a site or a host shows; waits a moment for what is quick, or for all of it. */
export async function placePage(reading: RowReading, waits: boolean): Promise<PlacePage> {
  const { reader, table, dataset } = reading;
  const question = questionOfRow(dataset, table, reading.row) as Question;
  const shown: PlacePage = {
    question,
    standing: late(standingOf(reading)),
    scores: late(readScores(reader, question)),
    words: late(readWords(reader, question, PARTS)),
    names: late(readNames(reader, question, NAMES)),
    images: late(someImages(reader, question, IMAGES)),
    hosts: table.name === 'site' && dataset.tables.has('domain') ? late(hostsOf(reading)) : null,
  };
  const { standing, scores, words, names, images, hosts } = shown;
  // Rank and share are what the page is asked for: they are waited for, the rest for a moment.
  await giveTime([standing], null);
  await giveTime([scores, words, names, images, ...(hosts ? [hosts] : [])], waits ? null : PATIENCE);
  return shown;
}
