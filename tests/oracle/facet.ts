import type { Facet, OperatorName } from '../../db/query.ts';
import { cellText, compareCells, compareTexts, itemsOf } from './cell.ts';
import { dayOf } from './operators.ts';
import { type OracleQuestion, type OracleTables, rowsFound } from './question.ts';
import { type Cell, columnOf, type OracleColumn, type OracleTable } from './table.ts';

export interface OracleFacetValue {
  /** As it is written; two floats that are equal are one value. */
  text: string;
  count: number;
}

const CHOICES: Record<Facet['type'], OperatorName[]> = {
  column: ['exact', 'in', 'isblank', 'isnull'],
  array: ['arraycontains'],
  date: ['date'],
};

/** The question without the choices of the facet's own column (law 3). */
export const withoutChoices = (question: OracleQuestion, facet: Facet): OracleQuestion => ({
  ...question,
  filters: question.filters.filter((f) => f.column !== facet.column || !CHOICES[facet.type].includes(f.operator)),
});

/** What a row counts for; each value at most once. */
function valuesOf(column: OracleColumn, type: Facet['type'], cell: Cell): Cell[] {
  if (cell === null) return [];
  if (type === 'array') return itemsOf(cell) ?? [];
  if (type === 'date') return [dayOf(column, cell)].filter((day) => day !== null);
  return [cell];
}

const ORDERED = ['integer', 'real', 'double', 'numeric', 'boolean', 'timestamp'];

/** Every value of a facet, the commonest first, ties by value: numbers as numbers, the rest by code point. */
export function facetValues(
  tables: OracleTables,
  table: OracleTable,
  question: OracleQuestion,
  facet: Facet,
): { values: OracleFacetValue[]; blank: number } {
  const column = columnOf(table, facet.column);
  const isOrdered = facet.type === 'column' && ORDERED.includes(column.kind);
  const compare = (a: Cell, b: Cell) => (isOrdered ? compareCells(column.kind, a, b) : compareTexts(text(a), text(b)));
  const text = (cell: Cell) => (facet.type === 'column' ? (cellText(column, cell) as string) : String(cell));
  const rows = rowsFound(tables, table, withoutChoices(question, facet));
  const cells = rows.flatMap((row) => valuesOf(column, facet.type, row[facet.column] as Cell)).sort(compare);
  const groups: { cell: Cell; count: number }[] = [];
  for (const cell of cells) {
    const last = groups.at(-1);
    if (last && compare(last.cell, cell) === 0) last.count++;
    else groups.push({ cell, count: 1 });
  }
  const values = groups
    .sort((a, b) => b.count - a.count || compare(a.cell, b.cell))
    .map(({ cell, count }) => ({ text: text(cell), count }));
  return { values, blank: rows.filter((row) => row[facet.column] === null).length };
}
