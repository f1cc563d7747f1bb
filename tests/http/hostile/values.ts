import fc from 'fast-check';
import { OPERATORS } from '../../../db/queries/operators.ts';
import * as corpus from './corpus.ts';

export const one = <T>(...of: readonly T[]) => fc.constantFrom(...of);
export const list = (text: string): string[] => text.trim().split(/\s+/);
export const encoded = (text: string) => encodeURIComponent(text.toWellFormed());

/** Anything a person or a program may send. */
export const texts = fc.oneof(
  { weight: 3, arbitrary: one(...corpus.NUMBERS) },
  { weight: 3, arbitrary: one(...corpus.MARKUP) },
  { weight: 3, arbitrary: one(...corpus.SQL, ...corpus.PATTERNS) },
  { weight: 3, arbitrary: one(...corpus.SEARCHES) },
  { weight: 3, arbitrary: one(...corpus.UNICODE, ...corpus.JSON_TEXTS) },
  {
    weight: 2,
    arbitrary: one(...corpus.TOKENS, ...corpus.OBJECT_NAMES, ...list('on max array raw id text width'), ''),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
);

/** A value, encoded as a browser does, or not at all as it should be. */
export const value = fc.oneof(
  { weight: 8, arbitrary: texts.map(encoded) },
  { weight: 1, arbitrary: fc.tuple(texts, texts).map(([a, b]) => encoded(a + b)) },
  { weight: 1, arbitrary: one(...corpus.BROKEN_ENCODINGS) },
);

/** One of these columns, now and then a name that is none. */
export const columnOf = (columns: string[]) =>
  fc.oneof(
    { weight: 25, arbitrary: one(...columns) },
    { weight: 1, arbitrary: one(...corpus.OBJECT_NAMES, 'nope', '', 'id ', 'ID', 'a__b', '_x').map(encoded) },
  );

export const operator = fc.oneof(
  { weight: 25, arbitrary: one(...OPERATORS.map(({ name }) => name)) },
  { weight: 1, arbitrary: one(...corpus.OBJECT_NAMES, 'nope', '').map(encoded) },
);

/** What may stand in `_next`: parts of the kind that a page gives, and others. */
export const token = fc.oneof(
  { weight: 2, arbitrary: one(...corpus.TOKENS).map(encoded) },
  { weight: 1, arbitrary: fc.array(value, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(',')) },
  {
    weight: 3,
    arbitrary: fc.tuple(texts, fc.integer({ min: -5, max: 300 })).map(([text, id]) => `${tilde(text)},${id}`),
  },
);

/** Tilde-encoded, so that any text comes through. */
export function tilde(text: string): string {
  return encoded(text)
    .replace(/[~.!'()*]/g, (char) => `~${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/%/g, '~');
}

/** A name in a path: tilde-encoded, percent-encoded or broken. */
export const segment = fc.oneof(
  { weight: 3, arbitrary: texts.map(tilde) },
  { weight: 1, arbitrary: texts.map(encoded) },
  { weight: 1, arbitrary: one(...corpus.BROKEN_ENCODINGS, ...corpus.OBJECT_NAMES) },
  { weight: 1, arbitrary: one('', ...list('. .. - ... golden images a.json .json .csv')) },
);
