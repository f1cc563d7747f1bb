import fc from 'fast-check';
import { OPERATORS } from '../../../db/queries/operators.ts';
import * as corpus from './corpus.ts';

const words = (text: string): string[] => text.trim().split(/\s+/);

const COLUMNS = words(`id rowid url text width height similarity punsafe aesthetic hash domain_id tags created name
  category image_counts key value pk1 pk2 content domain site`);
const TABLES =
  words(`golden/images golden/images golden/images golden/images golden/domain golden/artists golden/oddkeys
  golden/pair golden/big_images laion-sample/images laion-sample/artists laion-sample/site laion-sample/word`);
const GOLDEN = TABLES.filter((table) => table.startsWith('golden/'));
const FLAGS =
  words(`_nofacet _nosuggest _nocount _labels _nl _json_infinity _dl _header _safe _ttl _timelimit _size _wait
  _facet_size _shape _searchmode _view _sort_by_desc _trace _nope _ __ _rsc _stream _from.width _below.width _from.`);
const TAKES_COLUMN = words(`_sort _sort_desc _col _nocol _facet _facet_array _facet_date _label _json _search_
  _filter_column _filter_column_1`);
const EXTRAS = words('count facet_results suggested_facets human_description_en query column_details extras');
const PAGES = words(`golden/-/schema golden/-/queries golden/images/-/schema golden/images/-/autocomplete -/databases
  golden/domain/-/autocomplete -/settings -/versions -/plugins -/openapi laion-sample/-/suggest laion-sample/-/about
  laion-sample/-/name laion-sample/-/compare laion-sample/-/report -/about -/removal`);
const BARE_PAGES = words('laion-sample/-/find golden/-/find laion-sample/-/preview -/keep');
const SUFFIXES = ['.json', '', '.md', '.csv', '.xyz'];

const one = <T>(...of: readonly T[]) => fc.constantFrom(...of);
const encoded = (text: string) => encodeURIComponent(text.toWellFormed());

const texts = fc.oneof(
  { weight: 3, arbitrary: one(...corpus.NUMBERS) },
  { weight: 3, arbitrary: one(...corpus.MARKUP) },
  { weight: 3, arbitrary: one(...corpus.SQL, ...corpus.PATTERNS) },
  { weight: 3, arbitrary: one(...corpus.SEARCHES) },
  { weight: 3, arbitrary: one(...corpus.UNICODE, ...corpus.JSON_TEXTS) },
  { weight: 2, arbitrary: one(...corpus.TOKENS, ...corpus.OBJECT_NAMES, ...COLUMNS, 'on', 'max', '', 'array', 'raw') },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 40 }) },
);

/** A value, encoded as a browser does, or not at all as it should be. */
const value = fc.oneof(
  { weight: 8, arbitrary: texts.map(encoded) },
  { weight: 1, arbitrary: fc.tuple(texts, texts).map(([a, b]) => encoded(a + b)) },
  { weight: 1, arbitrary: one(...corpus.BROKEN_ENCODINGS) },
);

const column = fc.oneof(
  { weight: 12, arbitrary: one(...COLUMNS) },
  { weight: 1, arbitrary: one(...corpus.OBJECT_NAMES, 'nope', '', 'id ', 'ID', 'a__b', '_x').map(encoded) },
);
const operator = fc.oneof(
  { weight: 12, arbitrary: one(...OPERATORS.map(({ name }) => name)) },
  { weight: 1, arbitrary: one(...corpus.OBJECT_NAMES, 'nope', '').map(encoded) },
);
const token = fc.oneof(
  one(...corpus.TOKENS).map(encoded),
  fc.array(value, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(',')),
);

