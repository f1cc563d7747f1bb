import type { Report } from '../_answer/report.ts';
import type { FoundAddress } from '../_answer/report-addresses.ts';
import { rowLink } from '../_answer/report-links.ts';
import { countText } from './number.ts';
import { Entry } from './row-entry.tsx';

/** Rows that an address is shown with; the rest is counted. */
const SHOWN = 10;

function Found({ report, address: { found, rows } }: { report: Report; address: FoundAddress }) {
  if (found === null && rows.length === 0) return <span className="none">not known: not looked up in time</span>;
  if (rows.length === 0) return <>not found</>;
  return (
    <>
      {found === 'exact' ? 'found: no. ' : 'found written otherwise: no. '}
      {rows.slice(0, SHOWN).map((row, i) => (
        <span key={String(row.id)}>
          {i > 0 && ', '}
          <a href={rowLink(report, row)}>{String(row.id)}</a>
        </span>
      ))}
      {rows.length > SHOWN && ` and ${countText(rows.length - SHOWN)} more`}
    </>
  );
}

/** Each address that was asked for, and what was found of it. */
export function ReportAddresses({ report }: { report: Report }) {
  if (!report.addresses) return null;
  return (
    <Entry id="addresses" title="The addresses">
      <table className="listed">
        <thead>
          <tr>
            <th scope="col">Address</th>
            <th scope="col">In the data</th>
          </tr>
        </thead>
        <tbody>
          {report.addresses.map((address) => (
            <tr key={address.given}>
              <th scope="row" className="address">
                {address.given}
              </th>
              <td className="outcome">
                <Found report={report} address={address} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="note">
        Written otherwise: with the other of http and https, capitals in the host, a fragment, a last slash. The same
        picture may be listed under another address altogether.
      </p>
    </Entry>
  );
}
