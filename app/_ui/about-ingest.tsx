import { type IngestReport, together } from '../_answer/ingest-report.ts';
import { AboutCard } from './about-card.tsx';
import { dateText } from './date.ts';
import { countText } from './number.ts';
import { numbered } from './numbered.ts';

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((total, count) => total + count, 0);

function Reasons({ title, none, counts }: { title: string; none: string; counts: [string, number][] }) {
  return (
    <>
      <h3>{title}</h3>
      {counts.length === 0 ? (
        <p className="note">{none}</p>
      ) : (
        <dl className="reasons">
          {counts.map(([reason, count]) => (
            <div key={reason}>
              <dt>{reason}</dt>
              <dd className="n">{countText(count)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}

const HEADS: [words: string, className: string | undefined][] = [
  ['File', undefined],
  ['Read in', 'wide'],
  ['Rows', 'n'],
  ['Kept', 'n'],
  ['Rejected', 'n'],
  ['Mended', 'n wide'],
];

function Files({ files }: Pick<IngestReport, 'files'>) {
  return (
    <table className="about">
      <thead>
        <tr>
          {HEADS.map(([words, className]) => (
            <th key={words} scope="col" className={className}>
              {words}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {numbered(files).map(({ place, item: file }) => (
          <tr key={place}>
            <th scope="row">{file.name}</th>
            <td className="wide">{dateText(file.readAt)}</td>
            <td className="n">{countText(file.read)}</td>
            <td className="n">{countText(file.kept)}</td>
            <td className="n">{countText(file.read - file.kept)}</td>
            <td className="n wide">{countText(sum(file.mended))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Which files were read, what was kept of them, what was left out and mended, and why. */
export function AboutIngest({ report }: { report: IngestReport }) {
  const { files, duplicateUrls } = report;
  if (files.length === 0) return <p className="note">Which files it was read from is not recorded.</p>;
  const notices = [...new Set(files.flatMap((file) => file.notices.map((notice) => `${file.name}: ${notice}`)))];
  return (
    <>
      <Files files={files} />
      <Reasons
        title="Rows left out, by reason"
        none="None: every row that was read was kept."
        counts={together(files.map(({ rejected }) => rejected))}
      />
      <Reasons
        title="Values mended in rows that were kept, by reason"
        none="None: every value was kept as it stood."
        counts={together(files.map(({ mended }) => mended))}
      />
      {duplicateUrls !== null && (
        <p className="note">
          {countText(duplicateUrls)} {duplicateUrls === 1 ? 'row has' : 'rows have'} the address of an earlier row. They
          are kept, because they are in the data.
        </p>
      )}
      {notices.map((notice) => (
        <p className="note" key={notice}>
          {notice}
        </p>
      ))}
      {numbered(files).map(
        ({ place, item: file }) => file.card && <AboutCard key={place} name={file.name} card={file.card} />,
      )}
    </>
  );
}
