import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filtered } from '../../../db/engine/filters.ts';
import type { Snapshot } from '../../../db/engine/snapshot.ts';
import type { StoredType } from '../../../db/engine/stored-column.ts';
import type { OperatorName } from '../../../db/query.ts';
import { fitsFilter } from '../../oracle/operators.ts';
import type { Cell } from '../../oracle/table.ts';
import { columnOf, held, oracleColumn, someValue, TYPES, type Values } from './held.ts';

const KNOWN: OperatorName[] = ['exact', 'not', 'in', 'notin', 'isnull', 'notnull', 'isblank', 'notblank'];
const RANGES: OperatorName[] = ['gt', 'gte', 'lt', 'lte'];
const OTHERS: OperatorName[] = ['contains', 'startswith', 'like', 'glob', 'date'];
const TYPED = [
  ...['5', ' 5', '5.0', '5.5', '-0.5', '.5', '+6', '1e400', '-1e400', '1e-400', '6.1', '0', '-0', '5.4999999999999'],
  ...['-2147483648', '2147483647', '99999999999999999999', '-9223372036854775809', '5e-324', '4.9', '511.5', '1e19'],
  ...['abc', '', 'null', '0x10', '1e', ' ', 'Infinity', '-Infinity', '😀', 'en'],
];

const snapshotOf = (type: StoredType, values: Values) =>
  ({ column: async () => held(type, values) }) as unknown as Snapshot;

const cellOf = (type: StoredType, value: number | string | null): Cell =>
  type === 'integer' && typeof value === 'number' ? BigInt(value) : value;

const typed = (type: StoredType) => fc.oneof(fc.constantFrom(...TYPED), someValue(type).map(String));

async function found(type: StoredType, values: Values, operator: OperatorName, value: string) {
  const rows = await filtered(snapshotOf(type, values), { column: 'c', operator, value });
  return rows && [...rows.toRows()];
}

/** The rows that the oracle lets pass, one by one. */
const passing = (type: StoredType, values: Values, operator: OperatorName, value: string) =>
  values.flatMap((each, row) => (fitsFilter(oracleColumn(type), cellOf(type, each), operator, value) ? [row] : []));

describe.each(TYPES)('%s', (type) => {
  const operators = type === 'text' ? KNOWN : [...KNOWN, ...RANGES];

  test.each(operators)('%s passes what the oracle passes', async (operator) => {
    const isList = operator === 'in' || operator === 'notin';
    const asked = isList
      ? fc.array(typed(type), { minLength: 1, maxLength: 4 }).map((items) => JSON.stringify(items))
      : typed(type);
    await fc.assert(
      fc.asyncProperty(columnOf(type), asked, async (values, value) => {
        expect(await found(type, values, operator, value)).toEqual(passing(type, values, operator, value));
      }),
      { numRuns: 300 },
    );
  });

  test('what only Postgres can tell is left to it', async () => {
    const others = type === 'text' ? [...OTHERS, ...RANGES] : OTHERS;
    for (const operator of others) expect(await found(type, [valueOnly(type)], operator, '5')).toBeNull();
  });
});

const valueOnly = (type: StoredType) => (type === 'text' ? 'en' : 5);

test.each(['real', 'double precision'] as const)('NaN of %s is left to Postgres', async (type) => {
  for (const operator of ['exact', 'not', 'gt', 'lte'] as const)
    expect(await found(type, [5], operator, 'NaN')).toBeNull();
  expect(await found(type, [5], 'in', '5,NaN')).toBeNull();
});

test('digits midway between two reals are left to Postgres', async () => {
  // The double nearest to it lies midway between 1 and the next real; Postgres rounds the digits once, to the latter.
  expect(await found('real', [1], 'gte', '1.0000000596046447753906251')).toBeNull();
  expect(await found('real', [1], 'in', '3,1.0000000596046447753906249')).toBeNull();
  expect(await found('real', [1], 'gte', '1.00000005')).toEqual([0]);
  expect(await found('double precision', [1], 'gte', '1.0000000596046447753906251')).toEqual([]);
});

test('a list that does not parse is a bad request', async () => {
  await expect(found('integer', [5], 'in', '[1,')).rejects.toThrow('not a JSON array');
  await expect(found('text', ['en'], 'notin', '["a"')).rejects.toThrow('not a JSON array');
});

test('the id and columns that are not held are left to Postgres', async () => {
  const none = { column: async () => null } as unknown as Snapshot;
  expect(await filtered(none, { column: 'url', operator: 'isnull', value: '' })).toBeNull();
  expect(await filtered(snapshotOf('integer', [1]), { column: 'id', operator: 'exact', value: '1' })).toBeNull();
});
