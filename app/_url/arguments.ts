import { columnName } from '../../db/queries/where.ts';
import { BadRequest, type Through } from '../../db/query.ts';
import { type Context, SHAPES, type Shape, type TableRequest, VIEWS, type View } from './table-request.ts';

/** An argument of a table's URL as the interface's description lists it. */
export interface DescribedArgument {
  key: string;
  /** True when every repetition counts; otherwise the first value wins. */
  repeats: boolean;
  description: string;
  /** A JSON Schema of one value. */
  schema: Record<string, unknown>;
}

/** An argument that is read by itself. */
export interface TableArgument extends DescribedArgument {
  /** Writes what the values mean into the request. Throws BadRequest. */
  read(request: TableRequest, values: string[], context: Context): void;
}

const ON = ['on', 'true', '1'];
const FLAG = { type: 'string', enum: ON };
const COLUMN = { type: 'string', description: 'a column of the table' };
const TEXT = { type: 'string' };
const isSet = (values: string[]) => values[0] !== undefined && values[0] !== '';

function numberOf(key: string, value: string, most: number): number {
  if (!/^\d+$/.test(value)) throw new BadRequest([`${key} must be a positive integer`]);
  if (Number(value) > most) throw new BadRequest([`${key} must be <= ${most}`]);
  return Number(value);
}

function knownColumns(key: string, values: string[], { table }: Context): string[] {
  const unknown = values.filter((value) => !table.columns.some((column) => column.name === columnName(table, value)));
  if (unknown.length > 0) {
    const names = table.columns.map((column) => column.name).join(', ');
    throw new BadRequest(unknown.map((value) => `${key}=${value} - invalid columns (columns: ${names})`));
  }
  return values.map((value) => columnName(table, value));
}

const linkedColumns = ({ table }: Context): string[] => table.outgoing.map((link) => link.column);

const argument = (
  key: string,
  description: string,
  schema: Record<string, unknown>,
  read: TableArgument['read'],
  repeats = false,
): TableArgument => ({ key, description, schema, read, repeats });

const repeated = (key: string, description: string, schema: Record<string, unknown>, read: TableArgument['read']) =>
  argument(key, description, schema, read, true);

function readThrough(value: string): Through {
  try {
    const { table, column, value: wanted } = JSON.parse(value);
    if (typeof table === 'string' && typeof column === 'string' && wanted !== undefined) {
      return { table, column, value: String(wanted) };
    }
  } catch {}
  throw new BadRequest(['_through must be {"table": …, "column": …, "value": …}']);
}

const facetArgument = (key: string, type: 'column' | 'array' | 'date', description: string) =>
  repeated(key, description, COLUMN, (request, values, context) => {
    for (const column of knownColumns(key, values.filter(Boolean), context)) request.facets.push({ column, type });
  });

