import type { Dataset } from '../../db/catalog.ts';
import { ask } from '../../db/deadline.ts';
import { totalsStatement } from '../../db/queries/totals.ts';
import type { Row } from '../../db/query.ts';
import { readerOf } from './reading.ts';

/** The headline numbers of a dataset; null where it has no such table, or the numbers did not come in time. */
export interface Figures {
  images: number | null;
  sites: number | null;
  domains: number | null;
  artists: number | null;
  /** Names of all lists that were looked for. */
  names: number | null;
  /** Whether any image has a score. */
  scored: boolean;
}

const numberOf = (row: Row | undefined, column: string) => {
  const value = row?.[column] ?? null;
  return value === null ? null : Number(value);
};

/** One statement over the small tables. */
export async function figuresOf(dataset: Dataset): Promise<Figures> {
  const reader = readerOf(dataset);
  const answer = await ask(reader.pool, totalsStatement(reader.place), reader);
  const row = answer.state === 'answered' ? answer.value[0] : undefined;
  return {
    images: numberOf(row, 'images'),
    sites: numberOf(row, 'sites'),
    domains: numberOf(row, 'domains'),
    artists: numberOf(row, 'artists'),
    names: numberOf(row, 'names'),
    scored: row?.scored === true,
  };
}
