import type { Random } from './random.ts';
import { OPERATOR_NAMES } from './random-filter.ts';

const PIECES = [
  ...[
    '%',
    '_',
    '\\',
    "'",
    '"',
    '`',
    '$1',
    '$$',
    ';',
    '--',
    '/*',
    '?',
    '@@',
    '::int',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '<',
    '>',
  ],
  ...[
    '*',
    '+',
    '-',
    '~',
    '~0',
    '~00',
    '~FF',
    '~7E',
    ',',
    '$null',
    '&',
    '|',
    '!',
    ':',
    ':*',
    '^',
    '=',
    '#',
    ' ',
    '\t',
    '\n',
  ],
  ...[
    'NaN',
    'Infinity',
    '-Infinity',
    '1e309',
    '-1e-309',
    '1e-20000',
    '1e5',
    '0',
    '-0',
    '1',
    '9223372036854775808',
    '.',
    'e',
  ],
  ...['2024-02-30', '0000-01-01', '9999-99-99', '24:61:61', '2024-05-01 10:00', 'infinity', 'today', 'null', 'true'],
  ...[
    'a',
    'é',
    'e\u0301',
    '\u0301',
    '²',
    '𐄇',
    'ﷺ',
    '李',
    '😀',
    '❤️',
    '\u202e',
    '\u200d',
    '\ufeff',
    '\ud800',
    'İ',
    'ß',
    'ﬃ',
  ],
  ...['OR', 'AND', 'NOT', 'NEAR(', 'NEAR(a b, 2)', '"a b"', 'a*', '-a', 'a:b', '["a"', '[1,', '[null]', '{"a":1}'],
] as const;

/** One to six pieces of anything, side by side. */
export const nonsense = (random: Random): string =>
  Array.from({ length: random.whole(1, 6) }, () => random.pick(PIECES)).join(random.chance(0.3) ? ' ' : '');

const ARGUMENTS = [
  ...[
    '_search',
    '_search',
    '_next',
    '_next',
    '_next',
    '_size',
    '_sort',
    '_sort_desc',
    '_facet',
    '_facet_array',
    '_facet_date',
  ],
  ...['_facet_size', '_col', '_nocol', '_through', '_timelimit', '_ttl', '_shape', '_extra', '_label', '_unknown'],
] as const;

/** A query string of one to three pairs: known names mostly, anything at all as values. */
export function nonsenseQuestion(random: Random, columns: readonly string[]): string {
  const pairs: [string, string][] = [];
  const mode = random.pick(['', '', 'raw', 'escaped']);
  if (mode !== '') pairs.push(['_searchmode', mode]);
  if (random.chance(0.3)) pairs.push([random.pick(['_sort', '_sort_desc']), random.pick(columns)]);
  for (let i = random.whole(1, 3); i > 0; i--) {
    const filter = `${random.pick(columns)}__${random.pick(OPERATOR_NAMES)}`;
    pairs.push([random.chance(0.5) ? random.pick(ARGUMENTS) : filter, nonsense(random)]);
  }
  return new URLSearchParams(pairs).toString();
}
