import type { Answer, Count } from '../../db/query.ts';
import { readCount } from '../../db/reader.ts';
import { type Condition, conditionsOf } from '../_url/conditions.ts';
import { giveTime, type Late, late } from './late.ts';
import type { TableReading } from './reading.ts';
import type { TablePage } from './table-page.ts';

/** A condition that could be dropped, and how many rows that would bring. */
export interface WayOut {
  condition: Condition;
  count: Late<Answer<Count>>;
}

/** More conditions than this are not tried one by one. */
const MOST = 6;
const PATIENCE = 150;

/**
 * Which condition keeps everything out: each is dropped once and the rest is counted. One statement a condition; none
 * unless nothing matched.
 */
export async function waysOut(reading: TableReading, shown: TablePage): Promise<WayOut[]> {
  const { table, request, reader } = reading;
  const isEmpty = shown.rows.state === 'answered' && shown.rows.value.rows.length === 0 && request.query.size > 0;
  if (!isEmpty || request.view === 'summary') return [];
  const conditions = conditionsOf(table, request, shown.named);
  if (conditions.length < 2) return [];
  const ways = conditions
    .slice(0, MOST)
    .map((condition) => ({ condition, count: late(readCount(reader, condition.question)) }));
  await giveTime(
    ways.map(({ count }) => count),
    request.wait ? null : PATIENCE,
  );
  return ways;
}
