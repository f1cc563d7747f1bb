import { describe, expect, test } from 'vitest';
import { Forbidden } from '../../app/_url/arguments.ts';
import { readPairs } from '../../app/_url/pairs.ts';
import { parseTable } from '../../app/_url/parse.ts';
import { BadRequest } from '../../db/query.ts';
import { exampleContext, exampleTable } from '../oracle/example-context.ts';

const context = exampleContext();
const read = (asked: string, where = context) => parseTable(readPairs(asked), where);
const escaped = (text: string) => text.replace(/[\\[\]()?+*.|{}^$]/g, '\\$&');
const plain = exampleContext(exampleTable({}));

describe('the question', () => {
  test.each([
    ['id=5', [['id', 'exact', '5']]],
    ['rowid=5', [['id', 'exact', '5']]],
    ['rowid__gt=5', [['id', 'gt', '5']]],
    [
      'width__gte=1&width__gte=2&text=',
      [
        ['width', 'gte', '1'],
        ['width', 'gte', '2'],
        ['text', 'exact', ''],
      ],
    ],
    ['odd__name=x', [['odd__name', 'exact', 'x']]],
    ['odd__name__not=x', [['odd__name', 'not', 'x']]],
    ['_private__exact=5', [['_private', 'exact', '5']]],
    ['_private=5', []],
    ['_unknown=5', []],
    ['text__isnull=0', [['text', 'isnull', '0']]],
    ['id__in=1,2', [['id', 'in', '1,2']]],
  ])('%s filters', (asked, filters) => {
    const found = read(asked).query.filters.map(({ column, operator, value }) => [column, operator, value]);
    expect(found).toEqual(filters);
  });

  test.each([
    ['', []],
    ['_search=', []],
    ['_search="', []],
    ['_search=a&_search=b', [['a', null, 'default']]],
    ['_search=&_search_text=a', [['a', 'text', 'default']]],
    ['_search=a&_search_text=b', [['a', null, 'default']]],
    ['_search=a&_searchmode=raw', [['a', null, 'raw']]],
    ['_search=a&_searchmode=escaped', [['a', null, 'escaped']]],
    ['_search=a&_searchmode=', [['a', null, 'default']]],
  ])('%s searches', (asked, search) => {
    expect(read(asked).query.search.map(({ text, column, mode }) => [text, column, mode])).toEqual(search);
  });

  test('a table without searched words ignores the search', () => {
    expect(read('_search=a', plain).query.search).toEqual([]);
  });

  test.each([
    ['_sort=width', ['width']],
    ['_sort_desc=width', ['-width']],
    ['_sort=width&_sort=id', ['width']],
    ['_sort=-width,id', ['-width', 'id']],
    ['_sort=rowid', ['id']],
    ['_sort=&_sort_desc=', []],
    ['_sort=&_sort_desc=id', ['-id']],
  ])('%s sorts', (asked, sort) => {
    expect(read(asked).query.sort.map((s) => `${s.descending ? '-' : ''}${s.column}`)).toEqual(sort);
  });

  test('a declared order holds where nobody asks for another', () => {
    const declared = exampleContext(exampleTable({ sort: '-width' }));
    expect(read('', declared).query.sort).toEqual([{ column: 'width', descending: true }]);
    expect(read('_sort=id', declared).query.sort).toEqual([{ column: 'id', descending: false }]);
  });

  test.each([
    ['', 20],
    ['_size=', 20],
    ['_size=0', 0],
    ['_size=7', 7],
    ['_size=max', 100],
    ['_size=7&_size=9', 7],
  ])('%s has pages of %i', (asked, size) => {
    expect(read(asked).query.size).toBe(size);
  });

  test.each([
    ['_col=text', ['id', 'text']],
    ['_col=text&_col=text&_col=id', ['id', 'text']],
    ['_col=text&_col=width&_nocol=text', ['id', 'width']],
    ['_col=rowid', ['id']],
  ])('%s shows', (asked, columns) => {
    expect(read(asked).columns).toEqual(columns);
  });

  test('facets of three types, each in its place', () => {
    const { facets, facetSize } = read(
      '_facet=width&_facet_date=created&_facet_array=tags&_facet=text&_facet_size=max',
    );
    expect(facets.map(({ column, type }) => `${type} ${column}`)).toEqual([
      'column width',
      'column text',
      'array tags',
      'date created',
    ]);
    expect(facetSize).toBe(100);
    expect(read('_facet_size=nope').facetSize).toBe(30);
  });

  test('linked rows', () => {
    const asked = `_through=${encodeURIComponent('{"table":"mark","column":"label","value":5}')}`;
    expect(read(asked).query.through).toEqual([{ table: 'mark', column: 'label', value: '5' }]);
  });

  test('a token and a limit of time', () => {
    expect(read('_next=7~2E0,5').query.next).toBe('7~2E0,5');
    expect(read('_next=').query.next).toBeNull();
    expect(read('_timelimit=50').milliseconds).toBe(50);
    expect(read('_timelimit=0').milliseconds).toBe(context.settings.timeLimit);
    expect(read('_timelimit=999999').milliseconds).toBe(context.settings.timeLimit);
  });
});

