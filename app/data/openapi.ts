import { OPERATORS } from '../../db/queries/operators.ts';
import packageJson from '../../package.json' with { type: 'json' };
import type { Json } from '../_http/json-text.ts';
import { cacheControl, jsonReply } from '../_http/reply.ts';
import { type DescribedArgument, TABLE_ARGUMENTS } from '../_url/arguments.ts';
import { COMPARE_ARGUMENTS } from '../_url/compare/sides.ts';
import { EXTRAS } from '../_url/extras.ts';
import { REPORT_ARGUMENTS } from '../_url/report.ts';
import { SEARCH_ARGUMENTS } from '../_url/search-arguments.ts';
import { SORT_ARGUMENTS } from '../_url/sort-arguments.ts';
import { settings } from '../settings.ts';

const EXTRA: DescribedArgument = {
  key: '_extra',
  repeats: true,
  description: `Further keys of the answer, a,b or repeated: ${Object.entries(EXTRAS)
    .map(([name, text]) => `${name} (${text})`)
    .join(' ')}`,
  schema: { type: 'string' },
};

const parameter = ({ key, repeats, description, schema }: DescribedArgument): Json => ({
  name: key,
  in: 'query',
  description,
  ...(repeats ? { explode: true, schema: { type: 'array', items: schema as Json } } : { schema: schema as Json }),
});

const FILTER: Json = {
  name: 'filters',
  in: 'query',
  description: `COLUMN=value or COLUMN__OPERATOR=value; all must hold. Operators: ${OPERATORS.map((o) => `${o.name} (${o.words})`).join(', ')}.`,
  style: 'form',
  explode: true,
  schema: { type: 'object', additionalProperties: { type: 'string' } },
};

const inPath = (name: string): Json => ({ name, in: 'path', required: true, schema: { type: 'string' } });

const ERROR: Json = {
  type: 'object',
  required: ['ok', 'error', 'errors', 'status'],
  properties: {
    ok: { type: 'boolean', enum: [false] },
    error: { type: 'string' },
    errors: { type: 'array', items: { type: 'string' } },
    status: { type: 'integer' },
  },
};

const answers = (type: string, description: string): Json => ({
  200: { description, content: { [type]: {} } },
  400: { description: 'What was wrong, and what is allowed.', content: { 'application/json': { schema: ERROR } } },
  404: { description: 'No such dataset, table or row.', content: { 'application/json': { schema: ERROR } } },
  503: { description: 'The database cannot be reached just now.', content: { 'application/json': { schema: ERROR } } },
});

const get = (summary: string, type: string, parameters: Json[]): Json => ({
  get: { summary, parameters, responses: answers(type, summary) },
});

function paths(): Json {
  const described = [...SEARCH_ARGUMENTS, ...SORT_ARGUMENTS, ...TABLE_ARGUMENTS, EXTRA].map(parameter);
  const table = [inPath('dataset'), inPath('table'), FILTER, ...described];
  const row = [inPath('dataset'), inPath('table'), inPath('keys')];
  const text = { type: 'string' };
  const report = [inPath('dataset'), ...REPORT_ARGUMENTS.map(parameter), FILTER, ...SEARCH_ARGUMENTS.map(parameter)];
  const statement: Json[] = [
    inPath('dataset'),
    { name: 'sql', in: 'query', required: true, schema: text },
    {
      name: 'parameters',
      in: 'query',
      description: 'A value for each :name.',
      explode: true,
      schema: { type: 'object' },
    },
  ];
  return {
    '/.json': get('The datasets.', 'application/json', []),
    '/{dataset}.json': get('A dataset and its tables.', 'application/json', [inPath('dataset')]),
    '/{dataset}/{table}.json': get('Rows, a page at a time.', 'application/json', table),
    '/{dataset}/{table}.csv': get('Rows as CSV; with _stream=on all of them.', 'text/csv', table),
    '/{dataset}/{table}.ndjson': get('Every row, an object a line.', 'application/x-ndjson', table),
    '/{dataset}/{table}.parquet': get('Every row as Parquet.', 'application/vnd.apache.parquet', table),
    '/{dataset}/{table}/{keys}.json': get('One row.', 'application/json', row),
    '/{dataset}/{table}/{keys}.csv': get('One row as CSV.', 'text/csv', row),
    '/{dataset}/{table}/-/autocomplete': get('Rows whose label holds q.', 'application/json', [
      inPath('dataset'),
      inPath('table'),
      { name: 'q', in: 'query', schema: text },
    ]),
    '/{dataset}/-/report.json': get('How many images, from where, the first 1,000.', 'application/json', report),
    '/{dataset}/-/report.csv': get('The first 1,000 images of a report as CSV.', 'text/csv', report),
    '/{dataset}/-/schema.json': get('The definitions of the tables.', 'application/json', [inPath('dataset')]),
    '/{dataset}/-/query.json': get('A statement of SQL.', 'application/json', statement),
    '/{dataset}/-/query.csv': get('A statement of SQL, as CSV.', 'text/csv', statement),
    '/{dataset}/-/compare.json': get('Two questions about images, compared.', 'application/json', [
      inPath('dataset'),
      ...COMPARE_ARGUMENTS.map((each) => ({ ...(parameter(each) as Record<string, Json>), required: true })),
    ]),
    '/{dataset}/-/queries.json': get('The stored queries.', 'application/json', [inPath('dataset')]),
  };
}

/** The interface described in OpenAPI 3.1, made from the descriptors that read it. */
export function openApi(): Response {
  const body: Json = {
    openapi: '3.1.0',
    info: {
      title: 'Aesthetic Explorer',
      version: packageJson.version,
      description: 'Names in paths are tilde-encoded: a dot is ~2E, a slash ~2F, a space +.',
    },
    servers: [{ url: settings().origin }],
    paths: paths(),
  };
  return jsonReply(body, { 'cache-control': cacheControl(null) });
}
