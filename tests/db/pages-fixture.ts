import { join } from 'node:path';
import type { Dataset } from '../../db/catalog.ts';
import { findDataset } from '../../db/catalog.ts';
import type { Answer, Question, Row } from '../../db/query.ts';
import type { Reader } from '../../db/reader.ts';
import { printed, type SQL } from '../../db/sql.ts';
import { invent } from '../../scripts/invent/invent.ts';
import { type IngestSetup, ingestSetup } from './ingest-setup.ts';
import { writeParquet } from './parquet-file.ts';

const TIME = 20_000;

/** Captions that a page has to get right: repeated, accented, cut by signs, without a word, missing. */
const CAPTIONS: (string | null)[] = [
  'The Starry Night by Vincent van Gogh, oil painting',
  'vincent VAN GOGH: sunflowers',
  'Vincent-van-Gogh poster poster poster',
  'Gogh Vincent van, in another order',
  'Jean-Léon Gérôme',
  'jean leon gerome print',
  'Mike Winkelmann and Beeple',
  'batman and the batman',
  'Contact us',
  '한국 사진 the 사진',
  '12e3ab 2021 7 a',
  '😀 …',
  'the same caption',
  'the same caption',
  'the same caption here',
  null,
];

/** A database with invented rows, and rows whose captions are known, one of its pools, and everything read out of it. */
export interface PagesFixture {
  setup: IngestSetup;
  dataset: Dataset;
  reader: Reader;
  images: Row[];
  rows(statement: SQL): Promise<Row[]>;
}

export async function pagesFixture(): Promise<PagesFixture> {
  const setup = await ingestSetup();
  await invent({ rows: 3000, out: join(setup.folder, 'invented'), files: 1, seed: 7 });
  const known = join(setup.folder, 'known.parquet');
  const score = (i: number) => (i % 3 === 0 ? null : 5 + (i % 2));
  await writeParquet(
    known,
    { url: 'VARCHAR', text: 'VARCHAR', aesthetic: 'DOUBLE' },
    CAPTIONS.map((text, i) => [`https://${i % 2 ? 'cdna' : 'cdnb'}.artstation.com/p/${i % 12}.jpg`, text, score(i)]),
  );
  await setup.ingest([join(setup.folder, 'invented'), known]);
  const dataset = await findDataset(setup.owner, 'd');
  if (!dataset) throw new Error('the fixture was not published');
  const place = { dataset, schema: dataset.schema };
  const reader: Reader = { pool: setup.owner, place, milliseconds: TIME, facetMilliseconds: TIME };
  const rows = async (statement: SQL) => {
    const { text, params } = printed(statement);
    return (await setup.owner.unsafe(text, params as never[])) as unknown as Row[];
  };
  const images = (await setup.owner.unsafe(`select * from ${dataset.schema}.images order by id`)) as unknown as Row[];
  return { setup, dataset, reader, images, rows };
}

export const question = (filters: Question['filters'] = [], search: Question['search'] = []): Question => ({
  table: 'images',
  search,
  filters,
  through: [],
  where: [],
});

export function answered<T>(answer: Answer<T>): T {
  if (answer.state !== 'answered') throw new Error('it took too long');
  return answer.value;
}
