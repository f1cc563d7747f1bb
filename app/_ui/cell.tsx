import type { Column } from '../../db/catalog.ts';
import type { ColumnConfig } from '../../db/config.ts';
import type { Value } from '../../db/query.ts';
import { valueWords } from './number.ts';
import { WebAddress } from './web-address.tsx';

interface CellProps {
  value: Value;
  column: Column;
  config?: ColumnConfig;
  /** Where the value leads inside the explorer, and what it is called there. */
  link?: { href: string; label: string };
}

/** A value as it is shown; what is missing says so. Only an address of the web becomes a link by itself. */
export function Cell({ value, column, config, link }: CellProps) {
  if (value === null) return <span className="none">not recorded</span>;
  if (link) return <a href={link.href}>{link.label}</a>;
  const words = valueWords(value, config?.unit);
  if (words === '') return <span className="none">empty</span>;
  if (column.kind === 'text' && /^https?:\/\//i.test(words)) return <WebAddress address={words} />;
  return <span dir="auto">{words}</span>;
}
