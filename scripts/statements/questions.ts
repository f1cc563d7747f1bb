import { OPERATORS } from '../../db/queries/operators.ts';
import type { OperatorName } from '../../db/query.ts';

/** Paths behind a dataset's, by the kind of question. */
export type Questions = Record<string, string[]>;

const IMAGE_COLUMNS: Record<string, string> = {
  id: '12',
  url: 'https',
  text: 'light',
  width: '600',
  similarity: '0.3',
  aesthetic: '6.1',
  hash: '-5',
  language: 'en',
};
const BOARDS = {
  domain: 'domain',
  site: 'site',
  artists: 'name',
  celebrities: 'name',
  characters: 'name',
  word: 'word',
};

const ARRAYS: OperatorName[] = ['arraycontains', 'arraynotcontains'];
const names = OPERATORS.map(({ name }) => name).filter((name) => !ARRAYS.includes(name));
const filter = (column: string, operator: OperatorName, value: string) =>
  `${column}__${operator}=${encodeURIComponent(operator === 'date' ? '2022-10-13' : operator === 'glob' ? `*${value}*` : value)}`;

/** Every operator on columns of every type, with the count that goes with it. */
const filters = Object.entries(IMAGE_COLUMNS).flatMap(([column, value]) =>
  names.map((operator) => `images.json?${filter(column, operator, value)}&_extra=count&_size=3`),
);

/** A table of numbered rows, and one of rows known by their name. */
const boardFilters = Object.entries({ domain: BOARDS.domain, artists: BOARDS.artists }).flatMap(([table, label]) =>
  names.map((operator) => `${table}.json?${filter(label, operator, 'a')}&_extra=count&_size=3`),
);

const sorts = [...Object.keys(IMAGE_COLUMNS), 'height', 'punsafe'].flatMap((column) => [
  `images.json?_sort=${column}&_size=3`,
  `images.json?_sort_desc=${column}&_size=3`,
]);

const searches = ['light', 'red light', '"red light"', 'ligh*', 'light -red', 'red OR light', '-light', '日本'].flatMap(
  (text) => [
    `images.json?_search=${encodeURIComponent(text)}&_extra=count&_size=3`,
    `images.json?_search=${encodeURIComponent(text)}&_sort_desc=aesthetic&_size=3&_facet=site_id`,
    `domain.json?_search=${encodeURIComponent(text)}&_size=3`,
  ],
);

const where = encodeURIComponent('width > 300');
const through = encodeURIComponent(JSON.stringify({ table: 'domain', column: 'site_id', value: '1' }));

/** One row of each table is asked by `label`. */
const rows = ['images/12', 'images/999999', 'domain/1', 'site/1', 'artists/Thomas%20Kinkade', 'word/light'];

const sql = (statement: string) => `-/query.json?sql=${encodeURIComponent(statement)}`;

export const QUESTIONS: Questions = {
  filters,
  'filters of boards': boardFilters,
  sorts,
  searches,
  raw: ['images.json?_search=light+NOT+red&_searchmode=raw', 'images.json?_search_text=light'],
  facets: ['site_id', 'domain_id', 'language', 'width', 'aesthetic', 'text'].flatMap((column) => [
    `images.json?_facet=${column}&_facet_size=5&_size=0`,
    `images.json?_facet=${column}&_search=light&width__gte=300&_size=0&_extra=count`,
    `images.json?_facet=${column}&${column}=1&_size=0`,
  ]),
  'facets of boards': Object.keys(BOARDS).flatMap((table) => [
    `${table}.json?_facet=image_counts&_size=0`,
    `${table}.json?_extra=suggested_facets,count&_size=2`,
  ]),
  through: [`images.json?_through=${through}&_size=3`],
  pages: [
    '',
    'images',
    'images?_search=light',
    'images?_view=summary',
    'images?_view=gallery',
    'images?_search=light&_view=summary',
  ]
    .concat(
      Object.keys(BOARDS),
      Object.keys(BOARDS).map((table) => `${table}?_search=a&_facet=image_counts`),
    )
    .concat(['images?site_id=1&_facet=site_id', '-/about', 'images?width__gte=300&_sort_desc=similarity']),
  rows: rows.flatMap((row) => [row, `${row}.json?_extra=foreign_key_tables`]),
  'name pages': ['-/name?q=light', '-/name?q=Thomas+Kinkade', '-/name?q=nobody+of+this+name'],
  suggestions: ['-/suggest.json?q=li', '-/suggest.json?q=thomas', '-/find?q=light', 'artists/-/autocomplete.json?q=li'],
  exports: ['images.csv?_stream=on', 'images.csv?_search=light&_stream=on&_labels=on', 'images.ndjson?width__gte=300']
    .concat(['images.parquet?_search=light', 'images.csv?_sort_desc=aesthetic&_stream=on', 'domain.csv?_stream=on'])
    .concat([`images.csv?_where=${where}&_stream=on`]),
  labels: ['images.json?_labels=on&_size=3', 'domain.json?_labels=on&_size=3'],
  'conditions in SQL': [`images.json?_where=${where}&_extra=count&_facet=site_id&_size=3`],
  'SQL page': [`${sql('select count(*), avg(aesthetic) from images where width > :w')}&w=300`]
    .concat([
      sql('select s.site, count(*) as n from images i join site s on s.id = i.site_id group by s.site order by n desc'),
    ])
    .concat([sql('explain select * from images limit 1'), '-/queries.json']),
  'stored queries': ['top_domains', 'images_per_name', 'score_histogram', 'sites_of_artist'].map(
    (name) => `${name}.json?artist=light`,
  ),
};
