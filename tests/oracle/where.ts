import fc from 'fast-check';
import type { Comparison, Condition, Literal } from '../../scripts/subset/condition.ts';

export type Row = Record<string, Literal | null>;

const NUMBERS = {
  width: [0, 1, 256, 512, 512.5, 640, 1024],
  height: [1, 256, 512, 768],
  similarity: [-1, -0.05, 0, 0.3, 0.30000000000000004, 1],
  punsafe: [0, 0.1, 0.3, 1e-7, 0.333333333, 1],
  pwatermark: [0, 0.1, 0.3, 0.99999994, 1],
  aesthetic: [-4.99999, 0, 4, 5, 6.1, 6.10000038, 6.5, 7, 9.5, 15],
};
const REALS = ['punsafe', 'pwatermark', 'aesthetic'];
const HASHES = [-(2n ** 63n), 0n, 7n, 42n, 2n ** 63n - 1n];
const TEXTS = ['en', 'de', '', "o'c", 'a"b', '😀', '\\', 'é', 'NSFW', 'UNLIKELY', 'laion2B-en', "x' or 1=1 --"];
const PATTERNS = ['%', '%a%', 'http:%', '_', '%.jpg%', '%\\%', "%'%", '%fox', '', 'l_ion2B%', '[a-z]%', '%😀_%', 'en'];
const TEXT_COLUMNS = ['url', 'text', 'language', 'nsfw', 'license', 'source'] as const;
const ORDERS: Comparison[] = ['<', '<=', '>', '>='];
const EQUALITIES: Comparison[] = ['=', '<>'];

type Leaf = Exclude<Condition, { kind: 'and' | 'or' | 'not' }>;
type ColumnName = Leaf['column'];

/** Comparisons of one column with values like those. */
function comparisons(column: ColumnName, values: Literal[], allowed: Comparison[]): fc.Arbitrary<Condition>[] {
  const value = fc.constantFrom(...values);
  return [
    fc
      .tuple(fc.constantFrom(...allowed), value)
      .map(([comparison, each]) => ({ kind: 'compare', column, comparison, value: each })),
    fc.array(value, { minLength: 1, maxLength: 4 }).map((several) => ({ kind: 'in', column, values: several })),
    fc.constant({ kind: 'null', column }),
  ];
}

const leaves: fc.Arbitrary<Condition> = fc.oneof(
  ...Object.entries(NUMBERS).flatMap(([column, values]) =>
    comparisons(column as ColumnName, values, [...EQUALITIES, ...ORDERS]),
  ),
  ...comparisons('hash', HASHES, EQUALITIES),
  ...TEXT_COLUMNS.flatMap((column) => [
    ...comparisons(column, TEXTS, EQUALITIES),
    fc.constantFrom(...PATTERNS).map((pattern): Condition => ({ kind: 'like', column, pattern })),
  ]),
);

/** Any condition, a few levels deep. */
export const conditions: fc.Arbitrary<Condition> = fc.letrec<{ node: Condition }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaves,
    tie('node').map((part): Condition => ({ kind: 'not', part })),
    fc
      .tuple(fc.constantFrom('and' as const, 'or' as const), fc.array(tie('node'), { minLength: 2, maxLength: 4 }))
      .map(([kind, parts]): Condition => ({ kind, parts })),
  ),
})).node;

const quoted = (text: string) => `'${text.split("'").join("''")}'`;
const valueText = (value: Literal) => (typeof value === 'string' ? quoted(value) : String(value));

/** How a condition may be written; `name` says how its columns are. */
export function written(condition: Condition, name: (column: string) => string = (column) => column): string {
  const nested = (part: Condition) => `(${written(part, name)})`;
  switch (condition.kind) {
    case 'and':
    case 'or':
      return condition.parts.map(nested).join(` ${condition.kind} `);
    case 'not':
      return `not ${nested(condition.part)}`;
    case 'compare':
      return `${name(condition.column)} ${condition.comparison} ${valueText(condition.value)}`;
    case 'in':
      return `${name(condition.column)} in (${condition.values.map(valueText).join(', ')})`;
    case 'like':
      return `${name(condition.column)} like ${quoted(condition.pattern)}`;
    case 'null':
      return `${name(condition.column)} is null`;
  }
}

/** What is joined by "and" on the outside. */
export const termsOf = (condition: Condition): Condition[] =>
  condition.kind === 'and' ? condition.parts.flatMap(termsOf) : [condition];

/** Whether a condition holds for a row; null: that is unknown. */
export function judge(condition: Condition, row: Row): boolean | null {
  switch (condition.kind) {
    case 'and':
      return joined(condition.parts, row, false);
    case 'or':
      return joined(condition.parts, row, true);
    case 'not': {
      const part = judge(condition.part, row);
      return part === null ? null : !part;
    }
    case 'null':
      return row[condition.column] === null;
    default: {
      const value = row[condition.column] ?? null;
      return value === null ? null : judgeValue(condition, value);
    }
  }
}

/** One part that is `decisive` decides; else one that is unknown makes all of it unknown. */
function joined(parts: Condition[], row: Row, decisive: boolean): boolean | null {
  const found = parts.map((part) => judge(part, row));
  return found.includes(decisive) ? decisive : found.includes(null) ? null : !decisive;
}

function judgeValue(condition: Exclude<Leaf, { kind: 'null' }>, value: Literal): boolean {
  const as = (literal: Literal) => (REALS.includes(condition.column) ? Math.fround(literal as number) : literal);
  if (condition.kind === 'in') return condition.values.some((each) => as(each) === value);
  if (condition.kind === 'like') return likeness(condition.pattern).test(value as string);
  const wanted = as(condition.value);
  switch (condition.comparison) {
    case '=':
      return value === wanted;
    case '<>':
      return value !== wanted;
    case '<':
      return value < wanted;
    case '<=':
      return value <= wanted;
    case '>':
      return value > wanted;
    case '>=':
      return value >= wanted;
  }
}

function likeness(pattern: string): RegExp {
  const escaped = pattern.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('%', '.*').replaceAll('_', '.')}$`, 'su');
}
