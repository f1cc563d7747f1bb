import fc from 'fast-check';
import * as corpus from './corpus.ts';
import { columnOf, encoded, list, one, operator, texts, token, value } from './values.ts';

const NAMES = 'image_counts category search note';
/** The tables that are asked, with their columns. */
export const TABLES: Record<string, string[]> = {
  'golden/images': list(
    'id rowid url text width height similarity punsafe pwatermark aesthetic hash domain_id tags created',
  ),
  'golden/domain': list('id domain image_counts'),
  'golden/artists': list('name category image_counts'),
  'golden/oddkeys': list('key value'),
  'golden/pair': list('pk1 pk2 content'),
  'golden/big_images': list('id url width height'),
  'laion-sample/images': list('id url text width height aesthetic similarity site_id domain_id hash language'),
  'laion-sample/artists': list(`name ${NAMES}`),
  'laion-sample/site': list('id site image_counts mean_aesthetic'),
  'laion-sample/word': list('word image_counts'),
};

const FLAGS =
  list(`_nofacet _nosuggest _nocount _labels _nl _json_infinity _dl _header _safe _ttl _facet_size _wait _trace
  _nope _ _rsc _stream _json`);
const STRICT = list('_timelimit _size _shape _searchmode _view _through _extra _label _search_ __');
const FORM = list(
  '_sort_by_desc _filter_column _filter_column_1 _filter_op _filter_value _from.width _below.width _from.',
);
const TAKES_COLUMN = list('_sort _sort_desc _col _facet _facet_date _facet_array _nocol _label _json');
const FITTING = list(`_extra=count _extra=facet_results _extra=suggested_facets _extra=human_description_en _extra=query
  _extra=column_details _extra=extras _shape=array _shape=arrays _shape=object _shape=arrayfirst _shape=array&_nl=on _size=0
  _size=max _size=3 _labels=on _facet_size=max _timelimit=5 _stream=on _view=summary _view=gallery _nofacet=1 _dl=1`);

/** One pair of a query string, or two that belong together. */
function pairOf(columns: string[]): fc.Arbitrary<string> {
  const column = columnOf(columns);
  const keyed = (keys: string[], values: fc.Arbitrary<string>) =>
    fc.tuple(one(...keys), values).map(([key, v]) => `${key}=${v}`);
  const searched = fc.oneof(value, one(...corpus.SEARCHES).map(encoded));
  return fc.oneof(
    { weight: 14, arbitrary: fc.tuple(column, operator, value).map(([c, o, v]) => `${c}__${o}=${v}`) },
    { weight: 5, arbitrary: fc.tuple(column, value).map(([c, v]) => `${c}=${v}`) },
    { weight: 8, arbitrary: keyed(['_search'], searched) },
    { weight: 1, arbitrary: keyed(['_search_text'], searched) },
    { weight: 3, arbitrary: keyed(['_searchmode=raw&_search', '_searchmode=escaped&_search'], searched) },
    { weight: 5, arbitrary: keyed(TAKES_COLUMN, column) },
    { weight: 6, arbitrary: one(...FITTING) },
    { weight: 4, arbitrary: keyed(FLAGS, value) },
    { weight: 2, arbitrary: keyed([...STRICT, ...TAKES_COLUMN], value) },
    { weight: 1, arbitrary: keyed(FORM, fc.oneof(value, column)) },
    { weight: 2, arbitrary: keyed(['_next'], token) },
    { weight: 5, arbitrary: fc.tuple(column, token).map(([c, v]) => `_sort_desc=${c}&_next=${v}`) },
    { weight: 1, arbitrary: fc.tuple(column, column).map(([a, b]) => `_sort=${a},-${b}`) },
    { weight: 1, arbitrary: keyed(['_through'], one(...corpus.JSON_TEXTS).map(encoded)) },
    { weight: 1, arbitrary: keyed(['_where'], texts.map(encoded)) },
    {
      weight: 1,
      arbitrary: fc.oneof(
        value,
        fc.tuple(value, value).map(([k, v]) => `${k}=${v}`),
      ),
    },
  );
}

/** A query string about a table with these columns. */
export function questionOf(columns: string[]): fc.Arbitrary<string> {
  const pair = pairOf(columns);
  const pairs = fc.oneof(
    { weight: 6, arbitrary: fc.array(pair, { minLength: 1, maxLength: 1 }) },
    { weight: 4, arbitrary: fc.array(pair, { minLength: 2, maxLength: 3 }) },
    { weight: 1, arbitrary: fc.array(pair, { minLength: 4, maxLength: 20 }) },
  );
  return pairs.map((each) => `?${each.join('&')}`);
}
