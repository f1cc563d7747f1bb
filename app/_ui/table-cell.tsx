import type { Row, Value } from '../../db/query.ts';
import { labelPath, rowPath } from '../_url/paths.ts';
import { Caption } from './caption.tsx';
import { Cell } from './cell.tsx';
import type { ColumnMeaning } from './column-model.ts';
import type { DataTableProps } from './data-table.tsx';
import { countText } from './number.ts';
import { WebAddress } from './web-address.tsx';

interface TableCellProps extends DataTableProps {
  meaning: ColumnMeaning;
  row: Row;
}

function Size({ width, height }: { width: Value; height: Value }) {
  if (width === null && height === null) return <span className="none">not recorded</span>;
  const side = (value: Value) => (value === null ? '?' : countText(Number(value)));
  return `${side(width)} × ${side(height)}`;
}

/** Where a value leads: the linked row's page for a linked column, the row's own page for its key. */
function linkOf({ dataset, table, labels, meaning, row }: TableCellProps, value: Value) {
  const [column] = meaning.columns;
  const outgoing = table.outgoing.find((link) => link.column === column.name);
  if (value === null) return undefined;
  if (outgoing) {
    const words = String(labels.get(column.name)?.get(String(value)) ?? value);
    return { href: labelPath(dataset, outgoing.table, words), label: words };
  }
  return meaning.kind === 'key' ? { href: rowPath(dataset, table, row), label: String(value) } : undefined;
}

/** One value, as its column is meant. */
export function TableCell(props: TableCellProps) {
  const { dataset, table, meaning, row, sought } = props;
  const [column, second] = meaning.columns;
  const value = row[column.name] ?? null;
  if (meaning.kind === 'size' && second) return <Size width={value} height={row[second.name] ?? null} />;
  if (meaning.kind === 'caption' && typeof value === 'string' && value !== '') {
    const href = table.primaryKey.length > 0 ? rowPath(dataset, table, row) : null;
    return <Caption text={value} sought={sought} href={href} />;
  }
  if (meaning.kind === 'address' && typeof value === 'string') return <WebAddress address={value} short />;
  return (
    <Cell value={value} column={column} config={table.config.columns?.[column.name]} link={linkOf(props, value)} />
  );
}
