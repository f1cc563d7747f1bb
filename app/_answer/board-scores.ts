import type { Table } from '../../db/catalog.ts';
import { ask } from '../../db/deadline.ts';
import { nameScoresStatement, searchesStatement } from '../../db/queries/name-scores.ts';
import { nameTables } from '../../db/queries/name-tables.ts';
import { COUNTS } from '../../db/queries/rank.ts';
import type { Row } from '../../db/query.ts';
import type { Reader } from '../../db/reader.ts';

/** Beyond so many images in all the scores of a page's names are not added up for the page. */
const MOST_IMAGES = 50_000;

export type Means = { state: 'known'; means: Map<string, number> } | { state: 'not added up' };

/** The rows with what finds their images; null for a table that does not say. */
async function searchesOf(reader: Reader, table: Table, rows: Row[]): Promise<Row[] | null> {
  if (!nameTables(reader.place.dataset).includes(table) || rows.length === 0) return null;
  const answer = await ask(reader.pool, searchesStatement(reader.place, table, rows), reader);
  return answer.state === 'answered' ? answer.value : null;
}

/**
 * The mean scores of the rows of a leaderboard, by key; a row without any scored image is missing. Sites and hosts carry
 * theirs; those of names are added up here, as long as that is cheap.
 */
export async function boardMeans(reader: Reader, table: Table, rows: Row[]): Promise<Means> {
  const key = table.primaryKey[0] as string;
  if (table.columns.some((column) => column.name === 'mean_aesthetic')) {
    const found = rows.filter((row) => (row.mean_aesthetic ?? null) !== null);
    return { state: 'known', means: new Map(found.map((row) => [String(row[key]), Number(row.mean_aesthetic)])) };
  }
  const images = rows.reduce((sum, row) => sum + Number(row[COUNTS]), 0);
  if (images > MOST_IMAGES) return { state: 'not added up' };
  const named = await searchesOf(
    reader,
    table,
    rows.filter((row) => Number(row[COUNTS]) > 0),
  );
  const statement = named && nameScoresStatement(reader.place, named);
  if (!statement) return { state: 'known', means: new Map() };
  const answer = await ask(reader.pool, statement, { ...reader, milliseconds: reader.facetMilliseconds });
  if (answer.state === 'timed out') return { state: 'not added up' };
  const scored = answer.value.filter((row) => row.mean !== null);
  return { state: 'known', means: new Map(scored.map((row) => [String(row.key), Number(row.mean)])) };
}
