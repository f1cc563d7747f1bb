import { ask } from '../../db/deadline.ts';
import { neighboursStatement } from '../../db/queries/neighbours.ts';
import type { Answer, Filter, Question, Row } from '../../db/query.ts';
import { readRows } from '../../db/reader.ts';
import { type Labels, linkedLabels } from './labels.ts';
import { giveTime, type Late, late } from './late.ts';
import { PATIENCE } from './place-page.ts';
import type { RowReading } from './row.ts';

/** Other images, with what a line about each needs. */
export interface Others {
  rows: Row[];
  labels: Labels;
  /** Whether there are more. */
  more: boolean;
}

/** What the page of an image shows beside its fields, each part on its way; null for what cannot be asked of it. */
export interface ImagePage {
  labels: Labels;
  /** Images of the same host, the best first. */
  fromHost: Late<Answer<Others>>;
  sameUrl: Late<Answer<Others>>;
  sameCaption: Late<Answer<Others>> | null;
  /** Itself among those before and after it in the order of scores. */
  byScore: Late<Answer<Others>> | null;
}

const SHOWN = 5;
const COLUMNS = ['id', 'text', 'url', 'domain_id', 'site_id', 'aesthetic'];
/** So many words of a caption find it in the index; what is found is then compared in full. */
const WORDS = 10;
const LONGEST_WORD = 60;

const exact = (column: string, value: Row[string]): Filter => ({ column, operator: 'exact', value: String(value) });

const imagesWith = (filters: Filter[], words: string | null = null): Question => ({
  table: 'images',
  search: words === null ? [] : [{ text: words, column: null, mode: 'escaped' }],
  filters,
  through: [],
  where: [],
});

/** The first words of a caption as the search sees them; null when it has none of a usual length. */
function firstWords(caption: string): string | null {
  const all = caption.match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const words = all.filter((word) => word.length <= LONGEST_WORD);
  return words.length === 0 ? null : words.slice(0, WORDS).join(' ');
}

/** The question of the same caption; null for a caption that no word finds. */
export function sameCaption(row: Row): Question | null {
  const text = row.text === null ? '' : String(row.text);
  const words = firstWords(text);
  return words === null ? null : imagesWith([exact('text', text)], words);
}

/** The host is part of the address, and has an index. */
export const sameUrl = (row: Row): Question =>
  imagesWith([exact('url', row.url ?? ''), exact('domain_id', row.domain_id ?? 0)]);

const fromHost = (row: Row): Question => imagesWith([exact('domain_id', row.domain_id ?? 0)]);

async function othersOf(
  { reader, table, row }: RowReading,
  question: Question,
  sort: string[],
): Promise<Answer<Others>> {
  const order = sort.map((column) => ({ column, descending: true }));
  // One more than is shown, because it finds itself, too.
  const known = COLUMNS.filter((name) => table.columns.some((column) => column.name === name));
  const answer = await readRows(reader, { ...question, sort: order, next: null, size: SHOWN + 1 }, known);
  if (answer.state === 'timed out') return answer;
  const others = answer.value.rows.filter((other) => other.id !== row.id);
  const rows = others.slice(0, SHOWN);
  const labels = await linkedLabels(reader, table, ['domain_id'], rows);
  return { state: 'answered', value: { rows, labels, more: answer.value.next !== null || others.length > SHOWN } };
}

async function neighbours({ reader, table, row }: RowReading): Promise<Answer<Others>> {
  const statement = neighboursStatement(reader.place, table, 'aesthetic', row, SHOWN - 1);
  const answer = await ask(reader.pool, statement, reader);
  if (answer.state === 'timed out') return answer;
  const above = answer.value.filter(({ side }) => Number(side) < 0);
  const below = answer.value.filter(({ side }) => Number(side) > 0);
  const rows = [...above, row, ...below];
  const labels = await linkedLabels(reader, table, ['domain_id'], rows);
  return { state: 'answered', value: { rows, labels, more: true } };
}

/** Starts everything the page of an image shows; waits a moment for what is quick, or for all of it. */
export async function imagePage(reading: RowReading, waits: boolean): Promise<ImagePage> {
  const { reader, table, row } = reading;
  const caption = sameCaption(row);
  const parts = {
    fromHost: late(othersOf(reading, fromHost(row), ['aesthetic'])),
    sameUrl: late(othersOf(reading, sameUrl(row), [])),
    sameCaption: caption ? late(othersOf(reading, caption, [])) : null,
    byScore: (row.aesthetic ?? null) === null ? null : late(neighbours(reading)),
  };
  const labels = await linkedLabels(reader, table, ['site_id', 'domain_id'], [row]);
  await giveTime(
    Object.values(parts).filter((part) => part !== null),
    waits ? null : PATIENCE,
  );
  return { ...parts, labels };
}
