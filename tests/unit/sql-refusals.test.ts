import { describe, expect, test } from 'vitest';
import { checkCondition } from '../../db/sql-page/condition.ts';
import { checkStatement } from '../../db/sql-page/statement.ts';

const SCHEMA = 'laion_v3';
const statement = (sql: string) => () => checkStatement(sql, SCHEMA);
const condition = (sql: string) => () => checkCondition(sql, SCHEMA);

describe('a statement', () => {
  test.each([
    'select 1',
    ' -- why\n/* and /* how */ */ SELECT 1;',
    'with a as (select 1) select * from a ; -- done',
    'explain select 1',
    'explain analyze verbose select 1',
    'explain (analyze, buffers off) with a as (select 1) select * from a',
    'select * from laion_v3.images',
    "select public.similarity('a', 'b'), template.norm('x'), pg_catalog.lower('X'), pg_typeof(1)",
    "select 'pg_sleep(1); drop table x', $$pg_read_file$$ -- set_config",
    'select low, lo_price, "set" from t',
  ])('passes: %s', (sql) => {
    expect(checkStatement(sql, SCHEMA)).toBe(sql);
  });

  test('that explains a query plan is taken as Postgres says it, in its place', () => {
    expect(checkStatement('explain query plan select 1', SCHEMA)).toBe('explain            select 1');
  });

  test.each(['select 1; select 2', 'select 1;;select 2', 'select 1; drop table x', "select ';'; select 2"])(
    'is one: %s',
    (sql) => {
      expect(statement(sql)).toThrow('You can only execute one statement at a time.');
    },
  );

  test.each([
    '-- nothing',
    ';',
    'drop table images',
    'values (1)',
    'table images',
    '(select 1)',
    '"select" 1',
    'explain delete from images',
    'explain (analyze) delete from images',
    'explain analyze (select 1)',
    'set role none',
    'do $$ begin end $$; ',
    'copy images to stdout',
    "'select' 1",
  ])('begins with select, with or explain: %s', (sql) => {
    expect(statement(sql)).toThrow('Statement must be a SELECT');
  });

  test.each([
    'select pg_sleep(1)',
    'select PG_SLEEP(1)',
    'select pg_catalog.pg_sleep(1)',
    'select "pg_sleep"(1)',
    'select pg_sleep /* */ (1)',
    'select U&"pg\\005fsleep"(1)',
    "select E'\\'' , pg_sleep(1) --'",
    "select E'a'\n'\\'' , pg_sleep(1) --'",
    "select 'a' /*'*/ , pg_sleep(1) --'",
    'select $a$ $b$ $a$, pg_sleep(1) -- $b$',
    'select * from pg_stats',
    'select * from pg_authid',
    'select $1',
    'select * from other_v2.images',
    'select * from "other_v2".images',
    'select public.http_get(1)',
    "select query_to_xml('select 1', true, true, '')",
    "select dblink('x', 'y')",
    "select lo_import('/etc/passwd')",
  ])('names nothing it may not: %s', (sql) => {
    expect(statement(sql)).toThrow(/cannot be (used|read) here|of the schema public only/);
  });
});

describe('a condition', () => {
  test.each([
    'width > 1024',
    "text like '%;--)%'",
    'id in (select id from images where (width > 5)) -- why',
    "(array['(', ')'])[1] = '(' /* ) */",
    '$$)$$ = \')\' or ")" = 1',
  ])('passes: %s', (sql) => {
    expect(condition(sql)).not.toThrow();
  });

  test.each([
    '1=1) union select 1, 2 -- ',
    '1=1) union (select 1',
    '1=1; drop table images',
    '(1=1',
    '1=1]',
    '(1=1]',
    "text = 'a",
    'text = "a',
    'text = $$a',
    '1=1 /* and',
    '1=1 /* /* */ and',
    "text = E'\\' or (1=1",
    ':a = 1',
    '$1 = 1',
    'pg_sleep(1) is null',
    'id in (select id from other_v2.images)',
    '-- nothing',
    '',
  ])('stays in its brackets: %s', (sql) => {
    expect(condition(sql)).toThrow();
  });
});
