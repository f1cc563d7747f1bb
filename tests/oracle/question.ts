import type { Facet, OperatorName, Sort } from '../../db/query.ts';
import { cellText, compareCells } from './cell.ts';
import { fitsFilter } from './operators.ts';
import { isFound, type Wanted } from './search.ts';
import { type Cell, columnOf, type OracleRow, type OracleTable } from './table.ts';
import { wordsOf } from './words.ts';

export interface OracleFilter {
  column: string;
  operator: OperatorName;
  typed: string;
}

/** A question as the oracle understands it; the same as the query string beside it. */
export interface OracleQuestion {
  /** Undefined: no search; null: one without any word, which finds nothing. */
  wanted?: Wanted | null;
  filters: OracleFilter[];
  /** Values of another table's column, for `_through`. */
  through: { table: string; column: string; value: string }[];
  sort: Sort[];
}

/** A question, and the query string that asks it. */
export interface AskedQuestion {
  table: OracleTable;
  asked: string;
  question: OracleQuestion;
  facets: Facet[];
  facetSize: number;
}

/** The order of a table where nobody asks for another. */
export const declaredSort = ({ sort }: OracleTable): Sort[] =>
  sort ? [{ column: sort.replace(/^-/, ''), descending: sort.startsWith('-') }] : [];

export type OracleTables = ReadonlyMap<string, OracleTable>;

const wordsOfCell = new Map<string, string[]>();

/** The words of a caption, kept: hundreds of questions look at the same rows. */
function words(text: string): string[] {
  const known = wordsOfCell.get(text) ?? wordsOf(text);
  wordsOfCell.set(text, known);
  return known;
}

function isSearched(table: OracleTable, row: OracleRow, wanted: Wanted | null): boolean {
  const text = row[table.search ?? ''] ?? null;
  return text !== null && wanted !== null && isFound(wanted, words(String(text)));
}

function isLinked(tables: OracleTables, table: OracleTable, row: OracleRow, question: OracleQuestion): boolean {
  return question.through.every(({ table: name, column, value }) => {
    const other = tables.get(name) as OracleTable;
    const link = table.through?.column as string;
    return other.rows.some(
      (linked) =>
        linked[link] === row[table.key[0] as string] &&
        fitsFilter(columnOf(other, column), linked[column] as Cell, 'exact', value),
    );
  });
}

/** Nulls first ascending and last descending. */
function compareBySort(table: OracleTable, a: OracleRow, b: OracleRow, { column, descending }: Sort): number {
  const [x, y] = [a[column] as Cell, b[column] as Cell];
  const sign = descending ? -1 : 1;
  if (x === null || y === null) return sign * (Number(x !== null) - Number(y !== null));
  return sign * compareCells(columnOf(table, column).kind, x, y);
}

/** By the sort, then by the key, ascending in both directions. */
export function compareRows(table: OracleTable, sort: Sort[], a: OracleRow, b: OracleRow): number {
  const all = [...sort, ...table.key.map((column) => ({ column, descending: false }))];
  for (const one of all) {
    const order = compareBySort(table, a, b, one);
    if (order !== 0) return order;
  }
  return 0;
}

/** The rows that a question finds, in its order. */
export function rowsFound(tables: OracleTables, table: OracleTable, question: OracleQuestion): OracleRow[] {
  const { wanted } = question;
  const found = table.rows.filter(
    (row) =>
      (wanted === undefined || isSearched(table, row, wanted)) &&
      isLinked(tables, table, row, question) &&
      question.filters.every((f) => fitsFilter(columnOf(table, f.column), row[f.column] as Cell, f.operator, f.typed)),
  );
  return found.sort((a, b) => compareRows(table, question.sort, a, b));
}

/** What tells a row from the others: its key, or all its values. */
export function rowName(table: OracleTable, row: OracleRow): string {
  const columns = table.key.length > 0 ? table.key : table.columns.map((column) => column.name);
  return columns.map((column) => cellText(columnOf(table, column), row[column] as Cell)).join(' | ');
}
