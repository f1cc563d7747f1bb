import type { DatasetFields } from '../../db/versions/publish.ts';
import type { RowFilter } from './clean-rows.ts';

/** What one ingest is to do. */
export interface IngestOptions {
  /** Files, folders, globs and http(s) addresses. */
  paths: string[];
  /** The dataset. */
  name: string;
  /** Whether the dataset is to be new, to be replaced or to be added to. */
  mode: 'new' | 'replace' | 'append';
  filter: RowFilter;
  /** Only so many rows are read, from the first; null: all. */
  limit: number | null;
  /** What is stated about the dataset; what is missing stays as it is. */
  fields: Pick<DatasetFields, 'aliases' | 'title' | 'about' | 'source' | 'licence' | 'invented'>;
}