describe('what cannot be read is refused, naming what is allowed', () => {
  test.each([
    ['nope=1', 'no such column: nope', 'columns: id, text'],
    ['nope__gt=1', 'no such column: nope', 'columns: id, text'],
    ['id__domain=1', 'no such operator: domain', 'operators: exact, not'],
    ['id__=1', 'no such operator: ', 'operators: exact'],
    ['_sort=bad', 'Cannot sort table by bad', 'columns: id'],
    ['_sort_desc=bad', 'Cannot sort table by bad', 'columns: id'],
    ['_sort=id,bad', 'Cannot sort table by bad', 'columns: id'],
    ['_sort=id,-id', '_sort names a column twice', 'id,-id'],
    ['_sort=id&_sort_desc=id', 'Cannot use _sort and _sort_desc at the same time', ''],
    ['_size=x', '_size must be a positive integer', ''],
    ['_size=-1', '_size must be a positive integer', ''],
    ['_size=101', '_size must be <= 100', ''],
    ['_col=bad', '_col=bad - invalid columns', 'columns: id'],
    ['_nocol=bad', '_nocol=bad - invalid columns', 'columns: id'],
    ['_nocol=id', '_nocol=id - invalid columns', 'a key is always shown'],
    ['_facet=bad', '_facet=bad', 'columns: id'],
    ['_shape=nope', 'Invalid _shape: nope', 'objects, arrays'],
    ['_extra=count,nope', 'Unknown _extra: nope', 'count'],
    ['_searchmode=x', 'Invalid _searchmode: x', 'escaped, raw'],
    ['_search_width=x', 'Cannot search by that column', 'searched: text'],
    ['_through=x', '_through must be', '"table"'],
    ['_timelimit=x', '_timelimit must be a positive integer', ''],
    ['id__in=[bad', 'not a JSON array: [bad', 'a list is a,b,c'],
    ['text=%00', 'U+0000', ''],
    ['_next=%00', 'U+0000', ''],
  ])('%s', (asked, wrong, allowed) => {
    expect(() => read(asked)).toThrow(BadRequest);
    const said = new RegExp(`${escaped(wrong)}.*${escaped(allowed)}`);
    expect(() => read(asked)).toThrow(said);
  });

  test('every wrong filter is named at once', () => {
    try {
      read('nope=1&id=5&width__domain=1');
      expect.unreachable();
    } catch (error) {
      expect((error as BadRequest).errors).toHaveLength(2);
    }
  });

  test('SQL of one’s own is forbidden where there is no role for it', () => {
    expect(() => read('_where=1=1')).toThrow(Forbidden);
    expect(read('_where=').query.where).toEqual([]);
    const allowed = { ...context, settings: { ...context.settings, sqlUrl: 'postgres://x', allowSql: true } };
    expect(read('_where=1=1&_where=id>5', allowed).query.where).toEqual(['1=1', 'id>5']);
  });

  test('only what is declared may be sorted by', () => {
    const few = exampleContext(exampleTable({ sortable: ['width'] }));
    expect(() => read('_sort=id', few)).toThrow('Cannot sort table by id (columns: width)');
    const none = exampleContext(exampleTable({ sortable: [] }));
    expect(() => read('_sort=id', none)).toThrow('Cannot sort table by id (columns: none)');
  });

  test('a table without a key has no shape of objects by key', () => {
    const view = exampleContext(exampleTable({}, [['n', 'integer', 'integer']]));
    expect(() => read('_shape=object', view)).toThrow('not available for tables with no primary keys');
  });
});
