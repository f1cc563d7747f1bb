import type { Dataset, Table } from '../../db/catalog.ts';
import { readCount } from '../../db/reader.ts';
import { readerOf } from './reading.ts';

export interface CountedTable {
  table: Table;
  /** Null: not counted in time. */
  count: number | null;
  truncated: boolean;
}

/** Every table and view of a dataset with its number of rows. */
export async function countedTables(dataset: Dataset): Promise<CountedTable[]> {
  const reader = readerOf(dataset);
  return Promise.all(
    [...dataset.tables.values()].map(async (table) => {
      const answer = await readCount(reader, { table: table.name, search: [], filters: [], through: [], where: [] });
      if (answer.state === 'timed out') return { table, count: null, truncated: false };
      return { table, count: answer.value.count, truncated: answer.value.truncated };
    }),
  );
}
