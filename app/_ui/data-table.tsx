import type { Column, Table } from '../../db/catalog.ts';
import type { Row, Sort, Value } from '../../db/query.ts';
import type { Labels } from '../_answer/table-page.ts';
import { linkTo } from '../_url/edit.ts';
import type { Pairs } from '../_url/pairs.ts';
import { labelPath, rowPath, tablePath } from '../_url/paths.ts';
import { sortableColumns, withSort } from '../_url/sort-arguments.ts';
import { Cell, isNumeric } from './cell.tsx';

interface DataTableProps {
  dataset: string;
  table: Table;
  columns: string[];
  rows: Row[];
  labels: Labels;
  sort: Sort[];
  pairs: Pairs;
}

const LONG = ['text', 'url'];

const className = (column: Column) => (isNumeric(column) ? 'n' : LONG.includes(column.name) ? 'long' : undefined);

function Header({ column, ...props }: { column: Column } & DataTableProps) {
  const current = props.sort.find((sort) => sort.column === column.name);
  if (!sortableColumns(props).includes(column.name)) return <th className={className(column)}>{column.name}</th>;
  const descending = current ? !current.descending : isNumeric(column) && column.keyPosition === 0;
  const href = linkTo(
    tablePath(props.dataset, props.table.name),
    withSort(props.pairs, [{ column: column.name, descending }]),
  );
  return (
    <th
      className={className(column)}
      aria-sort={current ? (current.descending ? 'descending' : 'ascending') : undefined}
    >
      <a href={href} rel="nofollow">
        {column.name}
        {current ? (current.descending ? ' ↓' : ' ↑') : ''}
      </a>
    </th>
  );
}

/** Where a value leads: the row's own page for its key or label, the linked row's page for a linked column. */
function linkOf({ dataset, table, labels }: DataTableProps, row: Row, column: Column, value: Value) {
  if (value === null) return undefined;
  const outgoing = table.outgoing.find((link) => link.column === column.name);
  if (outgoing) {
    const label = labels.get(column.name)?.get(String(value));
    const words = label === undefined || label === null ? String(value) : String(label);
    return { href: labelPath(dataset, outgoing.table, words), label: words };
  }
  const leads = table.primaryKey[0] === column.name || table.config.labelColumn === column.name;
  return leads && table.primaryKey.length > 0
    ? { href: rowPath(dataset, table, row), label: String(value) }
    : undefined;
}

/** The rows of a page as a table: headers sort, keys and linked values lead on. */
export function DataTable(props: DataTableProps) {
  const columns = props.columns.map((name) => props.table.columns.find((column) => column.name === name) as Column);
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <Header key={column.name} column={column} {...props} />
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row, i) => (
            <tr key={props.table.primaryKey.map((key) => String(row[key])).join(',') || i}>
              {columns.map((column) => (
                <td key={column.name} className={className(column)}>
                  <Cell
                    value={row[column.name] ?? null}
                    column={column}
                    config={props.table.config.columns?.[column.name]}
                    link={linkOf(props, row, column, row[column.name] ?? null)}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
