import type { Dataset } from '../../db/catalog.ts';
import type { FacetChoices } from '../../db/queries/facet-choices.ts';
import type { Answer, Count, Question } from '../../db/query.ts';
import { readFacetChoices } from '../../db/read-facet-choices.ts';
import { readCount } from '../../db/reader.ts';
import { giveTime, type Late, late } from './late.ts';
import { type NearName, nearNames } from './near-names.ts';
import { phrasesIn, searchQuestion } from './phrase.ts';
import { PATIENCE } from './place-page.ts';
import { readerOf } from './reading.ts';
import { readScores, type Scores } from './scores.ts';
import { type SomeImages, someImages } from './some-images.ts';

/** What the page of a name shows, each part on its way. */
export interface NamePage {
  /** What was searched, as one types it. */
  search: string;
  question: Question;
  count: Late<Answer<Count>>;
  /** What any of is looked for. */
  phrases: string[];
  /** The words of a single phrase anywhere in the caption, in any order; null where there are several. */
  loose: Late<Answer<Count>> | null;
  /** Null where images do not say their site. */
  sites: Late<Answer<FacetChoices>> | null;
  scores: Late<Answer<Scores> | null>;
  images: Late<Answer<SomeImages>>;
  near: Late<NearName[] | null>;
}

const SITES = 12;
const IMAGES = 10;

/** Starts everything the page of a name shows; waits a moment for what is quick, or for all of it. */
export async function namePage(dataset: Dataset, name: string, search: string, waits: boolean): Promise<NamePage> {
  const reader = readerOf(dataset);
  const question = searchQuestion(search);
  const phrases = phrasesIn(search);
  // Taken literally: a minus or an asterisk in a name is no operator.
  const loose = { ...question, search: [{ text: phrases[0] ?? '', column: null, mode: 'escaped' as const }] };
  const hasSites = dataset.tables.get('images')?.columns.some((column) => column.name === 'site_id');
  const shown: NamePage = {
    search,
    question,
    count: late(readCount(reader, question)),
    phrases,
    loose: phrases.length === 1 ? late(readCount(reader, loose)) : null,
    sites: hasSites ? late(readFacetChoices(reader, question, 'site_id', SITES, [])) : null,
    scores: late(readScores(reader, question)),
    images: late(someImages(reader, question, IMAGES)),
    near: late(nearNames(dataset, name)),
  };
  const { count, sites, scores, images, near } = shown;
  // The number answers the question: it is waited for, the rest for a moment.
  await giveTime([count], null);
  const rest = [sites, scores, images, near, shown.loose].filter((part) => part !== null);
  await giveTime(rest, waits ? null : PATIENCE);
  return shown;
}
