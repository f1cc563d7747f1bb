import { readPairs } from '../../app/_url/pairs.ts';
import type { Facet, FacetValue, Row, Value } from '../../db/query.ts';
import type { Engine } from './ask-engine.ts';
import { cellText, compareCells } from './cell.ts';
import { facetValues } from './facet.ts';
import { type AskedQuestion, compareRows, type OracleTables, rowName, rowsFound } from './question.ts';
import { type Cell, columnOf, type OracleRow, type OracleTable } from './table.ts';

const MOST_PAGES = 8;

/** A value that the engine answered, as the oracle holds it. */
function asCell(table: OracleTable, name: string, value: Value): Cell {
  if (value instanceof Uint8Array) return Buffer.from(value);
  return typeof value === 'number' && columnOf(table, name).kind === 'integer' ? BigInt(value) : value;
}

const asRow = (table: OracleTable, row: Row): OracleRow =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, asCell(table, name, value)]));

const withSize = (asked: string, size: number) => `${asked}&_size=${size}`;

/** What differs between two lists of texts, in one line; null: nothing. */
function difference(what: string, found: (string | null)[], wanted: (string | null)[]): string | null {
  const at = Array.from({ length: Math.max(found.length, wanted.length) }).findIndex((_, i) => found[i] !== wanted[i]);
  if (at < 0) return null;
  const show = (list: (string | null)[]) => JSON.stringify(list.slice(at, at + 3)).slice(0, 300);
  return `${what}: ${found.length} instead of ${wanted.length}, from number ${at + 1} on ${show(found)} instead of ${show(wanted)}`;
}

/** Every shown value is the one that was loaded. */
function wrongValue(table: OracleTable, row: OracleRow, original: OracleRow): string | null {
  for (const [name, cell] of Object.entries(row)) {
    const column = columnOf(table, name);
    const [found, wanted] = [cellText(column, cell), cellText(column, original[name] ?? null)];
    if (found !== wanted) return `${name} of ${rowName(table, original)} is ${found} instead of ${wanted}`;
  }
  return null;
}

/** Same rows in the same order over all pages; where no key breaks ties, the same rows, none twice, in an order. */
export async function checkRows(
  engine: Engine,
  tables: OracleTables,
  { table, asked, question }: AskedQuestion,
  sizes: number[],
) {
  const wanted = rowsFound(tables, table, question);
  const hasOrder = table.key.length > 0 || question.sort.length === 0;
  for (const wish of sizes) {
    const size = Math.max(wish, Math.ceil(wanted.length / MOST_PAGES), 1);
    const pages = await engine.pages(table.name, withSize(asked, size), MOST_PAGES + 1);
    const rows = pages.flat().map((row) => asRow(table, row));
    const names = rows.map((row) => rowName(table, row));
    const expected = wanted.map((row) => rowName(table, row));
    const told = hasOrder
      ? difference('rows', names, expected)
      : difference('rows in any order', names.toSorted(), expected.toSorted());
    if (told) return `${told} (pages of ${size})`;
    if (pages.slice(0, -1).some((page) => page.length !== size)) return `a page is not full (pages of ${size})`;
    const unsorted = rows.findIndex(
      (row, i) => i > 0 && compareRows(table, question.sort, rows[i - 1] as OracleRow, row) > 0,
    );
    if (unsorted >= 0) return `row ${unsorted} stands in the wrong place`;
    if (hasOrder)
      for (const [i, row] of rows.entries()) {
        const wrong = wrongValue(table, row, wanted[i] as OracleRow);
        if (wrong) return wrong;
      }
  }
  return null;
}

/** The number of rows is the number of rows. */
export async function checkCount(engine: Engine, tables: OracleTables, { table, asked, question }: AskedQuestion) {
  const wanted = rowsFound(tables, table, question).length;
  const found = await engine.count(table.name, readPairs(asked));
  return found === wanted ? null : `count: ${found} instead of ${wanted}`;
}

const CHOICE_KEYS: Record<Facet['type'], string[]> = {
  column: ['', '__exact', '__in', '__isblank', '__isnull'],
  array: ['__arraycontains'],
  date: ['__date'],
};

/** The values of a facet in its order, and each number again as the count of the question that its link asks (law 3). */
async function checkFacet(engine: Engine, tables: OracleTables, one: AskedQuestion, facet: Facet) {
  const { table, asked, question, facetSize } = one;
  const wanted = facetValues(tables, table, question, facet);
  const found = await engine.facet(table.name, asked, facet);
  const written = (value: FacetValue) => facetText(table, facet, value.value);
  const told =
    difference(
      'counts',
      found.values.map((v) => `${v.count}`),
      wanted.values.slice(0, facetSize).map((v) => `${v.count}`),
    ) ??
    difference(
      'values',
      found.values.map(written),
      wanted.values.slice(0, facetSize).map((v) => sameText(table, facet, v.text)),
    );
  if (told) return told;
  if (found.truncated !== wanted.values.length > facetSize) return `truncated is ${found.truncated}`;
  if (found.blank !== wanted.blank) return `blank: ${found.blank} instead of ${wanted.blank}`;
  const own = CHOICE_KEYS[facet.type].map((ending) => `${facet.column}${ending}`);
  for (const { value, count } of found.values.slice(0, 4)) {
    const chosen = await engine.countChosen(table.name, asked, facet, value, own);
    if (chosen !== count) return `${String(value)}: ${count} beside it, ${chosen} rows when chosen`;
  }
  return null;
}

/** Numerics that are equal are one value, whichever of them it is shown as; so are the two zeros of floats. */
function sameText(table: OracleTable, facet: Facet, text: string): string {
  const { kind } = columnOf(table, facet.column);
  if (facet.type !== 'column') return text;
  if (kind === 'numeric' && compareCells('numeric', text, '1') === 0) return '1.0';
  return text === '-0' ? '0' : text;
}

function facetText(table: OracleTable, facet: Facet, value: Value): string {
  if (facet.type !== 'column') return String(value);
  return sameText(table, facet, cellText(columnOf(table, facet.column), asCell(table, facet.column, value)) ?? 'null');
}

export async function checkFacets(engine: Engine, tables: OracleTables, one: AskedQuestion) {
  for (const facet of one.facets) {
    const told = await checkFacet(engine, tables, one, facet);
    if (told) return `facet ${facet.type} ${facet.column}: ${told}`;
  }
  return null;
}
