import type { Column, Table } from '../catalog.ts';
import { BadRequest, type Row, type Sort, type TableQuery } from '../query.ts';
import { joined, type SQL, sql } from '../sql.ts';
import { tildeDecode, tildeEncode } from '../tilde.ts';
import { valueText } from '../value-text.ts';
import { conjunction, type Operand } from './operators.ts';
import { isTime } from './time-text.ts';
import { columnName, operandOf } from './where.ts';

/** One column of the order; its direction and whether it is part of the key. */
interface Step extends Operand {
  descending: boolean;
}

/** Where a page begins: the last row of the page before, a text per sort column (null: NULL), then per key column. */
interface Position {
  sorted: (string | null)[];
  key: string[];
}

const isFloat = (column: Column) => column.kind === 'float';
/** Types that Postgres may have no order for compare as their text. */
const isTextual = ({ kind, sqlType }: Column) => ['json', 'array', 'other'].includes(kind) && sqlType !== 'uuid';
/** Text compares by code point, whatever its column's collation. */
function ordered(operand: Operand): SQL {
  if (isTextual(operand.column)) return sql`${operand.sql}::text collate "C"`;
  return operand.column.kind === 'text' ? sql`${operand.sql} collate "C"` : operand.sql;
}

/** The text of a token as a value of its column, never an error for a float that is out of range. */
function bound({ column }: Operand, value: string): SQL {
  if (isTextual(column)) return sql`${value}::text`;
  if (column.kind === 'bytes') return sql`decode(${value}, 'base64')`;
  const number = column.sqlType === 'real' ? Math.fround(Number(value)) : Number(value);
  const type = column.kind === 'numeric' ? 'numeric' : column.sqlType;
  // Sent as text: postgres.js would write its own false for the text 1.
  return sql`${isFloat(column) ? String(number) : value}::text::${sql.raw(type)}`;
}

export const sortSteps = (table: Table, sort: Sort[]): Step[] =>
  sort.map(({ column, descending }) => ({ ...operandOf(table, column), descending }));

const keySteps = (table: Table): Operand[] => table.primaryKey.map((column) => operandOf(table, column));

/** `order by` with NULLs first ascending and last descending, then the key ascending in both directions. */
export function orderBy(table: Table, sort: Sort[]): SQL {
  const sorted = sortSteps(table, sort).map((step) =>
    step.descending ? sql`${ordered(step)} desc nulls last` : sql`${ordered(step)} asc nulls first`,
  );
  // Without a key every column breaks ties: pages cut by number would share rows and lose others.
  const ties =
    hasKey(table) || sort.length === 0 ? keySteps(table) : table.columns.map((c) => operandOf(table, c.name));
  const all = [...sorted, ...ties.map((step) => sql`${ordered(step)} asc`)];
  return all.length === 0 ? sql`` : sql` order by ${joined(all, sql`, `)}`;
}

/** The ranges of one column that come after a value, in order: each is one range of an index. */
function after(step: Step, value: string | null): SQL[] {
  const column = ordered(step);
  if (value === null) return step.descending ? [] : [sql`${step.sql} is not null`];
  if (!step.descending) return [sql`${column} > ${bound(step, value)}`];
  const below = sql`${column} < ${bound(step, value)}`;
  return step.column.notNull ? [below] : [below, sql`${step.sql} is null`];
}

const same = (step: Step, value: string | null): SQL =>
  value === null ? sql`${step.sql} is null` : sql`${ordered(step)} = ${bound(step, value)}`;

function afterKey(table: Table, key: string[]): SQL {
  const steps = keySteps(table);
  const columns = joined(steps.map(ordered), sql`, `);
  const values = joined(
    steps.map((step, i) => bound(step, key[i] as string)),
    sql`, `,
  );
  return steps.length === 1 ? sql`${columns} > ${values}` : sql`(${columns}) > (${values})`;
}

