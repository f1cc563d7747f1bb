import type { OperatorName } from '../../db/query.ts';
import { type OracleQuestion, rowsFound } from './question.ts';
import { columnOf, type OracleTable } from './table.ts';

const RANGE: OperatorName[] = ['gt', 'gte', 'lt', 'lte'];

/** How many rows lie below the first edge, then from each to the next, then from the last on; and how many nowhere. */
export function histogram(
  table: OracleTable,
  question: OracleQuestion,
  name: string,
  edges: string[],
): { counts: number[]; blank: number } {
  const filters = question.filters.filter(({ column, operator }) => column !== name || !RANGE.includes(operator));
  const cells = rowsFound(new Map(), table, { ...question, filters }).map((row) => row[name] ?? null);
  const isReal = columnOf(table, name).kind === 'real';
  const limits = edges.map((edge) => (isReal ? Math.fround(Number(edge)) : Number(edge)));
  const counts = new Array<number>(edges.length + 1).fill(0);
  for (const cell of cells) {
    if (cell === null) continue;
    const bin = limits.filter((limit) => limit <= Number(cell)).length;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return { counts, blank: cells.filter((cell) => cell === null).length };
}
