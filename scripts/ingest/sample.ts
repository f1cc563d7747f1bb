import { fileURLToPath } from 'node:url';
import { ingest } from './ingest.ts';
import { type Progress, showProgress } from './progress.ts';

const FILE = fileURLToPath(new URL('../sample/laion-sample.parquet', import.meta.url));

/**
 * Ingests the sample that comes with the project, as dataset `laion-sample`, by the same code as any file. Does nothing
 * when it is there. The database must be migrated and have its roles.
 */
export async function ingestSample(
  ownerUrl: string,
  progress: Progress = showProgress(process.stdout),
  signal?: AbortSignal,
): Promise<void> {
  const options = {
    paths: [FILE],
    name: 'laion-sample',
    mode: 'new',
    filter: { minAesthetic: null, language: null },
    limit: null,
    fields: {
      title: 'LAION sample',
      about:
        'Real rows from public samples of LAION and related sets, kept as their sources state them; what a source does ' +
        'not give is not recorded. No row has both a caption and a score: the 9,407 rows with a score come from LAION’s ' +
        'published galleries of score buckets, which state no caption, and their score is the lower bound of the bucket. ' +
        'The probabilities of unsafe content and of a watermark are not recorded at all.',
      source: 'https://laion.ai/',
      licence:
        'Metadata only: LAION-5B metadata CC-BY 4.0, repositories of the samples MIT, Conceptual Captions free to use ' +
        'for any purpose. The pictures behind the URLs belong to their owners.',
    },
  } as const;
  await ingest(ownerUrl, { ...options, paths: [...options.paths] }, progress, signal);
}
