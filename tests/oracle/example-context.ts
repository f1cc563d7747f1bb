import type { Context } from '../../app/_url/table-request.ts';
import { settings } from '../../app/settings.ts';
import type { Column, ColumnKind, Dataset, Table } from '../../db/catalog.ts';
import type { TableConfig } from '../../db/config.ts';

type Definition = [name: string, kind: ColumnKind, sqlType: string, keyPosition?: number];

const COLUMNS: Definition[] = [
  ['id', 'integer', 'bigint', 1],
  ['text', 'text', 'text'],
  ['width', 'integer', 'integer'],
  ['aesthetic', 'float', 'real'],
  ['tags', 'json', 'jsonb'],
  ['created', 'text', 'text'],
  ['taken', 'time', 'timestamp without time zone'],
  ['site_id', 'integer', 'integer'],
  ['odd__name', 'text', 'text'],
  ['_private', 'integer', 'integer'],
];

const asColumn = ([name, kind, sqlType, keyPosition = 0]: Definition): Column => ({
  name,
  kind,
  sqlType,
  keyPosition,
  notNull: keyPosition > 0,
  defaultValue: null,
});

/** A table as the catalog would read it, without a database. */
export function exampleTable(config: TableConfig = { search: 'text' }, columns: Definition[] = COLUMNS): Table {
  const key = columns.filter(([, , , position = 0]) => position > 0).sort((a, b) => (a[3] ?? 0) - (b[3] ?? 0));
  return {
    name: 'images',
    isView: key.length === 0,
    columns: columns.map(asColumn),
    primaryKey: key.map(([name]) => name),
    outgoing: [{ column: 'site_id', table: 'site', otherColumn: 'id' }],
    incoming: [],
    config,
  };
}

/** What a query string of the table is read against. */
export function exampleContext(table: Table = exampleTable()): Context {
  const site = exampleTable({ labelColumn: 'text' });
  const dataset: Dataset = {
    name: 'laion-sample',
    aliases: [],
    title: null,
    about: null,
    source: null,
    licence: null,
    invented: false,
    version: 1,
    schema: 'v1',
    epoch: 0,
    server: 'primary',
    publishedAt: '',
    tables: new Map([
      ['images', table],
      ['site', { ...site, name: 'site' }],
    ]),
    queries: new Map(),
  };
  return { dataset, table, settings: { ...settings({} as NodeJS.ProcessEnv), pageSize: 20, maxPageSize: 100 } };
}
