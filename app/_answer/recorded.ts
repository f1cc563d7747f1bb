import type { Dataset, Table } from '../../db/catalog.ts';
import { ask } from '../../db/deadline.ts';
import { recordedStatement } from '../../db/queries/recorded.ts';
import type { Answer } from '../../db/query.ts';
import { readerOf } from './reading.ts';

/** In how many rows a value is recorded, by column. */
export interface Recorded {
  rows: number;
  columns: Map<string, number>;
}

export async function recordedIn(dataset: Dataset, table: Table): Promise<Answer<Recorded>> {
  const reader = readerOf(dataset);
  const statement = recordedStatement(reader.place, table);
  const answer = await ask(reader.pool, statement, { ...reader, milliseconds: reader.facetMilliseconds });
  if (answer.state === 'timed out') return answer;
  const [row = {}] = answer.value;
  const columns = new Map(table.columns.map((column, i) => [column.name, Number(row[`c${i}`])]));
  return { state: 'answered', value: { rows: Number(row.rows), columns } };
}
