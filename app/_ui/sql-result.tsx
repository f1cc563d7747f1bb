import type { SqlColumn, SqlResult } from '../../db/sql-page/run.ts';
import { placeOf, SqlError } from '../../db/sql-page/sql-error.ts';
import type { SqlOutcome } from '../_answer/sql-question.ts';
import { isNumberType } from '../_answer/sql-values.ts';
import { countText, timeText } from './number.ts';
import { LinkRow } from './row-links.tsx';

/** Characters of a value that a cell shows; the formats for programs hold it whole. */
const LONGEST = 2048;

const isWebAddress = (value: string) => /^https?:\/\//i.test(value) && URL.canParse(value);

function SqlCell({ text }: { text: string | null }) {
  if (text === null) return <span className="none">null</span>;
  if (text === '') return <span className="none">empty</span>;
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  if (!isWebAddress(text)) return <span dir="auto">{shown}</span>;
  return (
    <a href={text} title={shown} rel="noreferrer nofollow noopener external">
      {shown}
    </a>
  );
}

const className = (column: SqlColumn | undefined) => (isNumberType(column?.type ?? 0) ? 'n' : undefined);

function ResultTable({ columns, rows }: SqlResult) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard.
    <section className="scroll" aria-label="Rows" tabIndex={0}>
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
    </section>
  );
}

/** Characters of a line that are shown on either side of an error: what a phone has room for. */
const AROUND = 20;

/** The line that an error is in, with a mark below the place. */
function Excerpt({ error }: { error: SqlError }) {
  if (error.position === null) return null;
  const { line, column } = placeOf(error.sql, error.position);
  const text = error.sql.split(/\r\n|\r|\n/)[line - 1] ?? '';
  const from = Math.max(0, column - 1 - AROUND);
  return <pre aria-hidden="true">{`${text.slice(from, column + AROUND)}\n${' '.repeat(column - 1 - from)}^`}</pre>;
}

const CUT = {
  rows: 'as many as one answer may hold',
  bytes: 'as much as one answer may hold',
};

function Summary({ rows, cut }: SqlResult) {
  const words = `${countText(rows.length)} ${rows.length === 1 ? 'row' : 'rows'}`;
  if (cut === null) return <p role="status">{rows.length === 0 ? 'No rows' : words}</p>;
  return (
    <p role="status">
      The first {words}
      <span className="note">Truncated: {CUT[cut]}. JSON and CSV hold the same.</span>
    </p>
  );
}

interface SqlResultProps {
  outcome: SqlOutcome;
  /** The page's own address, for the button that copies it. */
  link: string;
  /** The same answer for programs. */
  formats: [href: string, words: string][];
}

function Answered({ result, link, formats }: Omit<SqlResultProps, 'outcome'> & { result: SqlResult }) {
  return (
    <>
      <div className="sql-answer">
        <Summary {...result} />
        <LinkRow path={link} links={formats} />
      </div>
      {result.rows.length > 0 && <ResultTable {...result} />}
    </>
  );
}

/** What came of a statement: its rows, or why there are none. */
export function SqlResultView({ outcome, ...ways }: SqlResultProps) {
  switch (outcome.state) {
    case 'blank':
      return null;
    case 'timed out':
      return (
        <div className="sql-answer" role="alert">
          <p>It took too long: more than {timeText(outcome.milliseconds)}. Narrow it, or ask for fewer rows.</p>
        </div>
      );
    case 'refused':
      return (
        <div className="sql-answer refused" role="alert">
          {outcome.error.errors.map((message) => (
            <p key={message}>{message}</p>
          ))}
          {outcome.error instanceof SqlError && <Excerpt error={outcome.error} />}
        </div>
      );
    case 'answered':
      return <Answered result={outcome.value} {...ways} />;
  }
}
