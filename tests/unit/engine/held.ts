import fc from 'fast-check';
import type { HeldColumn } from '../../../db/engine/snapshot.ts';
import { emptyColumn, type StoredType } from '../../../db/engine/stored-column.ts';
import type { Cell, OracleColumn } from '../../oracle/table.ts';

/** Values of a column of the engine; null: none. */
export type Values = (number | string | null)[];

const KINDS = { integer: 'integer', real: 'real', 'double precision': 'double', text: 'text' } as const;

/** The column as the oracle knows it. */
export const oracleColumn = (type: StoredType): OracleColumn => ({
  name: 'c',
  sqlType: type === 'integer' ? 'int' : type,
  kind: KINDS[type],
  notNull: false,
});

export const asCell = (value: number | string | null): Cell =>
  typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value;

/** The column as the engine holds it. */
export function held(type: StoredType, values: Values): HeldColumn {
  const column: HeldColumn = { type, values: emptyColumn(type, values.length), texts: [] };
  values.forEach((value, row) => {
    if (value === null) return;
    if (typeof value === 'string' && !column.texts.includes(value)) column.texts.push(value);
    column.values[row] = typeof value === 'string' ? column.texts.indexOf(value) + 1 : value;
  });
  return column;
}

const few: Record<StoredType, (number | string)[]> = {
  integer: [0, 1, 5, 6, 512, 100_000, -1, -5, 2 ** 31 - 1, -(2 ** 31) + 1],
  real: [0, -0, 5, 6.1, 6.5, 1e-40, -4.5, 15].map(Math.fround),
  'double precision': [0, -0, 0.3, 0.1 + 0.2, 1e-300, 5e-324, -1, 1],
  text: ['', 'en', 'EN', '｡', '😀', 'é', 'a,b', '5', '0'],
};

/** Columns of a type: few different values, so that many are equal, and NULLs; more rows than a word has bits. */
export const columnOf = (type: StoredType): fc.Arbitrary<Values> =>
  fc.array(fc.option(fc.constantFrom(...few[type]), { nil: null, freq: 4 }), { maxLength: 70 });

export const someValue = (type: StoredType): fc.Arbitrary<number | string> => fc.constantFrom(...few[type]);
export const TYPES: StoredType[] = ['integer', 'real', 'double precision', 'text'];
