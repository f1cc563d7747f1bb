import { ask } from '../../db/deadline.ts';
import { rankStatement } from '../../db/queries/rank.ts';
import type { Answer } from '../../db/query.ts';
import type { RowReading } from './row.ts';

/** One row's place among all of its table, by its number of images. */
export interface RowStanding {
  place: number;
  /** Other rows with the same number. */
  ties: number;
  rows: number;
  /** The numbers of all rows together. */
  total: number;
}

export async function standingOf({ reader, table, row }: RowReading): Promise<Answer<RowStanding>> {
  const answer = await ask(reader.pool, rankStatement(reader.place, table, row), reader);
  if (answer.state === 'timed out') return answer;
  const [found = {}] = answer.value;
  const [place = 0, ties = 0, rows = 0, total = 0] = ['place', 'ties', 'rows', 'total'].map((name) =>
    Number(found[name]),
  );
  return { state: 'answered', value: { place, ties, rows, total } };
}
