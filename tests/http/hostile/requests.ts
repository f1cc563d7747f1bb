import fc from 'fast-check';
import * as corpus from './corpus.ts';
import { questionOf, TABLES } from './questions.ts';
import { encoded, list, one, segment, texts, value } from './values.ts';

const GOLDEN = Object.keys(TABLES).filter((name) => name.startsWith('golden/'));
// Most of what there is to break is in the first.
const ALL = [...Object.keys(TABLES), ...Array.from({ length: 6 }, () => 'golden/images')];
const PAGES = list(`golden/-/schema golden/-/queries golden/images/-/schema golden/images/-/autocomplete -/databases
  golden/domain/-/autocomplete -/settings -/versions -/plugins -/openapi laion-sample/-/suggest laion-sample/-/about
  laion-sample/-/name laion-sample/-/compare laion-sample/-/report -/about -/removal`);
const BARE_PAGES = list('laion-sample/-/find golden/-/find laion-sample/-/preview -/keep laion-sample/-/name');

const path = (...parts: (fc.Arbitrary<string> | string)[]) =>
  fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((all) => all.join(''));
const maybe = (arbitrary: fc.Arbitrary<string>) => fc.oneof(arbitrary, fc.constant(''));

/** A table in some format, with a question about its own columns. */
const tableIn = (tables: string[], ...formats: string[]) =>
  one(...tables).chain((name) => path(`/${name}`, one(...formats), questionOf(TABLES[name] ?? [])));

const keys = fc.oneof(
  segment,
  fc.array(segment, { minLength: 2, maxLength: 4 }).map((parts) => parts.join(',')),
  one(...list('1 5 260 a,x a~2Fb a~2Cb,z~2Ez artstation.com img.example.com Ada+Byron')),
);
const anyQuestion = questionOf(TABLES['golden/images'] ?? []);
const statement = fc.oneof(
  texts,
  texts.map((text) => `select '${text}' as x`),
  texts.map((text) => `select :a as a -- ${text}`),
  one(...corpus.SQL).map((text) => `select * from images where id = ${text}`),
);
const page = fc.oneof(
  { weight: 5, arbitrary: path(one(...PAGES), one('.json', '', '.md', '.csv', '.xyz')) },
  { weight: 1, arbitrary: one(...BARE_PAGES) },
);

/** Request targets by what they are aimed at. */
export const TARGETS: Record<string, fc.Arbitrary<string>> = {
  'tables as JSON': tableIn(ALL, '.json'),
  'tables as CSV': tableIn(ALL, '.csv'),
  'exports as lines': tableIn(GOLDEN, '.ndjson'),
  'exports as Parquet': tableIn(GOLDEN, '.parquet'),
  'pages of tables': tableIn(ALL, ''),
  rows: path('/', one(...ALL), '/', keys, one('.json', '.json', '.csv', '', '.xyz'), maybe(anyQuestion)),
  'pages of SQL': fc
    .tuple(one('golden', 'golden', 'laion-sample', 'nope'), one('.json', '.csv', ''), statement, value)
    .map(([dataset, format, sql, a]) => `/${dataset}/-/query${format}?sql=${encoded(sql)}&a=${a}`),
  'stored queries': fc
    .tuple(
      one('by_artist', 'top_domains'),
      one('.json', '.csv', ''),
      one('artist', '_shape', 'x', '_size', 'sql'),
      value,
    )
    .map(([name, format, key, v]) => `/golden/${name}${format}?${key}=${v}`),
  'other pages': fc
    .tuple(page, one(...list('q name a table url text of to')), value)
    .map(([name, key, v]) => `/${name}?${key}=${v}`),
  paths: fc
    .tuple(fc.array(segment, { minLength: 1, maxLength: 5 }), one('', '', '/', '.json', '//'), maybe(anyQuestion))
    .map(([segments, end, q]) => `/${segments.join('/')}${end}${q}`),
};
