import type { ReactNode } from 'react';
import { NotFound, readTableRequest, requestPath } from '../../_answer/reading.ts';
import { tableOrStored } from '../../_answer/sql-question.ts';
import { tablePage } from '../../_answer/table-page.ts';
import { waysOut } from '../../_answer/ways-out.ts';
import { exchange } from '../../_http/exchange.ts';
import { page } from '../../_http/page.tsx';
import { sqlPage } from '../../_http/sql-page.tsx';
import { FacetsAside } from '../../_ui/facets-aside.tsx';
import { Frame } from '../../_ui/frame.tsx';
import { descriptionOf, titleOf } from '../../_ui/heading.tsx';
import { Question } from '../../_ui/question.tsx';
import { ShareHead } from '../../_ui/share-head.tsx';
import { Summary } from '../../_ui/summary.tsx';
import { TableRows } from '../../_ui/table-rows.tsx';
import { ViewsBar } from '../../_ui/views-bar.tsx';
import { addressOf } from '../../_url/address.ts';
import { linkTo } from '../../_url/edit.ts';
import { nextUrl } from '../../_url/next-url.ts';
import { sharedPairs } from '../../_url/views.ts';

export const dynamic = 'force-dynamic';

async function tableView(datasetName: string, tableName: string): Promise<ReactNode> {
  const reading = await readTableRequest(datasetName, tableName);
  const { dataset, table, request } = reading;
  const shown = await tablePage(reading);
  const next = shown.rows.state === 'answered' ? nextUrl(reading, shown.rows.value.next) : null;
  if (next) exchange().responseHeaders.link = `<${next}>; rel="next"`;
  const ways = await waysOut(reading, shown);
  const path = requestPath();
  const isSummary = request.view === 'summary';
  const hasAside = !isSummary && shown.facets.length + shown.plots.length > 0;
  return (
    <Frame dataset={dataset} current={table.name}>
      <ShareHead
        title={titleOf({ reading, shown })}
        description={descriptionOf({ reading, shown })}
        path={linkTo(path, sharedPairs(request.pairs))}
        dataset={dataset.name}
        unlisted={request.pairs.length > 0}
      />
      <Question path={path} reading={reading} shown={shown} />
      <div className={hasAside ? 'desk' : 'desk whole'}>
        {hasAside && <FacetsAside path={path} reading={reading} shown={shown} />}
        <div>
          <ViewsBar path={path} reading={reading} columns={shown.columns} hasAside={hasAside} />
          {isSummary ? (
            <Summary path={path} reading={reading} shown={shown} />
          ) : (
            <TableRows path={path} reading={reading} shown={shown} ways={ways} />
          )}
        </div>
      </div>
    </Frame>
  );
}

export default async function TablePageView() {
  return page(async () => {
    const address = addressOf(requestPath());
    if (address.kind !== 'table') throw new NotFound('Table not found');
    return tableOrStored<ReactNode>(address, () => tableView(address.dataset, address.table), sqlPage);
  });
}
