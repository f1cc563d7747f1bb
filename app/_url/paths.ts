import type { Table } from '../../db/catalog.ts';
import type { Row } from '../../db/query.ts';
import { tildeDecode, tildeEncode } from '../../db/tilde.ts';
import { valueText } from '../../db/value-text.ts';
import { FORMATS } from './address.ts';

export const datasetPath = (dataset: string): string => `/${tildeEncode(dataset)}`;

export const tablePath = (dataset: string, table: string): string => `${datasetPath(dataset)}/${tildeEncode(table)}`;

/** A row's key values, tilde-encoded and joined by commas. */
export function rowKey(table: Table, row: Row): string {
  return table.primaryKey
    .map((name) =>
      tildeEncode(valueText(row[name] ?? '', table.columns.find((c) => c.name === name)?.kind === 'float')),
    )
    .join(',');
}

export const rowPath = (dataset: string, table: Table, row: Row): string =>
  `${tablePath(dataset, table.name)}/${rowKey(table, row)}`;

/** The address of a row by its label, readable where the grammar allows: `/laion-sample/site/artstation.com`. */
export function labelPath(dataset: string, table: string, label: string): string {
  const readable = tildeEncode(label).replaceAll('~2E', '.');
  const suffix = readable.slice(readable.lastIndexOf('.') + 1);
  const isFormat = readable.includes('.') && FORMATS.some((format) => format === suffix);
  return `${tablePath(dataset, table)}/${isFormat || tildeDecode(readable) !== label ? tildeEncode(label) : readable}`;
}

/** A location that a browser cannot take for another host: `//` and `/\` begin one. */
export const ownPath = (location: string): string => location.replace(/^[/\\]+/, '/');

const ENDING = new RegExp(`\\.(${FORMATS.filter((format) => format !== 'html').join('|')})$`);

/**
 * What a path written with `%` must have meant: the tilde encoding (section 1), before the suffix of a format. Null for
 * a path without `%`.
 */
export function tildePath(path: string): string | null {
  if (!path.includes('%')) return null;
  const [ending = ''] = ENDING.exec(path) ?? [];
  const name = path.slice(0, path.length - ending.length);
  return name.replaceAll('~', '~7E').replaceAll('%', '~').replaceAll('.', '~2E') + ending;
}
