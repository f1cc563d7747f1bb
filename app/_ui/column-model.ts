import {
  columnOrderingFeature,
  columnVisibilityFeature,
  constructTable,
  createColumnHelper,
  metaHelper,
  rowSortingFeature,
  tableFeatures,
} from '@tanstack/react-table';
import { storeReactivityBindings } from '@tanstack/table-core/store-reactivity-bindings';
import type { Column, Table } from '../../db/catalog.ts';
import type { Row, Sort } from '../../db/query.ts';
import { rowKey } from '../_url/paths.ts';
import { columnLabel } from '../_url/people/column-words.ts';

export type CellKind = 'key' | 'caption' | 'address' | 'linked' | 'size' | 'number' | 'text';

/** What a column of the page is made of; a size is two columns of the data. */
export interface ColumnMeaning {
  kind: CellKind;
  columns: [Column, ...Column[]];
  label: string;
  /** Left out on a narrow screen. */
  wide: boolean;
}

const features = tableFeatures({
  coreReactivityFeature: storeReactivityBindings(),
  columnVisibilityFeature,
  columnOrderingFeature,
  rowSortingFeature,
  columnMeta: metaHelper<ColumnMeaning>(),
});

const helper = createColumnHelper<typeof features, Row>();

export const isNumeric = (column: Column): boolean => ['integer', 'float', 'numeric'].includes(column.kind);

function kindOf(table: Table, column: Column): CellKind {
  const { picture, search, labelColumn } = table.config;
  if (column.name === labelColumn || column.name === (picture?.caption ?? search)) return 'caption';
  if (column.keyPosition > 0) return 'key';
  if (column.name === picture?.address) return 'address';
  if (table.outgoing.some((link) => link.column === column.name)) return 'linked';
  return isNumeric(column) ? 'number' : 'text';
}

/** The one number that matters on a narrow screen: the order's, else the last score or count that is shown. */
export function mainNumber(table: Table, shown: string[], sort: Sort[]): string | null {
  const numbers = shown.filter((name) => {
    const column = table.columns.find((known) => known.name === name);
    const unit = table.config.columns?.[name]?.unit;
    return column && column.keyPosition === 0 && isNumeric(column) && unit !== 'identifier';
  });
  const sorted = sort.find(({ column }) => numbers.includes(column))?.column;
  const counts = numbers.filter((name) => ['score', 'count'].includes(table.config.columns?.[name]?.unit ?? ''));
  return sorted ?? table.config.sort?.replace(/^-/, '') ?? counts.at(-1) ?? numbers.at(-1) ?? null;
}

/** The meaning of each column of the page, in the table's order; width and height side by side become a size. */
function meanings(table: Table, shown: string[], sort: Sort[]): ColumnMeaning[] {
  const { picture } = table.config;
  const size = [picture?.width, picture?.height].map((name) => table.columns.find((column) => column.name === name));
  const [width, height] = size;
  const together = width && height && shown.includes(width.name) && shown.includes(height.name);
  const hasCaption = table.columns.some((column) => kindOf(table, column) === 'caption');
  const main = mainNumber(table, shown, sort);
  return table.columns.flatMap((column): ColumnMeaning[] => {
    if (together && column === height) return [];
    const kind = together && column === width ? 'size' : kindOf(table, column);
    const columns: [Column, ...Column[]] = kind === 'size' && height ? [column, height] : [column];
    const label = kind === 'size' ? 'Size' : columnLabel(table, column.name);
    return [{ kind, columns, label, wide: hasCaption && kind !== 'caption' && column.name !== main }];
  });
}

export interface ColumnModelInput {
  table: Table;
  /** The columns shown, in their order. */
  shown: string[];
  rows: Row[];
  sort: Sort[];
}

/** The page's columns and rows as TanStack Table's model: Postgres sorts, filters and pages; here they are arranged. */
export function columnModel({ table, shown, rows, sort }: ColumnModelInput) {
  const columns = meanings(table, shown, sort).map((meta) =>
    helper.accessor((row) => row[meta.columns[0].name] ?? null, {
      id: meta.columns[0].name,
      header: meta.label,
      enableHiding: meta.columns[0].keyPosition === 0,
      meta,
    }),
  );
  return constructTable({
    features,
    columns: helper.columns(columns),
    data: rows,
    getRowId: (row, i) => (table.primaryKey.length > 0 ? rowKey(table, row) : String(i)),
    manualSorting: true,
    state: {
      columnOrder: shown,
      columnVisibility: Object.fromEntries(columns.map(({ id }) => [id, shown.includes(String(id))])),
      sorting: sort.map(({ column, descending }) => ({ id: column, desc: descending })),
    },
  });
}

export type ColumnModel = ReturnType<typeof columnModel>;
