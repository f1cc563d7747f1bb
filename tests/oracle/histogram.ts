import type { OperatorName } from '../../db/query.ts';
import { type OracleQuestion, rowsFound } from './question.ts';
import { columnOf, type OracleRow, type OracleTable } from './table.ts';

const RANGE: OperatorName[] = ['gt', 'gte', 'lt', 'lte'];

const found = new WeakMap<OracleQuestion, OracleRow[]>();

/** The rows of a question without the range of one column; the whole question's are kept for its other columns. */
function rowsWithoutRange(table: OracleTable, question: OracleQuestion, name: string): OracleRow[] {
  const filters = question.filters.filter(({ column, operator }) => column !== name || !RANGE.includes(operator));
  if (filters.length < question.filters.length) return rowsFound(new Map(), table, { ...question, filters });
  const rows = found.get(question) ?? rowsFound(new Map(), table, question);
  found.set(question, rows);
  return rows;
}

/** How many rows lie below the first edge, then from each to the next, then from the last on; and how many nowhere. */
export function histogram(
  table: OracleTable,
  question: OracleQuestion,
  name: string,
  edges: string[],
): { counts: number[]; blank: number } {
  const cells = rowsWithoutRange(table, question, name).map((row) => row[name] ?? null);
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
