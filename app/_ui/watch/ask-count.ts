import { countAddress } from '../../_url/watched.ts';
import type { Counted } from './kept-list.ts';

/** What came of asking how many rows a question has: the number, or why there is none, as a sentence. */
export type Told = { counted: Counted; words: string | null } | { why: string };

const WHY: Record<number, string> = {
  404: 'This data is not here, or no longer.',
  503: 'The database is away just now.',
};

/** Asks the server for the number of a question, and for nothing else. Never throws. */
export async function askCount(question: string): Promise<Told> {
  try {
    const response = await fetch(countAddress(question));
    if (WHY[response.status]) return { why: WHY[response.status] ?? '' };
    const body = await response.json();
    if (!response.ok) return { why: String(body.error) };
    const words = typeof body.sentence === 'string' ? body.sentence : null;
    if (typeof body.count !== 'number') return { why: 'Not counted in time.' };
    const { count, count_truncated: truncated } = body;
    return { counted: { count, truncated: truncated === true, at: new Date().toISOString() }, words };
  } catch {
    return { why: 'The server could not be reached.' };
  }
}
