import type { Answer, Count } from '../../db/query.ts';
import type { TableReading } from '../_answer/reading.ts';
import type { TablePage } from '../_answer/table-page.ts';
import { linkTo } from '../_url/edit.ts';
import { dataPairs, formatPath } from '../_url/views.ts';
import { Later } from './later.tsx';
import { countText } from './number.ts';

const WHOLE: [format: string, words: string][] = [
  ['csv', 'CSV'],
  ['ndjson', 'NDJSON'],
  ['parquet', 'Parquet'],
];

function rowsText(answer: Answer<Count>): string {
  if (answer.state === 'timed out') return 'every row, not counted';
  const { count, truncated } = answer.value;
  return truncated ? `more than ${countText(count - 1)} rows` : count === 1 ? '1 row' : `${countText(count)} rows`;
}

/** The formats, each with the number of rows one gets. */
export function ExportMenu({ reading, shown }: { reading: TableReading; shown: TablePage }) {
  const { dataset, table, request } = reading;
  const pairs = dataPairs(request.pairs);
  const onPage = shown.rows.state === 'answered' ? shown.rows.value.rows.length : 0;
  const every = shown.count ? (
    <Later of={shown.count} fallback="every row">
      {(answer) => rowsText(answer)}
    </Later>
  ) : (
    'every row'
  );
  return (
    <table>
      <tbody>
        <tr>
          <td>
            <a href={linkTo(formatPath(dataset.name, table.name, 'json'), pairs)}>JSON</a>
          </td>
          <td className="n">{request.view === 'summary' ? 'one page' : `one page: ${countText(onPage)} rows`}</td>
        </tr>
        {WHOLE.map(([format, words]) => (
          <tr key={format}>
            <td>
              <a
                href={linkTo(formatPath(dataset.name, table.name, format), [
                  ...pairs,
                  ['_stream', 'on'],
                  ['_dl', 'on'],
                ])}
                rel="nofollow"
              >
                {words}
              </a>
            </td>
            <td className="n">{every}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
