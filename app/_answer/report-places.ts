import type { Dataset } from '../../db/catalog.ts';
import { BadRequest } from '../../db/query.ts';
import { readRows } from '../../db/reader.ts';
import { readerOf } from './reading.ts';

/** A number that no site and no host has: what is not in the data has no images. */
export const NOWHERE = '0';

/**
 * The numbers of sites or hosts by their names; a name that is not in the data is missing. Throws BadRequest where the
 * data does not say where images come from, and when it takes too long.
 */
export async function placeIds(
  dataset: Dataset,
  table: 'site' | 'domain',
  names: string[],
): Promise<Map<string, string>> {
  const column = `${table}_id`;
  const isSaid = dataset.tables.get('images')?.columns.some(({ name }) => name === column);
  if (!dataset.tables.has(table) || !isSaid)
    throw new BadRequest([`this data does not say which ${table === 'site' ? 'site' : 'host'} an image comes from`]);
  const filters = [{ column: table, operator: 'in' as const, value: JSON.stringify(names) }];
  const query = { table, search: [], filters, through: [], where: [], sort: [], next: null, size: names.length };
  const answer = await readRows(readerOf(dataset), query, ['id', table]);
  if (answer.state === 'timed out')
    throw new BadRequest([`the ${table} could not be looked up within ${answer.milliseconds} ms`]);
  return new Map(answer.value.rows.map((row) => [String(row[table]), String(row.id)]));
}
