import type { Dataset } from '../../db/catalog.ts';
import { ask } from '../../db/deadline.ts';
import { listedStatement } from '../../db/queries/listed.ts';
import { readCount } from '../../db/reader.ts';
import { phraseQuestion } from './phrase.ts';
import { readerOf } from './reading.ts';

/** What the explorer of 2022 published about its 12,096,835 images. */
export const ORIGINAL = {
  images: 12_096_835,
  /** Of the images, from the hundred hosts with the most; stated as "about". */
  hundredDomains: 0.47,
  counts: [
    { table: 'domain', label: 'i.pinimg.com', count: 1_043_949 },
    { table: 'domain', label: 'render.fineartamerica.com', count: 601_106 },
    { table: 'domain', label: 'us.123rf.com', count: 497_244 },
    { table: 'domain', label: 'cdn.shopify.com', count: 241_632 },
    { table: 'domain', label: 'photos.smugmug.com', count: 225_582 },
    { table: 'artists', label: 'Thomas Kinkade', count: 9_268 },
    { table: 'artists', label: 'Vincent Van Gogh', count: 8_378 },
    { table: 'characters', label: 'Captain Marvel', count: 4_993 },
    { table: 'characters', label: 'Black Panther', count: 4_395 },
    { table: 'characters', label: 'Mickey Mouse', count: 520 },
  ],
} as const;

async function hostsHere(dataset: Dataset): Promise<[string, number][]> {
  const table = dataset.tables.get('domain');
  const reader = readerOf(dataset);
  const labels = ORIGINAL.counts.filter((each) => each.table === 'domain').map(({ label }) => label);
  const statement = table && listedStatement(reader.place, table, labels);
  if (!statement) return [];
  const answer = await ask(reader.pool, statement, reader);
  if (answer.state === 'timed out') return [];
  const found = new Map(answer.value.map((row) => [String(row.label), Number(row.count)]));
  // A host that is not listed has no images.
  return labels.map((label) => [label, found.get(label) ?? 0]);
}

async function namesHere(dataset: Dataset): Promise<[string, number][]> {
  if (!dataset.tables.get('images')?.config.search) return [];
  const names = ORIGINAL.counts.filter((each) => each.table !== 'domain');
  const counted = await Promise.all(
    names.map(async ({ label }): Promise<[string, number] | null> => {
      const answer = await readCount(readerOf(dataset), phraseQuestion(label));
      return answer.state === 'answered' && !answer.value.truncated ? [label, answer.value.count] : null;
    }),
  );
  return counted.filter((each) => each !== null);
}

/** The same counts in a dataset, by label; what it cannot say, or not in time, is missing. */
export async function countsHere(dataset: Dataset): Promise<Map<string, number>> {
  const [hosts, names] = await Promise.all([hostsHere(dataset), namesHere(dataset)]);
  return new Map([...hosts, ...names]);
}
