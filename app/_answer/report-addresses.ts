import type { Answer, Row, Rows } from '../../db/query.ts';
import type { AskedAddress } from '../_url/asked-address.ts';

/** An address that was asked for, and the rows that have it. */
export interface FoundAddress {
  given: string;
  /** `alike`: only under an address that differs in its scheme, capitals, fragment or last slash; null: not known. */
  found: 'exact' | 'alike' | 'none' | null;
  rows: Row[];
}

/** What the rows of a report say of each address. Not known of one that may be among the rows that were not read. */
export function foundAddresses(asked: AskedAddress[], answer: Answer<Rows>): FoundAddress[] {
  const { rows, next } = answer.state === 'answered' ? answer.value : { rows: [], next: '' };
  const withUrl = (urls: string[]) => rows.filter((row) => urls.includes(String(row.url)));
  return asked.map(({ given, exact, alike }) => {
    const same = withUrl(exact);
    if (same.length > 0) return { given, found: 'exact', rows: same };
    const others = withUrl(alike);
    if (next !== null) return { given, found: null, rows: others };
    return { given, found: others.length > 0 ? 'alike' : 'none', rows: others };
  });
}
