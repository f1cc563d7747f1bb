import type { ConditionCount, DataCard, ScoreCounts } from '../../db/data-card.ts';
import { dateText } from './date.ts';
import { countText, shareText } from './number.ts';
import { numbered } from './numbered.ts';
import { Axis } from './plot.tsx';
import { allBins, type Bin, PlainBars } from './plot-bars.tsx';

/** Files of which the names are shown. */
const SHOWN_FILES = 100;

const HEADS: [words: string, className: string][] = [
  ['Condition', ''],
  ['Holds', 'n'],
  ['Unknown', 'n'],
  ['Out first', 'n'],
  ['Out alone', 'n wide'],
];

function Conditions({ conditions }: { conditions: ConditionCount[] }) {
  return (
    <table className="about conditions">
      <thead>
        <tr>
          {HEADS.map(([words, className]) => (
            <th key={words} scope="col" className={className || undefined}>
              {words}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {numbered(conditions).map(({ place, item: { text, holds, unknown, first, only } }) => (
          <tr key={place}>
            <th scope="row">
              <code dir="ltr">{text}</code>
            </th>
            <td className="n">{countText(holds)}</td>
            <td className="n">{countText(unknown)}</td>
            <td className="n">{countText(first)}</td>
            <td className="n wide">{countText(only)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);

/** The bins from the first to the last in which a row read has its score, and what of these lies in them. */
function binsAmong({ edges, before }: DataCard['scores'], { counts }: ScoreCounts): Bin[] {
  const filled = before.counts.map((count) => count > 0);
  return allBins({ edges: edges.map(String), counts }).slice(filled.indexOf(true), filled.lastIndexOf(true) + 1);
}

function Scores({ scores }: Pick<DataCard, 'scores'>) {
  const { before, after } = scores;
  if (sum(before.counts) === 0) return <p className="note">None of the rows read has a score.</p>;
  const plots: [rows: string, counts: ScoreCounts][] = [
    ['read', before],
    ['taken', after],
  ];
  return (
    <div className="plots">
      {plots.map(([rows, counts]) => {
        const bins = binsAmong(scores, counts);
        const scored = countText(sum(counts.counts));
        return (
          <figure key={rows}>
            <figcaption>
              Scores of the rows {rows}: {scored} have one{counts.blank > 0 && `, ${countText(counts.blank)} have none`}
            </figcaption>
            <PlainBars bins={bins} label={`Scores of the ${scored} rows ${rows} that have one`} />
            <Axis bins={bins} unit="" />
          </figure>
        );
      })}
    </div>
  );
}

function Files({ fileCount, files }: Pick<DataCard, 'fileCount' | 'files'>) {
  const shown = files.slice(0, SHOWN_FILES);
  const left = fileCount - shown.length;
  return (
    <details className="fold">
      <summary>
        {fileCount === 1 ? 'The file it was made from' : `The ${countText(fileCount)} files it was made from`}
      </summary>
      <table className="about">
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col" className="n">
              Rows read
            </th>
            <th scope="col" className="n">
              Taken
            </th>
          </tr>
        </thead>
        <tbody>
          {numbered(shown).map(({ place, item: { name, sha256, rowsIn, rowsOut } }) => (
            <tr key={place}>
              <th scope="row">
                <bdi>{name}</bdi>
                <code>SHA-256 {sha256.slice(0, 16)}…</code>
              </th>
              <td className="n">{countText(rowsIn)}</td>
              <td className="n">{countText(rowsOut)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {left > 0 && <p className="note">And {countText(left)} more.</p>}
    </details>
  );
}

/** How a file was chosen from others, by the data card it holds. */
export function AboutCard({ name, card }: { name: string; card: DataCard }) {
  const { rowsIn, rowsOut, where, limit, conditions, scores, mended, program, madeAt, fileCount, files } = card;
  const values = sum(Object.values(mended));
  return (
    <section className="card" aria-label={`How ${name} was made`}>
      <h3>
        How <bdi>{name}</bdi> was made
      </h3>
      <p>
        {countText(rowsOut)} of {countText(rowsIn)} rows ({shareText(rowsIn === 0 ? 0 : rowsOut / rowsIn)}) of{' '}
        {fileCount === 1 ? 'one file' : `${countText(fileCount)} files`} were taken on {dateText(madeAt)} by{' '}
        <bdi>{program}</bdi>
        {limit !== null && `, which read the first ${countText(limit)} rows`}. So the file itself says, for rows where:
      </p>
      <pre className="where" dir="ltr">
        {where}
      </pre>
      <Conditions conditions={conditions} />
      <p className="note">
        A condition is unknown for a row that does not record what it asks; rows for which all hold were taken. “Out
        first” counts each row left out once, at the first of the conditions that does not hold; “out alone” counts the
        rows that all other conditions would have let in.
      </p>
      <Scores scores={scores} />
      {values > 0 && (
        <p className="note">
          {countText(values)} {values === 1 ? 'value' : 'values'} of the rows taken had to be mended.
        </p>
      )}
      <Files fileCount={fileCount} files={files} />
    </section>
  );
}
