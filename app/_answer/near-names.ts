import type { Dataset } from '../../db/catalog.ts';
import { ask } from '../../db/deadline.ts';
import { nearNamesStatement } from '../../db/queries/near-names.ts';
import { readerOf } from './reading.ts';

export interface NearName {
  /** The table it stands in. */
  kind: string;
  name: string;
  count: number;
  /** How alike the spellings are, up to 1. */
  similarity: number;
}

const MOST = 9;

/** Names of the lists spelled like a text, the most alike first; `null`: not looked up in time. */
export async function nearNames(dataset: Dataset, text: string): Promise<NearName[] | null> {
  const reader = readerOf(dataset);
  const statement = nearNamesStatement(reader.place, text, MOST);
  if (!statement) return [];
  const answer = await ask(reader.pool, statement, reader);
  if (answer.state === 'timed out') return null;
  return answer.value.map((row) => ({
    kind: String(row.kind),
    name: String(row.name),
    count: Number(row.image_counts),
    similarity: Number(row.similarity),
  }));
}
