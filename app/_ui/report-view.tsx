import type { Report } from '../_answer/report.ts';
import { absolute, exportLink } from '../_answer/report-links.ts';
import { answerPhrase, questionPhrase } from '../_answer/report-sentences.ts';
import { linkTo } from '../_url/edit.ts';
import type { Pairs } from '../_url/pairs.ts';
import { reportPath } from '../_url/report.ts';
import { Limits } from './about-meaning.tsx';
import { Removal } from './about-removal.tsx';
import { dateText } from './date.ts';
import { PhraseText } from './phrase-text.tsx';
import { ReportAddresses } from './report-addresses.tsx';
import { ReportData } from './report-data.tsx';
import { ReportForm } from './report-form.tsx';
import { ReportImages } from './report-images.tsx';
import { ReportPlaces } from './report-places.tsx';
import { ReportSearched } from './report-searched.tsx';
import { Entry } from './row-entry.tsx';
import { LinkRow } from './row-links.tsx';
import { WrittenLink } from './written-link.tsx';

interface ReportViewProps {
  report: Report;
  /** What the address asks. */
  pairs: Pairs;
}

function Head({ report, pairs }: ReportViewProps) {
  const { dataset } = report.reading;
  const path = reportPath(dataset.name);
  const own = linkTo(path, pairs);
  const isNone = report.count.state === 'answered' && report.count.value.count === 0;
  const every = isNone ? null : exportLink(report);
  return (
    <header className="lede">
      <p className="kind">
        Report of {dateText(new Date().toISOString())} on {dataset.title ?? dataset.name}, version {dataset.version}
      </p>
      <h1>
        <PhraseText phrase={questionPhrase(report)} />
      </h1>
      <p className="finding">
        <PhraseText phrase={answerPhrase(report)} />
      </p>
      <p className="own">
        <a href={own}>{absolute(own)}</a>
      </p>
      <div className="passon">
        <button type="button" className="by-hand" data-print="">
          Print
        </button>
        <LinkRow
          path={own}
          links={[
            [linkTo(`${path}.csv`, [...pairs, ['_dl', 'on']]), 'CSV'],
            [linkTo(`${path}.json`, pairs), 'JSON'],
            ...(every ? [[every, 'Every image as CSV'] as [string, string]] : []),
          ]}
        />
      </div>
    </header>
  );
}

/** A report as a letter: the question, its answer, what was searched, what was found, in which data, what it means. */
export function ReportView({ report, pairs }: ReportViewProps) {
  return (
    <article className="report">
      <Head report={report} pairs={pairs} />
      <ReportSearched report={report} />
      <ReportAddresses report={report} />
      <ReportPlaces report={report} />
      <ReportImages report={report} />
      <ReportData report={report} />
      <Entry id="meaning" title="What the numbers mean, and what not">
        <Limits />
      </Entry>
      <Entry id="removal" title="To have something taken out">
        <Removal />
        <p className="note">
          <WrittenLink href="/-/removal">The same as it stands today</WrittenLink>
        </p>
      </Entry>
      <Entry id="another" title="Another report">
        <ReportForm dataset={report.reading.dataset} pairs={pairs} />
      </Entry>
    </article>
  );
}
