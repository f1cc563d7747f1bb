import type { Column } from '../catalog.ts';
import { BadRequest, type OperatorName } from '../query.ts';
import { arrayLiteral, joined, type SQL, sql } from '../sql.ts';
import { globPattern } from './glob.ts';
import { integerBound, numberText } from './number-bound.ts';
import { isTime } from './time-text.ts';

/** A column as SQL, and what is known of it. */
export interface Operand {
  sql: SQL;
  column: Column;
}

/** One operator: how it filters, and how a sentence says it. The WHERE, the menu and the title read the same row. */
export interface Operator {
  name: OperatorName;
  /** The words between column and value; null value: the operator takes none. */
  words: string;
  takesValue: boolean;
  /** How the sentence writes the value: quoted unless all digits, never quoted, always quoted, or as a list. */
  writes: 'value' | 'bare' | 'quoted' | 'list';
  /** The condition; never fails in Postgres, whatever the value: what cannot match matches nothing. */
  condition(operand: Operand, value: string): SQL;
}

const NEVER = sql`false`;
const isNumeric = (column: Column) => column.kind === 'integer' || column.kind === 'float' || column.kind === 'numeric';
/** Without the digits that a numeric column keeps: what was typed is compared as it was typed. */
const numberType = ({ kind, sqlType }: Column) => (kind === 'numeric' ? 'numeric' : sqlType);
const filled = (o: Operand) => sql`${o.sql} is not null`;
/** Case is folded for every script; under the C collation only ASCII would be. */
const asText = (o: Operand) => (o.column.kind === 'text' ? o.sql : sql`${o.sql}::text`);
const folded = (o: Operand) => sql`${asText(o)} collate "und-x-icu"`;
const literalPattern = (value: string) => value.replace(/[\\%_]/g, '\\$&');

type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** Compares with an integer column: a fraction moves to the neighbouring integer, so that an index still serves. */
function compareInteger(o: Operand, comparison: Comparison, value: string): SQL {
  const bound = integerBound(value);
  if (!bound) return comparison === '<>' ? filled(o) : NEVER;
  const below = comparison === '<' || comparison === '<=';
  if (bound.beyond !== 0)
    return comparison === '<>' || below === bound.beyond > 0 ? (comparison === '=' ? NEVER : filled(o)) : NEVER;
  const floor = sql`${bound.floor.toString()}::bigint`;
  if (bound.exact) return sql`${o.sql} ${sql.raw(comparison)} ${floor}`;
  if (comparison === '=') return NEVER;
  if (comparison === '<>') return filled(o);
  return below ? sql`${o.sql} <= ${floor}` : sql`${o.sql} > ${floor}`;
}

function compare(o: Operand, comparison: Comparison, value: string): SQL {
  if (o.column.kind === 'integer') return compareInteger(o, comparison, value);
  if (isNumeric(o.column)) {
    const type = numberType(o.column);
    const text = numberText(value, type);
    if (text === null) return comparison === '<>' ? filled(o) : NEVER;
    return sql`${o.sql} ${sql.raw(comparison)} ${text}::${sql.raw(type)}`;
  }
  return sql`${asText(o)} collate "C" ${sql.raw(comparison)} ${value}`;
}

const like = (o: Operand, pattern: string, not = false) =>
  not ? sql`${folded(o)} not ilike ${pattern}` : sql`${folded(o)} ilike ${pattern}`;

/** The items of `a,b` or of a JSON array. Throws BadRequest for JSON that does not parse. */
export function listItems(value: string): string[] {
  if (!value.startsWith('[')) return value.split(',').map((item) => item.trim());
  try {
    // Integers are read as their digits: a number of JavaScript would round those of 64 bits.
    const items: unknown = JSON.parse(
      value.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token)),
    );
    if (Array.isArray(items)) return items.map((item) => (typeof item === 'string' ? item : JSON.stringify(item)));
  } catch {}
  throw new BadRequest([`not a JSON array: ${value} (a list is a,b,c or ["a", "b"])`]);
}

function isIn(o: Operand, value: string): SQL {
  const items = listItems(value);
  if (o.column.kind === 'integer') {
    const bounds = items.map(integerBound).filter((bound) => bound?.exact && bound.beyond === 0);
    return sql`${o.sql} = any(${arrayLiteral(bounds.map((bound) => String(bound?.floor)))}::bigint[])`;
  }
  if (isNumeric(o.column)) {
    const type = numberType(o.column);
    const numbers = items.map((item) => numberText(item, type)).filter((item) => item !== null);
    return sql`${o.sql} = any(${arrayLiteral(numbers)}::${sql.raw(type)}[])`;
  }
  return sql`${asText(o)} collate "C" = any(${arrayLiteral(items)}::text[])`;
}

