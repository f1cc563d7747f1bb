import type { SqlColumn, SqlResult } from '../../db/sql-page/run.ts';
import { placeOf, SqlError } from '../../db/sql-page/sql-error.ts';
import type { SqlOutcome } from '../_answer/sql-question.ts';
import { isNumberType } from '../_answer/sql-values.ts';
import { countText } from './number.ts';

/** Characters of a value that a cell shows; the formats for programs hold it whole. */
const LONGEST = 2048;

const isWebAddress = (value: string) => /^https?:\/\//i.test(value) && URL.canParse(value);

function SqlCell({ text }: { text: string | null }) {
  if (text === null) return <span className="none">null</span>;
  if (text === '') return <span className="none">empty</span>;
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  if (!isWebAddress(text)) return <span dir="auto">{shown}</span>;
  return (
    <a href={text} rel="noreferrer nofollow noopener external">
      {shown}
    </a>
  );
}

const className = (column: SqlColumn | undefined) => (isNumberType(column?.type ?? 0) ? 'n' : undefined);

function ResultTable({ columns, rows }: SqlResult) {
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            {columns.map((column, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns of one name differ by their place only
              <th key={i} className={className(column)} scope="col">
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no key, and never move
            <tr key={i}>
              {row.map((text, j) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={j} className={className(columns[j])}>
                  <SqlCell text={text} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The line that an error is in, with a mark below the place. */
function Excerpt({ error }: { error: SqlError }) {
  if (error.position === null) return null;
  const { line, column } = placeOf(error.sql, error.position);
  const text = error.sql.split(/\r\n|\r|\n/)[line - 1] ?? '';
  return <pre aria-hidden="true">{`${text}\n${' '.repeat(column - 1)}^`}</pre>;
}

const CUT = {
  rows: 'as many as one answer may hold',
  bytes: 'as much as one answer may hold',
};

function Summary({ rows, cut }: SqlResult) {
  const count = `${countText(rows.length)} ${rows.length === 1 ? 'row' : 'rows'}`;
  if (cut === null) return <p role="status">{count}</p>;
  return (
    <p role="status">
      <b>Truncated:</b> the first {count}, {CUT[cut]}. JSON and CSV hold the same.
    </p>
  );
}

/** What came of a statement: its rows, or why there are none. */
export function SqlResultView({ outcome }: { outcome: SqlOutcome }) {
  switch (outcome.state) {
    case 'blank':
      return null;
    case 'timed out':
      return (
        <p role="alert">
          SQL query took too long: more than {outcome.milliseconds / 1000} s. Narrow it, or ask for fewer rows.
        </p>
      );
    case 'refused':
      return (
        <div role="alert">
          {outcome.error.errors.map((message) => (
            <p key={message}>{message}</p>
          ))}
          {outcome.error instanceof SqlError && <Excerpt error={outcome.error} />}
        </div>
      );
    case 'answered':
      return (
        <>
          <Summary {...outcome.value} />
          {outcome.value.rows.length > 0 && <ResultTable {...outcome.value} />}
        </>
      );
  }
}
