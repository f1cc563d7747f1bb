import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bindParameters, parameterNames } from '../../db/sql-page/parameters.ts';
import { placeOf } from '../../db/sql-page/sql-error.ts';
import { tokensOf } from '../../db/sql-page/tokens.ts';

test.each([
  ['select :a', ['a']],
  ['select :a, :b, :a', ['a', 'b']],
  ["select ':a' || :b", ['b']],
  ["select 'it''s :a' || :b", ['b']],
  ["select E'\\':a' || :b", ['b']],
  ["select e'a\\\\' || :b", ['b']],
  ["select n':a', b'0', x'ff', U&':a' || :b", ['b']],
  ['select ":a" from t where c = :b', ['b']],
  ['select ":a"":c" from t where c = :b', ['b']],
  ['select $$ :a $$ || :b', ['b']],
  ['select $tag$ :a $$ :c $tag$ || :b', ['b']],
  ['select $é$ :a $é$ || :b', ['b']],
  ['select a$b$ :a, c$b$', ['a']],
  ['select 1 -- :a\n, :b', ['b']],
  ['select 1 -- :a\r, :b', ['b']],
  ['select 1 /* :a /* :c */ :d */ , :b', ['b']],
  ['select 1 /* :a', []],
  ["select ':a", []],
  ['select ":a', []],
  ['select $$:a', []],
  ['select a::int, :b::text', ['b']],
  ['select :a::int::text', ['a']],
  ['select (array[1, 2, 3])[1:2]', []],
  ['select a[lo:hi], a[:n], a[1: :n] from t', ['n']],
  ['select array[:a, :b]', ['a', 'b']],
  ['select array[x and :a]', ['a']],
  ['select f(a := 1, b => :b)', ['b']],
  ['select \'{"a":1}\'::jsonb', []],
  ["select '2022-01-01 10:00:00'::timestamp, :t", ['t']],
  ["select 'a'\n':b' || :c", ['c']],
  ["select E'a'\n'\\':b' || :c", ['c']],
  ["select E'a' -- \\\n '\\':b' || :c", ['c']],
  ["select 'a' ':b' || :c", ['c']],
  ['select 1 :a', ['a']],
  ['select :1a, :$x, : a', []],
  ['select :größe', ['größe']],
  ['select width>:w', ['w']],
  ['', []],
])('%s has the parameters %j', (sql, names) => {
  expect(parameterNames(sql)).toEqual(names);
});

test('each place is a number of its own, or one for each name', () => {
  expect(bindParameters('select :a, :b, :a').text).toBe('select  $1 ,  $2 ,  $3 ');
  expect(bindParameters('select :a, :b, :a').names).toEqual(['a', 'b', 'a']);
  expect(bindParameters('select :a, :b, :a', true).text).toBe('select  $1 ,  $2 ,  $1 ');
  expect(bindParameters('select :a, :b, :a', true).names).toEqual(['a', 'b']);
});

test('a number never grows together with a name beside it', () => {
  expect(bindParameters('select x:a').text).toBe('select x $1 ');
});

test('a place in what Postgres was sent is found in what was written', () => {
  const sql = 'select :long_name, "😀", nope, :b from t';
  const bound = bindParameters(sql);
  const sent = (needle: string) => [...bound.text.slice(0, bound.text.indexOf(needle))].length + 1;
  expect(bound.original(sent('nope'))).toBe(sql.indexOf('nope'));
  expect(bound.original(sent('$1'))).toBe(sql.indexOf(':long_name'));
  expect(bound.original(sent('from'))).toBe(sql.indexOf('from'));
  expect(bound.original(1)).toBe(0);
});

test('lines and columns are counted as an editor counts them', () => {
  expect(placeOf('select\n  "é😀", x', 15)).toEqual({ line: 2, column: 8 });
  expect(placeOf('a\r\nb\rc', 5)).toEqual({ line: 3, column: 1 });
});

const piece = fc.constantFrom(
  ..."' \" $ $$ $a$ -- /* */ : :: := [ ] ( ) ; E' U& \\ '' \n \r a b1 1 1.5 .. , ||".split(' '),
);

test('any text is cut into tokens that lie in it one after the other', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const sql = pieces.join('');
      let at = 0;
      for (const token of tokensOf(sql)) {
        expect(token.start).toBeGreaterThanOrEqual(at);
        expect(token.end).toBeGreaterThan(token.start);
        at = token.end;
      }
      expect(at).toBeLessThanOrEqual(sql.length);
    }),
    { numRuns: 1000 },
  );
});

test('hostile text is cut in linear time', () => {
  const started = performance.now();
  for (const text of ["'a'\n", '-- ', '/*', "E'\\", '$a$', '"', ':a[', '1e']) tokensOf(text.repeat(4000));
  expect(performance.now() - started).toBeLessThan(2000);
});