const pair = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(column, operator, value).map(([c, o, v]) => `${c}__${o}=${v}`) },
  { weight: 2, arbitrary: fc.tuple(column, value).map(([c, v]) => `${c}=${v}`) },
  { weight: 3, arbitrary: fc.tuple(one('_search', '_search', '_search_text'), value).map(([k, v]) => `${k}=${v}`) },
  { weight: 2, arbitrary: one(...corpus.SEARCHES).map((v) => `_searchmode=raw&_search=${encoded(v)}`) },
  { weight: 3, arbitrary: fc.tuple(one(...TAKES_COLUMN), column).map(([k, c]) => `${k}=${c}`) },
  { weight: 2, arbitrary: fc.tuple(one(...TAKES_COLUMN, ...FLAGS), value).map(([k, v]) => `${k}=${v}`) },
  { weight: 2, arbitrary: token.map((v) => `_next=${v}`) },
  { weight: 2, arbitrary: fc.tuple(column, token).map(([c, v]) => `_sort_desc=${c}&_next=${v}`) },
  { weight: 1, arbitrary: fc.tuple(column, column).map(([a, b]) => `_sort=${a},-${b}`) },
  { weight: 1, arbitrary: one(...EXTRAS).map((name) => `_extra=${name}`) },
  {
    weight: 1,
    arbitrary: one('_through', '_extra', '_filter_op', '_filter_value').chain((k) => value.map((v) => `${k}=${v}`)),
  },
  { weight: 1, arbitrary: texts.map((v) => `_where=${encoded(v)}`) },
  { weight: 1, arbitrary: fc.tuple(value, value).map(([k, v]) => `${k}=${v}`) },
  { weight: 1, arbitrary: value },
);

const queryString = fc
  .oneof(
    { weight: 9, arbitrary: fc.array(pair, { minLength: 1, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(pair, { minLength: 4, maxLength: 20 }) },
  )
  .map((pairs) => `?${pairs.join('&')}`);

/** A name in a path: tilde-encoded, percent-encoded or broken. */
const segment = fc.oneof(
  texts.map((text) => encoded(text).replace(/%/g, '~')),
  texts.map(encoded),
  one(
    ...corpus.BROKEN_ENCODINGS,
    ...corpus.OBJECT_NAMES,
    '',
    '.',
    '..',
    '-',
    '...',
    'golden',
    'images',
    'a.json',
    '.json',
    '.csv',
  ),
);
const path = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((strings) => strings.join(''));
const slash = fc.constant('/');
const maybe = (arbitrary: fc.Arbitrary<string>) => fc.oneof(arbitrary, fc.constant(''));

const keys = fc.oneof(
  segment,
  fc.array(segment, { minLength: 2, maxLength: 4 }).map((parts) => parts.join(',')),
  one('1', '5', '260', 'a,x', 'a~2Fb', 'a~2Cb,z~2Ez', 'artstation.com', 'img.example.com'),
);
const statement = fc.oneof(
  texts,
  texts.map((text) => `select '${text}' as x`),
  texts.map((text) => `select :a as a -- ${text}`),
  one(...corpus.SQL).map((text) => `select * from images where id = ${text}`),
);
const page = fc.oneof(
  { weight: 6, arbitrary: path(one(...PAGES), one(...SUFFIXES)) },
  { weight: 1, arbitrary: one(...BARE_PAGES) },
);

/** Request targets by what they are aimed at. */
export const TARGETS: Record<string, fc.Arbitrary<string>> = {
  'tables as JSON': path(slash, one(...TABLES), fc.constant('.json'), queryString),
  'tables as CSV': path(slash, one(...TABLES), fc.constant('.csv'), queryString),
  'exports as lines': path(slash, one(...GOLDEN), fc.constant('.ndjson'), queryString),
  'exports as Parquet': path(slash, one(...GOLDEN), fc.constant('.parquet'), queryString),
  'pages of tables': path(slash, one(...TABLES), queryString),
  rows: path(slash, one(...TABLES), slash, keys, one('.json', '.json', '.csv', '', '.xyz'), maybe(queryString)),
  'pages of SQL': fc
    .tuple(one('golden', 'laion-sample', 'nope'), one('.json', '.csv', ''), statement, value)
    .map(([dataset, format, sql, a]) => `/${dataset}/-/query${format}?sql=${encoded(sql)}&a=${a}`),
  'stored queries': path(
    fc.constant('/golden/'),
    one('by_artist', 'top_domains'),
    one('.json', '.csv', ''),
    queryString,
  ),
  'other pages': fc
    .tuple(page, one('q', 'name', 'a', 'table', 'url', 'text', 'of', 'to'), value)
    .map(([name, key, v]) => `/${name}?${key}=${v}`),
  paths: fc
    .tuple(fc.array(segment, { minLength: 1, maxLength: 5 }), one('', '', '/', '.json', '//'), maybe(queryString))
    .map(([segments, end, q]) => `/${segments.join('/')}${end}${q}`),
};
