import type { OperatorName } from '../../db/query.ts';
import { cellText, itemsOf } from './cell.ts';
import type { OracleFilter } from './question.ts';
import type { Random } from './random.ts';
import type { Cell, OracleColumn, OracleTable } from './table.ts';

export const OPERATOR_NAMES: OperatorName[] = [
  ...(['exact', 'not', 'contains', 'notcontains', 'startswith', 'endswith', 'gt', 'gte', 'lt', 'lte'] as const),
  ...(['like', 'notlike', 'glob', 'in', 'notin', 'arraycontains', 'arraynotcontains', 'date'] as const),
  ...(['isnull', 'notnull', 'isblank', 'notblank'] as const),
];

const NUMBERS = ['5', ' 5', '5.0', '5.5', '-0.5', '7e0', '.5', '5.', '+6', '1e400', '-1e400', '1e-400', '1e-20000'];
const LARGE = ['9223372036854775807', '9223372036854775808', '-9223372036854775808', '99999999999999999999999', '1e19'];
const NOT_NUMBERS = ['abc', '', 'NaN', 'Infinity', '0x10', '1_000', '٣', '5 5', '--5', '1e', 'null', 'true'];
const TEXTS = [
  '%',
  '_',
  '\\',
  '%_\\',
  "'",
  '"',
  '',
  ' ',
  'É',
  'é',
  'e\u0301',
  'FOX',
  '李',
  '😀',
  '[',
  ']',
  '*',
  '{',
  '$1',
];
const DAYS = [
  '2024-05-01',
  '2024-05-02',
  '2024-99-99',
  '2024-13-01',
  '2024-02-30',
  '0000-00-00',
  '0000-01-01',
  'today',
];
const GLOBS = [
  '*',
  '?',
  '[a-z]*',
  '[^a-z]*',
  '*[0-9]*',
  '[]]',
  '[',
  '*[',
  '[z-a]',
  '[😀-｡]',
  '[｡-😀]*',
  '[^]*',
  '*[A-Z-]*',
];

/** A text that somebody saw in the column, whole or in part, in small or capital letters. */
function seen(random: Random, table: OracleTable, column: OracleColumn): string {
  const text = cellText(column, random.pick(table.rows)[column.name] as Cell) ?? '';
  const chars = [...text].slice(0, 60);
  const from = random.chance(0.5) ? 0 : random.whole(0, chars.length);
  const part = chars.slice(from, random.chance(0.5) ? undefined : from + random.whole(0, 5)).join('');
  return random.chance(0.8) ? part : random.pick([part.toUpperCase(), part.toLowerCase()]);
}

/** A whole value of the column, or something close to none. */
function wholeValue(random: Random, table: OracleTable, column: OracleColumn): string {
  if (random.chance(0.65)) {
    const text = cellText(column, random.pick(table.rows)[column.name] as Cell) ?? '';
    // Between two numbers, so that a bound has to move to one of them.
    if (/^-?\d+$/.test(text) && random.chance(0.25)) return `${text}.5`;
    return text.length < 200 ? text : 'long';
  }
  if (random.chance(0.3)) return random.pick(TEXTS);
  return random.pick([...NUMBERS, ...LARGE, ...NOT_NUMBERS]);
}

function list(random: Random, table: OracleTable, column: OracleColumn): string {
  const items = Array.from({ length: random.whole(1, 4) }, () => wholeValue(random, table, column));
  if (random.chance(0.5)) return items.join(random.pick([',', ', '])).replace(/^\[+/, '');
  const isNumber = (item: string) => column.kind === 'integer' && /^-?[1-9]\d*$/.test(item);
  return `[${items.map((item) => (isNumber(item) ? item : JSON.stringify(item))).join(', ')}]`;
}

function globbed(random: Random, text: string): string {
  if (random.chance(0.4)) return random.pick(GLOBS);
  const pattern = [...text]
    .map((char) => (random.chance(0.2) ? random.pick(['*', '?', `[${char}x-z]`]) : char))
    .join('');
  return random.chance(0.5) ? `*${pattern}*` : pattern;
}

function item(random: Random, table: OracleTable, column: OracleColumn): string {
  const cell = random.pick(table.rows)[column.name] as Cell;
  const items = cell === null ? [] : (itemsOf(cell) ?? []);
  return items.length > 0 && random.chance(0.8) ? random.pick(items) : random.pick(['art', 'nothing', '']);
}

/** What to type for an operator on a column: mostly something that finds rows. */
export function typedFor(random: Random, table: OracleTable, column: OracleColumn, operator: OperatorName): string {
  if (operator.startsWith('array')) return item(random, table, column);
  if (operator === 'in' || operator === 'notin') return list(random, table, column);
  if (operator === 'date') return random.chance(0.5) ? random.pick(DAYS) : seen(random, table, column).slice(0, 10);
  if (operator === 'glob') return globbed(random, seen(random, table, column));
  if (operator.endsWith('like'))
    return random.pick(['%', '_', '']) + seen(random, table, column) + random.pick(['%', '_', '']);
  if (/contains|with/.test(operator)) return random.chance(0.7) ? seen(random, table, column) : random.pick(TEXTS);
  return wholeValue(random, table, column);
}

export const isArray = (column: OracleColumn) => column.kind === 'json' || column.kind === 'array';

/** One filter of this operator on a column that can be asked so, mostly with a value that finds something. */
export function randomFilter(random: Random, table: OracleTable, wished?: OperatorName): OracleFilter {
  const column = random.pick(table.columns);
  const operator = wished ?? random.pick(OPERATOR_NAMES);
  if (operator.startsWith('array') && !isArray(column))
    return randomFilter(random, table, table.name === 'picture' ? operator : 'exact');
  return { column: column.name, operator, typed: typedFor(random, table, column, operator) };
}

/** How a filter is written. */
export function filterPair({ column, operator, typed }: OracleFilter, isShort: boolean): [string, string] {
  const mustSay = column.startsWith('_') || operator !== 'exact' || !isShort;
  return [mustSay ? `${column}__${operator}` : column, typed];
}