/**
 * The rows after a position as ranges, in the order of the page: within equal values the later keys, then the later
 * values column by column. A union of them walks an index; one condition with OR could not (law 5).
 */
export function rangesAfter(table: Table, sort: Sort[], position: Position): SQL[] {
  const steps = sortSteps(table, sort);
  const equal = (count: number) => steps.slice(0, count).map((step, i) => same(step, position.sorted[i] ?? null));
  const ranges = [conjunction([...equal(steps.length), afterKey(table, position.key)])];
  for (let i = steps.length - 1; i >= 0; i--) {
    for (const range of after(steps[i] as Step, position.sorted[i] ?? null))
      ranges.push(conjunction([...equal(i), range]));
  }
  return ranges;
}

const CASTABLE: Partial<Record<Column['kind'], RegExp>> = {
  integer: /^[+-]?\d{1,19}$/,
  float: /^\s*([+-]?((\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,3})?|Infinity)|NaN)\s*$/,
  numeric: /^([+-]?\d{1,1000}(\.\d{1,1000})?|NaN|-?Infinity)$/,
  bytes: /^[A-Za-z0-9+/]*={0,2}$/,
  boolean: /^(0|1|t|f|true|false)$/,
};
const INTEGER_LIMIT: Record<string, bigint> = { smallint: 2n ** 15n, integer: 2n ** 31n, bigint: 2n ** 63n };

function castable(column: Column, text: string): boolean {
  const pattern = CASTABLE[column.kind];
  if ((pattern && !pattern.test(text)) || text.includes('\0')) return false;
  if (column.kind === 'time') return isTime(text);
  if (column.sqlType === 'uuid') return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
  const limit = INTEGER_LIMIT[column.sqlType];
  return limit === undefined || (BigInt(text) < limit && BigInt(text) >= -limit);
}

const badToken = (token: string) =>
  new BadRequest([`Invalid _next: ${token} (a token comes from "next" of the page before, for the same sort)`]);

/** Reads a token (section 7 of the URL grammar). Throws BadRequest for one that no page of this order gave. */
export function readToken(table: Table, sort: Sort[], token: string): Position {
  const parts = token.split(',');
  if (parts.length !== sort.length + table.primaryKey.length) throw badToken(token);
  const values = parts.map((part) => (part === '$null' ? null : tildeDecode(part)));
  const steps = [...sortSteps(table, sort), ...keySteps(table)];
  steps.forEach((step, i) => {
    const value = values[i] ?? null;
    const mayBeNull = i < sort.length && !step.column.notNull;
    if (value === null ? !mayBeNull : !castable(step.column, value)) throw badToken(token);
  });
  return { sorted: values.slice(0, sort.length), key: values.slice(sort.length) as string[] };
}

/** The token of the page after this row: the text of each sort value, then of each key value. */
export function writeToken(table: Table, sort: Sort[], row: Row): string {
  const columns = [...sort.map((s) => columnName(table, s.column)), ...table.primaryKey];
  const parts = columns.map((name) => {
    const value = row[name] ?? null;
    const column = table.columns.find((c) => c.name === name) as Column;
    return value === null ? '$null' : tildeEncode(valueText(value, isFloat(column)));
  });
  return parts.join(',');
}

/** A view has no key: its token is the number of rows before the page. */
export function readOffset(token: string): number {
  if (!/^\d{1,9}$/.test(token)) throw badToken(token);
  return Number(token);
}

/** Whether pages of the table walk a key rather than count rows. */
export const hasKey = (table: Table): boolean => table.primaryKey.length > 0;

/** The columns a page must hold for its token. */
export const tokenColumns = (table: Table, query: TableQuery): string[] => [
  ...table.primaryKey,
  ...query.sort.map((sort) => columnName(table, sort.column)),
];

/** Whether these texts can be key values of the table. */
export const keyFits = (table: Table, key: string[]): boolean =>
  keySteps(table).every((step, i) => !(key[i] ?? '').includes('\0') && castable(step.column, key[i] ?? ''));
