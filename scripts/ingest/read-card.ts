import { CARD_KEY, type DataCard, dataCard, MAX_CARD_BYTES } from '../../db/data-card.ts';
import type { Duck } from './duck.ts';
import { literal } from './quote.ts';

export interface FoundCard {
  /** Null: the file has none, or none that can be believed. */
  card: DataCard | null;
  /** What is to be said about it. */
  notices: string[];
}

const NONE: FoundCard = { card: null, notices: [] };

/** The data card in a Parquet file of so many rows; `file` is its path as a literal. It may come from anybody. */
export async function readCard(duck: Duck, file: string, rows: number): Promise<FoundCard> {
  const [found] = await duck.rows<{ bytes: string; card: string | null }>(`
    SELECT octet_length(value) AS bytes, CASE WHEN octet_length(value) <= ${MAX_CARD_BYTES} THEN base64(value) END AS card
    FROM parquet_kv_metadata(${file}) WHERE key = ${literal(CARD_KEY)}::BLOB LIMIT 1`);
  if (!found) return NONE;
  const card = found.card === null ? null : dataCard(parsed(Buffer.from(found.card, 'base64')));
  if (!card) return ignored('cannot be read');
  if (card.rowsOut !== rows) return ignored(`speaks of ${card.rowsOut} rows, and the file has ${rows}`);
  return { card, notices: [] };
}

const ignored = (why: string): FoundCard => ({ card: null, notices: [`Its data card ${why}, so it is left out.`] });

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
