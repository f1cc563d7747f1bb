import type { Dataset } from '../../db/catalog.ts';
import { ask } from '../../db/deadline.ts';
import { listedStatement } from '../../db/queries/listed.ts';
import { linkTo } from '../_url/edit.ts';
import { labelPath, tablePath } from '../_url/paths.ts';
import type { Figures } from './figures.ts';
import { readerOf } from './reading.ts';

export interface Example {
  words: string;
  href: string;
}

/** Names that many have asked for; the first of them that occurs is shown. */
const NAMES = ['Thomas Kinkade', 'Vincent Van Gogh', 'Claude Monet', 'Greg Rutkowski'];
const SITE = 'artstation.com';

async function counts(dataset: Dataset, name: string, labels: string[]): Promise<Map<string, number>> {
  const table = dataset.tables.get(name);
  const reader = readerOf(dataset);
  const statement = table && listedStatement(reader.place, table, labels);
  if (!statement) return new Map();
  const answer = await ask(reader.pool, statement, reader);
  if (answer.state === 'timed out') return new Map();
  return new Map(answer.value.map((row) => [String(row.label), Number(row.count)]));
}

/** Three or four questions worth asking of a dataset, each of which finds something there. */
export async function examplesOf(dataset: Dataset, figures: Figures): Promise<Example[]> {
  const [names, sites] = await Promise.all([counts(dataset, 'artists', NAMES), counts(dataset, 'site', [SITE])]);
  const images = tablePath(dataset.name, 'images');
  const artist = NAMES.find((name) => (names.get(name) ?? 0) > 0);
  const examples: (Example | false | undefined)[] = [
    artist !== undefined && { words: `“${artist}”`, href: labelPath(dataset.name, 'artists', artist) },
    sites.has(SITE) && { words: SITE, href: labelPath(dataset.name, 'site', SITE) },
    figures.scored && {
      words: 'scores of 7 and more, best first',
      href: linkTo(images, [
        ['aesthetic__gte', '7'],
        ['_sort_desc', 'aesthetic'],
      ]),
    },
    figures.sites !== null && {
      words: 'the hundred sites with the most images',
      href: linkTo(tablePath(dataset.name, 'site'), [['_size', '100']]),
    },
  ];
  return examples.filter((example): example is Example => Boolean(example));
}
