import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SetupError } from '../../db/setup-error.ts';
import { parseSubsetArguments } from '../../scripts/subset/arguments.ts';
import type { Condition } from '../../scripts/subset/condition.ts';
import { parseWhere } from '../../scripts/subset/parse-where.ts';
import { whereSql } from '../../scripts/subset/where-sql.ts';
import { conditions, termsOf, written } from '../oracle/where.ts';

const mistakeIn = (text: string): string => {
  try {
    parseWhere(text);
  } catch (error) {
    expect(error).toBeInstanceOf(SetupError);
    return (error as Error).message;
  }
  throw new Error(`no mistake in ${text}`);
};

test('what is written is what is read', () => {
  fc.assert(
    fc.property(conditions, (condition) => {
      expect(parseWhere(written(condition)).condition).toEqual(condition);
    }),
  );
});

test('the terms are what is joined by "and" on the outside, as they were written', () => {
  fc.assert(
    fc.property(conditions, (condition) => {
      const { terms } = parseWhere(written(condition));
      expect(terms.map((term) => term.condition)).toEqual(termsOf(condition));
      for (const { text, condition: term } of terms) expect(parseWhere(text).condition).toEqual(term);
    }),
  );
  const { terms } = parseWhere(
    " aesthetic >= 6 and ( language = 'en'   or text is null ) AND (width > 1 and not height=2)",
  );
  expect(terms.map(({ text }) => text)).toEqual([
    'aesthetic >= 6',
    "( language = 'en'   or text is null )",
    'width > 1',
    'not height=2',
  ]);
});

test('letter case, spellings of releases and space do not matter', () => {
  const wanted: Condition = {
    kind: 'and',
    parts: [
      { kind: 'compare', column: 'aesthetic', comparison: '<>', value: -0.5 },
      { kind: 'not', part: { kind: 'in', column: 'language', values: ["o'c", 'EN'] } },
      { kind: 'not', part: { kind: 'null', column: 'text' } },
    ],
  };
  for (const text of [
    "aesthetic <> -0.5 and language not in ('o''c', 'EN') and text is not null",
    "AESTHETIC_SCORE!=-.5 AND LANGUAGE NOT IN('o''c','EN')AND caption IS NOT NULL",
    "\n aesthetic_score_laion_v2 != -5e-1\n\tAnd Language Not In ( 'o''c' , 'EN' ) And Top_Caption Is Not Null ",
  ])
    expect(parseWhere(text).condition).toEqual(wanted);
});

test('"not" binds before "and", "and" before "or"', () => {
  expect(parseWhere('not width = 1 and width = 2 or width = 3').condition).toEqual(
    parseWhere('((not (width = 1)) and width = 2) or width = 3').condition,
  );
});

test('a hash beyond a signed integer is the one with the same bits', () => {
  expect(parseWhere('hash = 18446744073709551615').condition).toMatchObject({ value: -1n });
  expect(parseWhere('hash in (-9223372036854775808, 9223372036854775808)').condition).toMatchObject({
    values: [-(2n ** 63n), -(2n ** 63n)],
  });
});

const COLUMNS =
  'url, text, width, height, similarity, hash, punsafe, pwatermark, aesthetic, language, nsfw, license, source';

