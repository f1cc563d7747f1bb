import type { Table } from '../../db/catalog.ts';
import type { soughtOf } from '../../db/queries/hits.ts';
import type { Row, Sort } from '../../db/query.ts';
import type { Labels } from '../_answer/labels.ts';
import { linkTo } from '../_url/edit.ts';
import type { Pairs } from '../_url/pairs.ts';
import { tablePath } from '../_url/paths.ts';
import { sortableColumns, withSort } from '../_url/sort-arguments.ts';
import { ColumnMenu } from './column-menu.tsx';
import { type CellKind, type ColumnMeaning, columnModel, isNumeric } from './column-model.ts';
import { TableCell } from './table-cell.tsx';

export interface DataTableProps {
  dataset: string;
  table: Table;
  columns: string[];
  rows: Row[];
  labels: Labels;
  sort: Sort[];
  pairs: Pairs;
  /** What was searched, to be marked. */
  sought: ReturnType<typeof soughtOf>;
  /** The question in words, for those who hear the table. */
  caption: string;
  facets: string[];
}

const CLASSES: Record<CellKind, string> = {
  key: 'quiet',
  caption: 'caption',
  address: 'address',
  linked: 'host',
  size: 'n',
  number: 'n',
  text: 'text',
};

function classOf({ kind, columns, wide }: ColumnMeaning): string {
  const number = kind === 'key' && isNumeric(columns[0]) ? 'n ' : '';
  return `${number}${CLASSES[kind]}${wide ? ' wide' : ''}`;
}

function Header({ meaning, ...props }: DataTableProps & { meaning: ColumnMeaning }) {
  const { table, pairs, sort, dataset, columns, facets } = props;
  const [column] = meaning.columns;
  const path = tablePath(dataset, table.name);
  const current = sort.find((each) => meaning.columns.some(({ name }) => name === each.column));
  const sortable = meaning.columns.length === 1 && sortableColumns({ table }).includes(column.name);
  const descending = current ? !current.descending : isNumeric(column) && column.keyPosition === 0;
  const arrow = current ? (current.descending ? ' ↓' : ' ↑') : '';
  return (
    <th
      scope="col"
      className={classOf(meaning)}
      aria-sort={current ? (current.descending ? 'descending' : 'ascending') : undefined}
    >
      <span className="head">
        {sortable ? (
          <a href={linkTo(path, withSort(pairs, [{ column: column.name, descending }]))} rel="nofollow">
            {meaning.label}
            {arrow}
          </a>
        ) : (
          meaning.label + arrow
        )}
        <ColumnMenu
          path={path}
          table={table}
          pairs={pairs}
          sort={sort}
          shown={columns}
          facets={facets}
          columns={meaning.columns}
        />
      </span>
    </th>
  );
}

/** The rows of a page as a table: headers sort and have menus, keys, captions and linked values lead on. */
export function DataTable(props: DataTableProps) {
  const model = columnModel({ table: props.table, shown: props.columns, rows: props.rows, sort: props.sort });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section className="scroll" aria-label="Rows" tabIndex={0}>
      <table>
        <caption className="unseen">{props.caption}</caption>
        <thead>
          {model.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map(({ id, column }) => (
                <Header key={id} {...props} meaning={column.columnDef.meta as ColumnMeaning} />
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {model.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              {row.getVisibleCells().map(({ id, column }) => {
                const meaning = column.columnDef.meta as ColumnMeaning;
                return (
                  <td key={id} className={classOf(meaning)}>
                    <TableCell {...props} meaning={meaning} row={row.original} />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
