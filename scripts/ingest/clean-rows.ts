import { OTHER_SCHEME } from '../../db/host-of.ts';
import { type CleanValue, cleanValue, NUL_REMOVED } from './clean-values.ts';
import type { ChosenColumns, ColumnName } from './columns.ts';
import { fileLiteral, literal } from './quote.ts';

export const NO_URL = 'no URL';
export const LONG_URL = 'URL over 8 KB';
export const FILTERED = 'filtered';

const MAX_URL_BYTES = 8192;

/** The columns of `images` that a file gives, in the order of the CSV. */
export const FILE_COLUMNS = [
  'url',
  'text',
  'width',
  'height',
  'similarity',
  'punsafe',
  'pwatermark',
  'aesthetic',
  'hash',
  'language',
  'nsfw',
  'license',
  'source',
] as const satisfies readonly ColumnName[];

export interface RowFilter {
  /** Rows with a lower score, or none, are left out; null: none is. */
  minAesthetic: number | null;
  /** Rows of another language, or none, are left out, in any letter case; null: none is. */
  language: string | null;
}

export interface CleanRows {
  /** A relation of DuckDB with the file's rows, cleaned: see `cleanRows`. */
  relation: string;
  /** Reasons for which a value may have been mended; column `mend_<i>` of the relation says whether one was. */
  mends: string[];
}

/**
 * The first `limit` rows of a Parquet file, cleaned, as SQL.
 *
 * Columns: `n`, the row's position from 0; ours; `key`, what names the row's host: the URL up to its path, less the
 * scheme, or `//` and the whole URL where that takes a closer look; `reason`, why the row is rejected, null when it is
 * not, as far as can be said without that look; `filtered`; `mend_0` and so on.
 */
export function cleanRows(
  path: string,
  columns: ChosenColumns['columns'],
  filter: RowFilter,
  limit: number,
): CleanRows {
  const { url, selected, mends } = cleanColumns(columns);
  const relation = `(
    SELECT *, ${KEY} AS key, ${REASON} AS reason, ${filteredOf(filter)} AS filtered
    FROM (
      SELECT ${authorityOf(url)} AS authority, file_row_number AS n,
        ${selected.join(',\n        ')}
      ${firstRows([path], limit)}
    ))`;
  return { relation, mends };
}

/** Our columns of a file as SQL: `selected` names each by our name, and `mend_0` and so on for the reasons `mends`. */
export function cleanColumns(columns: ChosenColumns['columns']): { url: string; selected: string[]; mends: string[] } {
  const clean = FILE_COLUMNS.map((name) => ({ name, ...cleanValue(name, columns[name]) }));
  const mends = mendConditions(clean);
  const selected = [
    ...clean.map(({ name, value }) => `${value} AS "${name}"`),
    ...[...mends.values()].map((condition, i) => `coalesce(${condition}, false) AS mend_${i}`),
  ];
  return { url: clean.find(({ name }) => name === 'url')?.value ?? 'NULL', selected, mends: [...mends.keys()] };
}

/** The first `limit` rows of each of some Parquet files of one layout, as the end of a query. */
export const firstRows = (paths: readonly string[], limit: number): string => `
      FROM read_parquet([${paths.map(fileLiteral).join(', ')}], file_row_number = true, binary_as_string = true)
      WHERE file_row_number < ${limit}`;

/** One condition for each reason, whichever columns it may come from. */
function mendConditions(values: CleanValue[]): Map<string, string> {
  const conditions = new Map<string, string>();
  for (const { mends } of values) {
    for (const [reason, condition] of Object.entries(mends)) {
      const others = conditions.get(reason);
      const here = `coalesce(${condition}, false)`;
      conditions.set(reason, others ? `${others} OR ${here}` : here);
    }
  }
  // Last in every list, as it may concern any text.
  const nul = conditions.get(NUL_REMOVED);
  if (nul && conditions.delete(NUL_REMOVED)) conditions.set(NUL_REMOVED, nul);
  return conditions;
}

/** What stands between the scheme and the path of an http(s) URL; null or empty where a closer look is needed. */
const authorityOf = (url: string) => `CASE
    WHEN starts_with(${url}, 'https://') OR starts_with(${url}, 'http://') OR regexp_matches(${url}, '^(?i)https?://')
    THEN split_part(${url}, '/', 3) END`;

const KEY = "CASE WHEN authority <> '' THEN authority ELSE '//' || url END";

const REASON = `CASE
    WHEN authority <> '' AND strlen(url) <= ${MAX_URL_BYTES} THEN NULL
    WHEN url IS NULL OR trim(url) = '' THEN ${literal(NO_URL)}
    WHEN authority IS NULL AND regexp_matches(url, '^\\s*[a-zA-Z][a-zA-Z0-9+.-]*:')
      AND NOT regexp_matches(url, '^(?i)\\s*https?:') THEN ${literal(OTHER_SCHEME)}
    WHEN strlen(url) > ${MAX_URL_BYTES} THEN ${literal(LONG_URL)} END`;

function filteredOf({ minAesthetic, language }: RowFilter): string {
  const conditions: string[] = [];
  // Compared as Postgres stores it: a real 6.1 is a little less than 6.1.
  if (minAesthetic !== null) conditions.push(`coalesce(aesthetic < ${minAesthetic}::FLOAT, true)`);
  if (language !== null) conditions.push(`coalesce(lower(language) <> lower(${literal(language)}), true)`);
  return conditions.length > 0 ? conditions.join(' OR ') : 'false';
}
