import { parse as parseArray } from 'postgres-array';
import { arrayLiteral } from './sql.ts';

interface StoredType {
  /** The type's number as a parameter, and those it is read from. */
  to: number;
  from: number[];
  serialize: (value: never) => string;
  parse: (text: string) => unknown;
}

const asIs = (text: string) => text;

/** The array of a built-in type; `element` reads one. Values that are already text are sent as they are. */
const arrayOf = (array: number, element: (text: string) => unknown): StoredType => ({
  to: array,
  from: [array],
  serialize: (values: unknown[] | string) =>
    typeof values === 'string' ? values : arrayLiteral(values.map((value) => (value === null ? null : String(value)))),
  parse: (text) => parseArray(text, element),
});

/**
 * Values leave as they are stored: dates and JSON as their text, 64-bit integers as BigInt.
 *
 * The arrays that statements of this program send and read are named here, by their numbers in Postgres's own catalog
 * (pg_type.dat), which never change. postgres.js asks for all of them on every new connection, but where that one
 * statement fails they are text from then on; and it cannot be told not to ask, for then `reserve` waits for ever.
 */
export const STORED_TYPES: Record<string, StoredType> = {
  bigint: { to: 20, from: [20], serialize: (x: bigint) => x.toString(), parse: BigInt },
  date: { to: 25, from: [1082, 1083, 1114, 1184, 1266], serialize: asIs as never, parse: asIs },
  json: { to: 25, from: [114, 3802], serialize: asIs as never, parse: asIs },
  names: arrayOf(1003, asIs),
  texts: arrayOf(1009, asIs),
  smallints: arrayOf(1005, Number),
  integers: arrayOf(1007, Number),
  bigints: arrayOf(1016, BigInt),
  floats: arrayOf(1022, Number),
  tsqueries: arrayOf(3645, asIs),
};