/** Sections 4, 9, 10 and 13 of the URL grammar, but for search and sort, which have files of their own. */
export const TABLE_ARGUMENTS: TableArgument[] = [
  argument('_next', 'The token of the page before: its "next".', TEXT, (request, [value]) => {
    request.query.next = value || null;
  }),
  argument('_size', 'Rows of a page, or "max"; 0 for none.', TEXT, (request, [value = ''], { settings }) => {
    if (value === 'max') request.query.size = settings.maxPageSize;
    else if (value !== '') request.query.size = numberOf('_size', value, settings.maxPageSize);
  }),
  repeated('_col', 'Show only these columns; key columns always come first.', COLUMN, (request, values, context) => {
    request.columns = [...new Set([...context.table.primaryKey, ...knownColumns('_col', values, context)])];
  }),
  repeated('_nocol', 'Hide these columns.', COLUMN, (request, values, context) => {
    const hidden = knownColumns('_nocol', values, context);
    const key = hidden.filter((column) => context.table.primaryKey.includes(column));
    if (key.length > 0)
      throw new BadRequest(key.map((column) => `_nocol=${column} - invalid columns (a key is always shown)`));
    request.columns = request.columns.filter((column) => !hidden.includes(column));
  }),
  facetArgument('_facet', 'column', 'Count the commonest values of a column.'),
  facetArgument('_facet_array', 'array', 'Count the items of a column of arrays.'),
  facetArgument('_facet_date', 'date', 'Count the days of a column of times.'),
  argument('_facet_size', 'Values of a facet, or "max".', TEXT, (request, [value = ''], { settings }) => {
    if (value === 'max') request.facetSize = settings.maxPageSize;
    else if (/^\d+$/.test(value)) request.facetSize = Math.min(Number(value), settings.maxPageSize);
  }),
  argument('_nofacet', 'Leave the facets out.', FLAG, (request, values) => {
    request.noFacets = isSet(values);
  }),
  argument('_nosuggest', 'Suggest no facets.', FLAG, (request, values) => {
    request.noSuggestions = isSet(values);
  }),
  argument('_nocount', 'Do not count.', FLAG, (request, values) => {
    request.noCount = isSet(values);
  }),
  repeated('_through', 'Rows linked through another table.', TEXT, (request, values) => {
    request.query.through = values.filter(Boolean).map(readThrough);
  }),
  repeated('_where', 'A condition in SQL, run as the role of the SQL page.', TEXT, (request, values, { settings }) => {
    const conditions = values.filter((value) => value.trim() !== '');
    if (conditions.length > 0 && !(settings.allowSql && settings.sqlUrl)) throw new Forbidden('_where= is not allowed');
    request.query.where = conditions;
  }),
  argument('_labels', 'Linked columns as {"value", "label"}.', FLAG, (request, [value = ''], context) => {
    if (ON.includes(value)) request.labels = linkedColumns(context);
  }),
  repeated('_label', 'This linked column as {"value", "label"}.', COLUMN, (request, values, context) => {
    const labelled = knownColumns('_label', values, context).filter((name) => linkedColumns(context).includes(name));
    request.labels = [...new Set([...request.labels, ...labelled])];
  }),
  argument(
    '_shape',
    'How JSON holds the rows.',
    { type: 'string', enum: [...SHAPES] },
    (request, [value = ''], { table }) => {
      if (value === '') return;
      if (!SHAPES.includes(value as Shape))
        throw new BadRequest([`Invalid _shape: ${value} (shapes: ${SHAPES.join(', ')})`]);
      if (value === 'object' && table.primaryKey.length === 0) {
        throw new BadRequest(['_shape=object not available for tables with no primary keys']);
      }
      request.shape = value as Shape;
    },
  ),
  argument('_nl', 'With _shape=array: one object a line.', FLAG, (request, [value = '']) => {
    request.newlineDelimited = ON.includes(value) && request.shape === 'array';
  }),
  repeated('_json', 'Parse this column’s text as JSON.', COLUMN, (request, values, { table }) => {
    request.jsonColumns = values.filter((value) => table.columns.some((column) => column.name === value));
  }),
  argument('_json_infinity', 'Write Infinity instead of null.', FLAG, (request, [value = '']) => {
    request.jsonInfinity = ON.includes(value);
  }),
  argument('_ttl', 'Seconds a cache may keep the answer; 0: not at all.', TEXT, (request, [value = '']) => {
    if (/^\d{1,9}$/.test(value)) request.ttl = Number(value);
  }),
  argument('_timelimit', 'A lower limit of time, in milliseconds.', TEXT, (request, [value = ''], { settings }) => {
    if (value === '') return;
    const limit = numberOf('_timelimit', value, Number.MAX_SAFE_INTEGER);
    if (limit > 0) request.milliseconds = Math.min(limit, settings.timeLimit);
  }),
  argument('_stream', 'CSV: every row, not only one page.', FLAG, (request, [value = '']) => {
    request.stream = ON.includes(value);
  }),
  argument('_dl', 'CSV: as a file to keep.', FLAG, (request, values) => {
    request.download = isSet(values);
  }),
  argument(
    '_header',
    'CSV: "off" leaves the header line out.',
    { type: 'string', enum: ['on', 'off'] },
    (request, [value]) => {
      request.header = value !== 'off';
    },
  ),
  argument(
    '_view',
    'How a page shows the rows.',
    { type: 'string', enum: [...VIEWS] },
    (request, [value = ''], { table }) => {
      if (value === '') return;
      const views = VIEWS.filter((view) => view !== 'gallery' || table.config.picture);
      if (!views.includes(value as View))
        throw new BadRequest([`Invalid _view: ${value} (views: ${views.join(', ')})`]);
      request.view = value as View;
    },
  ),
  argument('_wait', 'A page is sent with its counts and plots, not before them.', FLAG, (request, [value = '']) => {
    request.wait = ON.includes(value);
  }),
  argument('_safe', 'CSV: cells a spreadsheet would run as a formula are escaped.', FLAG, (request, [value = '']) => {
    request.safe = ON.includes(value);
  }),
];

/** The visitor may not ask this here. Becomes status 403. */
export class Forbidden extends Error {}
