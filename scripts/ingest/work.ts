import type { Sql } from '../../db/client.ts';
import type { Duck } from './duck.ts';
import type { IngestOptions } from './options.ts';
import type { Progress } from './progress.ts';

/** What the steps of one ingest share. */
export interface Work {
  owner: Sql;
  duck: Duck;
  /** For what is too large for memory; removed at the end. */
  folder: string;
  options: IngestOptions;
  progress: Progress;
  signal: AbortSignal;
}