test.each([
  ['aestetic >= 6', 1, `aestetic does not fit: there is no such column; the columns are ${COLUMNS}`],
  ['', 1, 'the condition ends too soon: here a column is wanted'],
  ['aesthetic >=', 13, 'the condition ends too soon: aesthetic is compared with a number'],
  ["aesthetic >= '6'", 14, "'6' does not fit: aesthetic is compared with a number"],
  ['language = en', 12, "en does not fit: language is compared with text between single quotes, 'en'"],
  ['language = 1', 12, '1 does not fit: language is compared with text between single quotes'],
  ['language = "en"', 12, "text stands between single quotes, 'like this'"],
  ["language = 'en", 12, 'the text that begins here has no closing quote'],
  ["language > 'en'", 10, 'language is no quantity, so only =, <>, like, in and is null'],
  ['hash >= 5', 6, 'hash is no quantity, so only =, <>, in and is null'],
  ['hash = 1.5', 8, 'hash is compared with a 64-bit whole number'],
  ['hash = 18446744073709551616', 8, 'hash is compared with a 64-bit whole number'],
  ["width like '5%'", 7, '"like" is for text, and width is a number'],
  ['language = null', 12, 'what is not recorded is found by "language is null"'],
  ['language in ()', 14, ') does not fit: language is compared with text'],
  ["language in ('a' 'b')", 18, 'here , or ) is wanted'],
  ['language not null', 14, 'after "not" here "in" or "like" is wanted'],
  ['language is unknown', 13, 'here null is wanted'],
  ['width 5', 7, 'here one of = <> != < <= > >=, "in", "like" or "is" is wanted'],
  ['(width = 5', 11, 'the condition ends too soon: here ) is wanted'],
  ['width = 5)', 10, 'here "and", "or" or the end is wanted'],
  ['width = 5 width = 6', 11, 'here "and", "or" or the end is wanted'],
  ['width = 5px', 9, 'this is no number'],
  ['width = 1e999', 9, 'the number is too large'],
  ['width = 5; drop table images', 10, '";" is not known here'],
  ['width == 5', 8, '= does not fit: width is compared with a number'],
  ["text = 'a\0b'", 10, 'control characters are not allowed'],
  [`${'('.repeat(60)}width = 1`, 51, 'nest at most 50 deep'],
  [`${'not '.repeat(9_000)}width = 1`, 10_001, 'at most 10000 characters'],
  [Array(501).fill('width=1').join(' or '), 5501, 'at most 500 comparisons'],
])('%j is refused at character %i', (text, place, sentence) => {
  const message = mistakeIn(text);
  expect(message).toContain(sentence);
  expect(message).toMatch(new RegExp(`^--where, character ${place}: `));
  const [, , line = '', caret = ''] = message.split('\n');
  expect(line[caret.indexOf('^')] ?? '').toBe((text[place - 1] ?? '').replace(/\s/, ' '));
});

test('whatever is written is read or refused in a sentence', () => {
  const piece = fc.oneof(
    fc.constantFrom(...["'", '"', '(', ')', ',', '<', '=', '!', '-', '.', '--', ';', '/*', '\\', '%', '\n', '\u202e']),
    fc.constantFrom('and', 'or', 'not', 'in', 'is', 'null', 'like', 'width', 'text', '5', "'a'", ' '),
    fc.string(),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.constantFrom('', ' '), (pieces, between) => {
      try {
        whereSql(parseWhere(pieces.join(between)).condition);
      } catch (error) {
        expect(error).toBeInstanceOf(SetupError);
      }
    }),
    { numRuns: 3000 },
  );
});

test('no text leaves its quotes in SQL', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom("'", '"', '\\', ';', '-', ')', 'a', ' ', '%') }), (text) => {
      const sql = whereSql(parseWhere(`license = '${text.replaceAll("'", "''")}'`).condition);
      expect(sql.replace(/'(?:[^']|'')*'/, '…')).toBe('("license" = …)');
    }),
  );
});

test('all options', () => {
  const text = ['a.parquet', 'b/', '--where', 'width > 1', '--out', 'c.parquet', '--limit', '5', '--replace'];
  expect(parseSubsetArguments(text)).toMatchObject({
    paths: ['a.parquet', 'b/'],
    where: { text: 'width > 1' },
    out: 'c.parquet',
    limit: 5,
    replace: true,
  });
  expect(parseSubsetArguments(text.slice(0, 6))).toMatchObject({ limit: null, replace: false });
});

test.each([
  [[], 'No PATH is given.'],
  [['a', '--out', 'b'], '--where is missing.'],
  [['a', '--where', 'width > 1'], '--out is missing.'],
  [['a', '--where', 'width > 1', '--out', 'b', '--limit', '0'], '--limit takes a whole number above 0.'],
  [['a', '--colour', 'red'], "Unknown option '--colour'"],
])('%j is refused', (argv, sentence) => {
  expect(() => parseSubsetArguments(argv)).toThrow(sentence);
});
