import type { OperatorName } from '../../db/query.ts';
import { cellText, compareTexts, itemsOf } from './cell.ts';
import { compareFloats, compareFractions, fraction, isNumber } from './number.ts';
import { isGlob, isLike } from './pattern.ts';
import type { Cell, OracleColumn } from './table.ts';

const NUMBERS = ['integer', 'real', 'double', 'numeric'];
const BEYOND_NUMBERS = ['NaN', 'Infinity', '-Infinity'];

/** Below 0 when the cell is less than what was typed; null when that is nothing the column could hold. */
function compareTyped(column: OracleColumn, cell: Exclude<Cell, null>, typed: string): number | null {
  if (!NUMBERS.includes(column.kind)) return compareTexts(cellText(column, cell) as string, typed);
  if (column.kind !== 'integer' && BEYOND_NUMBERS.includes(typed)) {
    return compareFloats(Number(cell), Number(typed));
  }
  if (!isNumber(typed)) return null;
  if (column.kind === 'real') return compareFloats(cell as number, Math.fround(Number(typed)));
  if (column.kind === 'double') return compareFloats(cell as number, Number(typed));
  const [held, wanted] = [fraction(String(cell)), fraction(typed)];
  // A numeric NaN or infinity is on its own side of every number.
  if (!held) return compareFloats(Number(cell), 0);
  return wanted ? compareFractions(held, wanted) : null;
}

/** The items of `a,b` (trimmed) or of a JSON array. */
export function listOf(typed: string): string[] {
  if (!typed.startsWith('[')) return typed.split(',').map((item) => item.trim());
  // Integers of 64 bits do not fit a number of JavaScript: they are read as their digits.
  const exact = typed.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    /^-?\d{16,}$/.test(token) ? `"${token}"` : token,
  );
  return (JSON.parse(exact) as unknown[]).map((item) => (typeof item === 'string' ? item : JSON.stringify(item)));
}

const isRealDay = (text: string): boolean => {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (!day || year === '0000') return false;
  const date = new Date(0);
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day));
  return date.getUTCMonth() + 1 === Number(month) && date.getUTCDate() === Number(day);
};

/** The calendar day of a value; null: it has none. */
export function dayOf(column: OracleColumn, cell: Cell): string | null {
  return /^\d{4}-\d\d-\d\d/.exec(cellText(column, cell) ?? '')?.[0] ?? null;
}

function isOnDay(column: OracleColumn, cell: Cell, typed: string): boolean {
  const isDay = column.kind === 'timestamp' ? isRealDay(typed) : /^\d{4}-\d\d-\d\d$/.test(typed);
  return isDay && dayOf(column, cell) === typed;
}

/** What an operator says of a value that is there; null: the column cannot be asked so. */
function matchesValue(column: OracleColumn, cell: Exclude<Cell, null>, operator: OperatorName, typed: string): boolean {
  const text = cellText(column, cell) as string;
  const [folded, wanted] = [text.toLowerCase(), typed.toLowerCase()];
  const compared = () => compareTyped(column, cell, typed);
  const isListed = () => listOf(typed).some((item) => compareTyped(column, cell, item) === 0);
  const tests: Record<OperatorName, () => boolean> = {
    exact: () => compared() === 0,
    not: () => compared() !== 0,
    contains: () => folded.includes(wanted),
    notcontains: () => !folded.includes(wanted),
    startswith: () => folded.startsWith(wanted),
    endswith: () => folded.endsWith(wanted),
    gt: () => (compared() ?? 0) > 0,
    gte: () => (compared() ?? -1) >= 0,
    lt: () => (compared() ?? 0) < 0,
    lte: () => (compared() ?? 1) <= 0,
    like: () => isLike(wanted, folded),
    notlike: () => !isLike(wanted, folded),
    glob: () => isGlob(typed, text),
    in: isListed,
    notin: () => !isListed(),
    arraycontains: () => itemsOf(cell)?.includes(typed) ?? false,
    arraynotcontains: () => !(itemsOf(cell)?.includes(typed) ?? false),
    date: () => isOnDay(column, cell, typed),
    isnull: () => false,
    notnull: () => true,
    isblank: () => column.kind === 'text' && cell === '',
    notblank: () => column.kind !== 'text' || cell !== '',
  };
  return tests[operator]();
}

/** Whether a value fits a filter. A null fits neither an operator nor its negation, but for those that say so. */
export function fitsFilter(column: OracleColumn, cell: Cell, operator: OperatorName, typed: string): boolean {
  if (cell === null) return ['isnull', 'isblank', 'arraynotcontains'].includes(operator);
  return matchesValue(column, cell, operator, typed);
}
