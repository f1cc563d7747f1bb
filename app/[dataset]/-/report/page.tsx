import type { ReactNode } from 'react';
import type { Dataset } from '../../../../db/catalog.ts';
import { BadRequest } from '../../../../db/query.ts';
import { datasetOf, NotFound, requestPairs, requestPath } from '../../../_answer/reading.ts';
import { answerReport, openReport } from '../../../_answer/report.ts';
import { answerText, questionText } from '../../../_answer/report-sentences.ts';
import { exchange } from '../../../_http/exchange.ts';
import { page, redirect } from '../../../_http/page.tsx';
import { Frame } from '../../../_ui/frame.tsx';
import { ReportForm } from '../../../_ui/report-form.tsx';
import { ReportView } from '../../../_ui/report-view.tsx';
import { ShareHead } from '../../../_ui/share-head.tsx';
import { addressOf } from '../../../_url/address.ts';
import { linkTo } from '../../../_url/edit.ts';
import { type Pairs, without, writePairs } from '../../../_url/pairs.ts';
import { REPORT_ARGUMENTS, type ReportAsked, readReport, reportPairs, reportPath } from '../../../_url/report.ts';

export const dynamic = 'force-dynamic';

/** Nothing was asked yet: what a report is, and the form that asks for one. */
function Unasked({ dataset }: { dataset: Dataset }) {
  const set = dataset.title ?? dataset.name;
  return (
    <article className="report">
      <ShareHead
        title={`A report · ${set}`}
        description={`Is my work in ${set}? An answer to print or to send.`}
        path={reportPath(dataset.name)}
        dataset={dataset.name}
      />
      <header className="lede">
        <h1>Is it in {set}?</h1>
        <p className="introduction">
          A report answers for a name, a phrase, a site or the addresses of pictures: how many images, from where, which
          they are, in which data, and what that means. It can be printed, kept and sent.
        </p>
      </header>
      <ReportForm dataset={dataset} pairs={[]} />
    </article>
  );
}

/** What cannot be answered: why, and the form with what was typed. */
function Refused({ dataset, errors, pairs }: { dataset: Dataset; errors: string[]; pairs: Pairs }) {
  const fields = [...REPORT_ARGUMENTS.map(({ key }) => key), 'urls'];
  return (
    <article className="report">
      <title>{`This report cannot be made · ${dataset.title ?? dataset.name}`}</title>
      <header className="lede">
        <h1>This report cannot be made</h1>
        <div role="alert">
          <ul className="plainlist">
            {errors.map((error) => (
              <li key={error} dir="auto">
                {error}
              </li>
            ))}
          </ul>
        </div>
      </header>
      <ReportForm dataset={dataset} pairs={pairs} hidden={without(pairs, ...fields)} />
    </article>
  );
}

async function Answered({ dataset, asked, pairs }: { dataset: Dataset; asked: ReportAsked; pairs: Pairs }) {
  const report = await answerReport(await openReport(dataset, asked));
  return (
    <>
      <ShareHead
        title={questionText(report)}
        description={answerText(report)}
        path={linkTo(reportPath(dataset.name), pairs)}
        dataset={dataset.name}
        unlisted
      />
      <ReportView report={report} pairs={pairs} />
    </>
  );
}

async function shown(dataset: Dataset): Promise<ReactNode> {
  const given = requestPairs();
  const pairs = reportPairs(given);
  try {
    const asked = readReport(requestPath(), pairs);
    // The fields of the form as the address that is to be kept.
    if (writePairs(pairs) !== writePairs(given)) return redirect(linkTo(requestPath(), pairs));
    if (!asked) return <Unasked dataset={dataset} />;
    // Called, not rendered: what it throws is the page's to answer.
    return await Answered({ dataset, asked, pairs });
  } catch (error) {
    if (!(error instanceof BadRequest)) throw error;
    exchange().status = 400;
    return <Refused dataset={dataset} errors={error.errors} pairs={pairs} />;
  }
}

/** `/NAME/-/report?q=&site=&domain=&url=`: an answer to "is my work in it?" that can be handed to someone. */
export default async function ReportPage() {
  return page(async () => {
    const address = addressOf(requestPath());
    if (address.kind !== 'datasetPage') throw new NotFound('Not found');
    const dataset = await datasetOf(address.dataset);
    const view = await shown(dataset);
    return view && <Frame dataset={dataset}>{view}</Frame>;
  });
}
