import type { ReactNode } from 'react';
import type { Report } from '../_answer/report.ts';
import { datasetPath } from '../_url/paths.ts';
import { Source } from './about-source.tsx';
import { dateText } from './date.ts';
import { countText } from './number.ts';
import { Entry } from './row-entry.tsx';
import { WrittenLink } from './written-link.tsx';

/** The files a version was read from, by name, contents and rows. */
function Files({ made }: Pick<Report, 'made'>) {
  if (!made) return <span className="none">not read in time</span>;
  if (made.files.length === 0) return <span className="none">not recorded</span>;
  return (
    <ul className="plainlist">
      {made.files.map(({ name, sha256, kept, readAt }) => (
        <li key={sha256 + name}>
          {name}, {countText(kept)} rows, read in on {dateText(readAt)}, SHA-256 <code>{sha256}</code>
        </li>
      ))}
    </ul>
  );
}

/** Which data was asked: its version, since when it is here, where it is from, and what tells it from any other. */
export function ReportData({ report }: { report: Report }) {
  const { reading, images, made } = report;
  const { dataset } = reading;
  const none = <span className="none">not recorded</span>;
  const fields: [name: string, value: ReactNode][] = [
    ['Name', dataset.title === null ? dataset.name : `${dataset.title} (${dataset.name})`],
    ['Version', `${dataset.version}, published here on ${dateText(dataset.publishedAt)}`],
    ['Holds', images === null ? 'not counted in time' : `${countText(images)} images`],
    ['Source', dataset.source ? <Source key="source" source={dataset.source} /> : none],
    ['Licence', dataset.licence ?? none],
    ['Files', <Files key="files" made={made} />],
    ['Fingerprint', made?.fingerprint ? <code key="print">{made.fingerprint}</code> : none],
  ];
  return (
    <Entry id="data" title="The data">
      <dl className="fields plain">
        {fields.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="note">
        <WrittenLink href={`${datasetPath(dataset.name)}/-/about`}>
          What it is, what was left out, and which part of a model’s training it was
        </WrittenLink>
      </p>
    </Entry>
  );
}
