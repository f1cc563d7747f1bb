import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ColumnKind } from '../../db/catalog.ts';
import { findOperator, listItems, OPERATORS } from '../../db/queries/operators.ts';
import { operandOf } from '../../db/queries/where.ts';
import { BadRequest } from '../../db/query.ts';
import { printed } from '../../db/sql.ts';
import { exampleTable } from '../oracle/example-context.ts';
import { OPERATOR_NAMES } from '../oracle/random-filter.ts';

const KINDS: [ColumnKind, string][] = [
  ['integer', 'bigint'],
  ['float', 'real'],
  ['numeric', 'numeric(5,2)'],
  ['text', 'text'],
  ['json', 'jsonb'],
  ['array', 'text[]'],
  ['time', 'date'],
  ['boolean', 'boolean'],
  ['bytes', 'bytea'],
  ['other', 'inet'],
];

const columnOf = (kind: ColumnKind, sqlType: string) => operandOf(exampleTable({}, [['c', kind, sqlType]]), 'c');

test('the operators are those of the grammar', () => {
  expect(OPERATORS.map((operator) => operator.name).sort()).toEqual([...OPERATOR_NAMES].sort());
  expect(findOperator('domain')).toBeUndefined();
  expect(findOperator('toString')).toBeUndefined();
});

test('what is typed is bound, never part of the statement', () => {
  const marked = fc.string().map((text) => `2024${text}'"secret`);
  fc.assert(
    fc.property(fc.constantFrom(...KINDS), fc.constantFrom(...OPERATORS), marked, ([kind, type], operator, typed) => {
      if (operator.name.startsWith('array') && kind !== 'json' && kind !== 'array') return;
      const { text, params } = printed(operator.condition(columnOf(kind, type), typed));
      expect(text).not.toContain('secret');
      expect(text.match(/\$\d+/g) ?? []).toHaveLength(params.length);
    }),
  );
});

test.each(['arraycontains', 'arraynotcontains'] as const)('%s says which columns it needs', (name) => {
  expect(() => findOperator(name)?.condition(columnOf('text', 'text'), 'a')).toThrow(BadRequest);
  expect(() => findOperator(name)?.condition(columnOf('text', 'text'), 'a')).toThrow(/JSON or of an array/);
});

describe('a number moves to the next integer, so that an index serves', () => {
  test.each([
    ['gt', '13.5', '> ', '13'],
    ['gte', '13.5', '> ', '13'],
    ['lt', '13.5', '<= ', '13'],
    ['lte', '13.5', '<= ', '13'],
    ['gte', '13', '>= ', '13'],
    ['lt', '-0.5', '<= ', '-1'],
    ['exact', '5.0', '= ', '5'],
  ] as const)('%s %s', (name, typed, sign, bound) => {
    const { text, params } = printed(findOperator(name)?.condition(columnOf('integer', 'bigint'), typed) as never);
    expect(text).toBe(`"images"."c" ${sign}$1::bigint`);
    expect(params).toEqual([bound]);
  });

  test.each([
    ['exact', '5.5', 'false'],
    ['exact', 'abc', 'false'],
    ['gt', 'abc', 'false'],
    ['not', 'abc', '"images"."c" is not null'],
    ['not', '5.5', '"images"."c" is not null'],
    ['gt', '1e30', 'false'],
    ['lt', '1e30', '"images"."c" is not null'],
    ['gt', '-1e30', '"images"."c" is not null'],
    ['lt', '-1e30', 'false'],
    ['exact', '1e30', 'false'],
    ['not', '1e30', '"images"."c" is not null'],
  ] as const)('%s %s is decided beforehand', (name, typed, condition) => {
    expect(printed(findOperator(name)?.condition(columnOf('integer', 'bigint'), typed) as never).text).toBe(condition);
  });
});

test.each([
  ['contains', '%_\\', '%\\%\\_\\\\%'],
  ['startswith', '50%', '50\\%%'],
  ['endswith', '_', '%\\_'],
  ['like', '%_\\', '%_\\'],
] as const)('%s %s asks for the pattern %s', (name, typed, pattern) => {
  expect(printed(findOperator(name)?.condition(columnOf('text', 'text'), typed) as never).params).toEqual([pattern]);
});

describe('a list', () => {
  test.each([
    ['a,b', ['a', 'b']],
    [' a , b ', ['a', 'b']],
    ['', ['']],
    ['a,,b', ['a', '', 'b']],
    ['["a","b,c"]', ['a', 'b,c']],
    ['[1, 2.5, -3, 1e3]', ['1', '2.5', '-3', '1000']],
    ['[9223372036854775807, -9223372036854775808]', ['9223372036854775807', '-9223372036854775808']],
    ['["9007199254740993", "a 12 \\"34\\""]', ['9007199254740993', 'a 12 "34"']],
    ['[null, true]', ['null', 'true']],
    ['[]', []],
    ['[[1], {"a": 2}]', ['[1]', '{"a":2}']],
  ])('%s', (value, items) => {
    expect(listItems(value)).toEqual(items);
  });

  test.each(['[bad', '[1,', '["a"', '[1] x', '[01]'])('%s is said to be no JSON', (value) => {
    expect(() => listItems(value)).toThrow(BadRequest);
    expect(() => listItems(value)).toThrow('a list is a,b,c or ["a", "b"]');
  });
});