function holdsItem(o: Operand, value: string): SQL {
  if (o.column.kind === 'array') return sql`${value} = any(${o.sql}::text[])`;
  // As the facet counts: the items of arrays, numbers as their text; keys of an object are no items.
  if (o.column.kind === 'json') {
    const array = sql`case when jsonb_typeof(${o.sql}::jsonb) = 'array' then ${o.sql}::jsonb end`;
    return sql`exists (select from jsonb_array_elements_text(${array}) as item where item = ${value})`;
  }
  throw new BadRequest([`${o.column.name} is no array: arraycontains needs a column of JSON or of an array type`]);
}

function onDay(o: Operand, value: string): SQL {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return NEVER;
  if (o.column.kind !== 'time') return sql`left(${asText(o)}, 10) = ${value}`;
  return isTime(value) ? sql`(${o.sql} >= ${value}::date and ${o.sql} < ${value}::date + 1)` : NEVER;
}

const blank = (o: Operand) =>
  o.column.kind === 'text' ? sql`(${o.sql} is null or ${o.sql} = '')` : sql`${o.sql} is null`;
const notBlank = (o: Operand) => (o.column.kind === 'text' ? sql`${o.sql} <> ''` : filled(o));

type Condition = Operator['condition'];
const operator = (name: OperatorName, words: string, writes: Operator['writes'], condition: Condition): Operator => ({
  name,
  words,
  writes,
  condition,
  takesValue: true,
});
const valueless = (name: OperatorName, words: string, condition: (o: Operand) => SQL): Operator => ({
  name,
  words,
  writes: 'bare',
  condition,
  takesValue: false,
});

/** Section 5 of the URL grammar, in the order a menu shows them. */
export const OPERATORS: Operator[] = [
  operator('exact', '=', 'value', (o, v) => compare(o, '=', v)),
  operator('not', '!=', 'value', (o, v) => compare(o, '<>', v)),
  operator('contains', 'contains', 'quoted', (o, v) => like(o, `%${literalPattern(v)}%`)),
  operator('notcontains', 'does not contain', 'quoted', (o, v) => like(o, `%${literalPattern(v)}%`, true)),
  operator('startswith', 'starts with', 'quoted', (o, v) => like(o, `${literalPattern(v)}%`)),
  operator('endswith', 'ends with', 'quoted', (o, v) => like(o, `%${literalPattern(v)}`)),
  operator('gt', '>', 'bare', (o, v) => compare(o, '>', v)),
  operator('gte', '≥', 'bare', (o, v) => compare(o, '>=', v)),
  operator('lt', '<', 'bare', (o, v) => compare(o, '<', v)),
  operator('lte', '≤', 'bare', (o, v) => compare(o, '<=', v)),
  operator('like', 'like', 'quoted', (o, v) => sql`${folded(o)} ilike ${v} escape ''`),
  operator('notlike', 'not like', 'quoted', (o, v) => sql`${folded(o)} not ilike ${v} escape ''`),
  operator('glob', 'glob', 'quoted', (o, v) => {
    const pattern = globPattern(v);
    return pattern === null ? NEVER : sql`${asText(o)} collate "C" ~ ${pattern}`;
  }),
  operator('in', 'in', 'list', isIn),
  operator('notin', 'not in', 'list', (o, v) => sql`(${filled(o)} and not (${isIn(o, v)}))`),
  operator('arraycontains', 'contains', 'quoted', holdsItem),
  operator('arraynotcontains', 'does not contain', 'quoted', (o, v) => sql`not coalesce(${holdsItem(o, v)}, false)`),
  operator('date', 'is on date', 'bare', onDay),
  valueless('isnull', 'is null', (o) => sql`${o.sql} is null`),
  valueless('notnull', 'is not null', filled),
  valueless('isblank', 'is blank', blank),
  valueless('notblank', 'is not blank', notBlank),
];

const byName = new Map(OPERATORS.map((entry) => [entry.name as string, entry]));

export const findOperator = (name: string): Operator | undefined => byName.get(name);

/** Every condition must hold. */
export const conjunction = (conditions: SQL[]): SQL =>
  conditions.length === 0 ? sql`true` : joined(conditions, sql` and `);
