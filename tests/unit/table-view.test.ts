import { expect, test } from 'vitest';
import { keptIn } from '../../app/_answer/kept.ts';
import { pictureOf } from '../../app/_answer/pictures.ts';
import { shownColumns, withColumns, withoutColumn } from '../../app/_url/columns.ts';
import { conditionsOf, unconditioned } from '../../app/_url/conditions.ts';
import { readPairs, writePairs } from '../../app/_url/pairs.ts';
import { parseTable } from '../../app/_url/parse.ts';
import { phraseText } from '../../app/_url/people/phrase.ts';
import { dataPairs, withView } from '../../app/_url/views.ts';
import { histogramEdges } from '../../db/histogram-edges.ts';
import { KNOWN_TABLES } from '../../db/known-tables.ts';
import { rowsStatement } from '../../db/queries/rows.ts';
import { readableSql } from '../../db/readable-sql.ts';
import { exampleContext, exampleTable } from '../oracle/example-context.ts';

const images = exampleTable(KNOWN_TABLES.images);
const context = exampleContext(images);
const read = (asked: string) => parseTable(readPairs(asked), context);

test('a page shows the declared columns until its address names others', () => {
  const shown = (asked: string) => shownColumns(images, read(asked));
  expect(shown('')).toEqual(['id', 'text', 'site_id', 'width', 'aesthetic']);
  expect(shown('_col=width&_col=text')).toEqual(['id', 'width', 'text']);
  expect(shown('_nocol=text')).not.toContain('text');
  expect(shown('_nocol=text')).toContain('tags');
});

test('hiding a column names the others, and the key alone can be left', () => {
  const hidden = withoutColumn(readPairs('_search=x&_next=9'), images, ['id', 'text', 'width'], 'width');
  expect(writePairs(hidden)).toBe('_search=x&_col=text');
  expect(shownColumns(images, read(writePairs(withColumns([], images, ['id']))))).toEqual(['id']);
});

test('views are edits of the same question', () => {
  expect(writePairs(withView(readPairs('_search=x&_next=3'), 'gallery'))).toBe('_search=x&_view=gallery');
  expect(writePairs(withView(readPairs('_view=gallery&_search=x'), 'table'))).toBe('_search=x');
  expect(writePairs(dataPairs(readPairs('_view=summary&_wait=on&width=3&_next=4')))).toBe('width=3');
  expect(() => read('_view=cards')).toThrow('views: table, gallery, summary');
  expect(() => parseTable(readPairs('_view=gallery'), exampleContext())).toThrow('views: table, summary');
});

test('each condition can be taken away by itself, alternatives one by one', () => {
  const request = read('_search=fox&width=3&width=4&text__in=a,b&_sort=id&_view=gallery&_next=7');
  const conditions = conditionsOf(images, request, new Map());
  expect(conditions.map(({ phrase, pairs }) => [phraseText(phrase), writePairs(pairs)])).toEqual([
    ['Caption holds fox', 'width=3&width=4&text__in=a,b&_sort=id&_view=gallery'],
    ['Width is 3', '_search=fox&width=4&text__in=a,b&_sort=id&_view=gallery'],
    ['Width is 4', '_search=fox&width=3&text__in=a,b&_sort=id&_view=gallery'],
    ['Caption is a', '_search=fox&width=3&width=4&_sort=id&_view=gallery&text=b'],
    ['Caption is b', '_search=fox&width=3&width=4&_sort=id&_view=gallery&text=a'],
  ]);
  expect(conditions[3]?.question.filters.at(-1)).toEqual({ column: 'text', operator: 'in', value: 'b' });
  expect(writePairs(unconditioned(request.pairs))).toBe('_sort=id&_view=gallery');
});

test('the SQL reads as a person would write it', () => {
  const { query } = read('_search=fox&aesthetic__gte=6&_sort_desc=aesthetic');
  const statement = rowsStatement({ dataset: context.dataset, schema: null }, { ...query, size: 19 }, ['id', 'text']);
  const { text, params } = readableSql(statement, 'images', false);
  expect(text).toBe(
    [
      'select id, text, aesthetic',
      'from images',
      "where to_tsvector('simple'::regconfig, template.norm(text)) @@ phraseto_tsquery('simple'::regconfig, template.norm(:p1))",
      '  and aesthetic >= :p2::real',
      'order by aesthetic desc nulls last, id asc',
      'limit 20',
    ].join('\n'),
  );
  expect(params).toEqual(['fox', '6']);
});

test('a picture has the shape of its size, and is blurred by its score', () => {
  const row = { url: 'https://a.example/1.jpg', text: 'x', width: 640, height: 480, punsafe: 0.6 };
  expect(pictureOf(images, row, 'on')).toMatchObject({ ratio: 135, odd: false, veiled: 'unsafe' });
  expect(pictureOf(images, { ...row, punsafe: null }, 'on').veiled).toBeNull();
  expect(pictureOf(images, { ...row, punsafe: null }, 'strict').veiled).toBe('unscored');
  expect(pictureOf(images, { ...row, punsafe: 0.5 }, 'strict').veiled).toBeNull();
  expect(pictureOf(images, { ...row, width: null }, 'on')).toMatchObject({ ratio: 100, width: null });
  expect(pictureOf(images, { ...row, width: 9000, height: 10 }, 'on')).toMatchObject({ ratio: 240, odd: true });
  expect(pictureOf(images, { ...row, url: 'javascript:alert(1)' }, 'on').address).toBeNull();
});

test('what is kept is read from the cookies, nonsense left aside', () => {
  expect(keptIn('a=b; theme=dark; images=strict')).toEqual({ theme: 'dark', images: 'strict' });
  expect(keptIn('theme="><script>; images=yes')).toEqual({ theme: null, images: 'off' });
  expect(keptIn(undefined)).toEqual({ theme: null, images: 'off' });
});

test('bins are exact decimals', () => {
  const column = {
    name: 'punsafe',
    sqlType: 'real',
    kind: 'float',
    notNull: false,
    defaultValue: null,
    keyPosition: 0,
  };
  const edges = histogramEdges(column as never, KNOWN_TABLES.images?.columns?.punsafe) ?? [];
  expect(edges.length).toBe(41);
  expect(edges.slice(0, 5)).toEqual(['0', '0.025', '0.05', '0.075', '0.1']);
  expect(histogramEdges({ ...column, kind: 'text' } as never, undefined)).toBeNull();
});
