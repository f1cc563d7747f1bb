import { hitsIn, soughtOf } from '../../db/queries/hits.ts';
import type { Row } from '../../db/query.ts';
import { LISTED, type Report } from '../_answer/report.ts';
import { absolute, exportLink, rowLink, tableLink } from '../_answer/report-links.ts';
import { MOST, Stretches } from './caption.tsx';
import { countText, timeText } from './number.ts';
import { Entry } from './row-entry.tsx';
import { WebAddress } from './web-address.tsx';
import { WrittenLink } from './written-link.tsx';

interface ReportRowProps {
  report: Report;
  row: Row;
  sought: ReturnType<typeof soughtOf>;
}

function ReportRow({ report, row, sought }: ReportRowProps) {
  const text = String(row.text ?? '');
  const link = rowLink(report, row);
  return (
    <tr>
      <th scope="row" className="n">
        {String(row.id)}
      </th>
      <td>
        <p className="caption" dir="auto">
          {text === '' ? (
            <span className="none">no caption</span>
          ) : (
            <Stretches stretches={hitsIn(text.slice(0, MOST), sought)} />
          )}
          {text.length > MOST && ` … (${countText(text.length - MOST)} characters more)`}
        </p>
        <p className="address">
          <WebAddress address={String(row.url)} />
        </p>
        <p className="address">
          <a href={link}>{absolute(link)}</a>
        </p>
      </td>
    </tr>
  );
}

/** What is to be said of a list that does not hold all there is. */
function Cut({ report }: { report: Report }) {
  const { rows, count } = report;
  if (rows.state === 'timed out' || rows.value.next === null) return null;
  const table = tableLink(report);
  const file = exportLink(report);
  const all = count.state === 'answered' && !count.value.truncated ? countText(count.value.count) : 'all';
  return (
    <p className="note">
      The first {countText(LISTED)} of {all} images.{' '}
      {table && file && (
        <>
          The rest stands in <WrittenLink href={table}>the table</WrittenLink>; every one of them is in{' '}
          <WrittenLink href={file}>a file of CSV</WrittenLink>.
        </>
      )}
    </p>
  );
}

/** The images of a report: caption, address of the picture, permanent address of the row. */
export function ReportImages({ report }: { report: Report }) {
  const { rows, reading } = report;
  if (rows.state === 'timed out')
    return (
      <Entry id="images" title="The images">
        <p className="note">
          They could not be read within {timeText(rows.milliseconds)}. This does not mean that there are none.
        </p>
      </Entry>
    );
  if (rows.value.rows.length === 0) return null;
  const sought = reading.request.query.search.flatMap(soughtOf);
  return (
    <Entry id="images" title="The images">
      <Cut report={report} />
      <table className="listed">
        <thead>
          <tr>
            <th scope="col" className="n">
              No.
            </th>
            <th scope="col">Caption, address of the picture, permanent address of the record</th>
          </tr>
        </thead>
        <tbody>
          {rows.value.rows.map((row) => (
            <ReportRow key={String(row.id)} report={report} row={row} sought={sought} />
          ))}
        </tbody>
      </table>
    </Entry>
  );
}
