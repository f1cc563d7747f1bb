import { NotFound, readTableRequest, requestPath, type TableReading } from '../../_answer/reading.ts';
import { type TablePage, tablePage } from '../../_answer/table-page.ts';
import { page } from '../../_http/page.tsx';
import { DataTable } from '../../_ui/data-table.tsx';
import { FacetList } from '../../_ui/facet-list.tsx';
import { FilterForm } from '../../_ui/filter-form.tsx';
import { Frame } from '../../_ui/frame.tsx';
import { countText } from '../../_ui/number.ts';
import { SearchForm, SearchHint } from '../../_ui/search-form.tsx';
import { addressOf } from '../../_url/address.ts';
import { linkTo, nextPage } from '../../_url/edit.ts';
import { sentenceOf } from '../../_url/sentence.ts';

export const dynamic = 'force-dynamic';

function Heading({
  reading,
  shown,
  count,
}: {
  reading: TableReading;
  shown: TablePage;
  count: Awaited<TablePage['count']>;
}) {
  const title = reading.table.config.title ?? reading.table.name;
  const sentence = sentenceOf(reading.request.query, true);
  const number =
    count.state === 'timed out'
      ? 'Not counted'
      : `${count.value.truncated ? 'More than ' : ''}${countText(count.value.count)}`;
  const late = shown.rows.state === 'timed out' ? ' · timed out' : '';
  return (
    <>
      <title>{`${title}: ${number} rows ${sentence}${late} · ${reading.dataset.title ?? reading.dataset.name}`}</title>
      <h1>
        {title}: <b>{number} rows</b> {sentence}
      </h1>
    </>
  );
}

function RowsSection({ reading, shown }: { reading: TableReading; shown: TablePage }) {
  const { dataset, table, request } = reading;
  if (shown.rows.state === 'timed out') {
    return (
      <p role="status">
        No rows yet: the question took longer than {shown.rows.milliseconds / 1000} s. This does not mean that nothing
        matches. Add a condition, or sort by another column.
      </p>
    );
  }
  const { rows, next } = shown.rows.value;
  const path = requestPath();
  return (
    <section>
      {rows.length === 0 ? (
        <p>Nothing matches. Take a condition away, or search for fewer words.</p>
      ) : (
        <DataTable
          dataset={dataset.name}
          table={table}
          columns={request.columns}
          rows={rows}
          labels={shown.labels}
          sort={request.query.sort}
          pairs={request.pairs}
        />
      )}
      <p className="next">
        <span>
          <a href={linkTo(`${path}.json`, request.pairs)}>JSON</a>
        </span>
        {next && <a href={linkTo(path, nextPage(request.pairs, request.query, next))}>Next page</a>}
      </p>
    </section>
  );
}

export default async function TablePageView() {
  return page(async () => {
    const address = addressOf(requestPath());
    if (address.kind !== 'table') throw new NotFound('Table not found');
    const reading = await readTableRequest(address.dataset, address.table);
    const { dataset, table, request } = reading;
    const shown = await tablePage(reading);
    const [count, facets] = await Promise.all([shown.count, Promise.all(shown.facets)]);
    const path = requestPath();
    return (
      <Frame dataset={dataset} current={table.name}>
        <header className="lede">
          <Heading reading={reading} shown={shown} count={count} />
          {table.config.search && (
            <>
              <SearchForm
                action={path}
                pairs={request.pairs}
                text={request.query.search[0]?.text ?? ''}
                label={table.name === 'images' ? 'Search captions' : `Find in ${table.config.title ?? table.name}`}
              />
              <SearchHint />
            </>
          )}
          <FilterForm path={path} table={table} request={request} />
        </header>
        <div className={request.facets.length > 0 ? 'desk' : undefined}>
          {request.facets.length > 0 && (
            <aside aria-label="Facets">
              {request.facets.map((facet, i) => (
                <FacetList
                  key={`${facet.type}${facet.column}`}
                  path={path}
                  pairs={request.pairs}
                  facet={facet}
                  title={facet.column}
                  answer={facets[i] as (typeof facets)[number]}
                />
              ))}
            </aside>
          )}
          <RowsSection reading={reading} shown={shown} />
        </div>
      </Frame>
    );
  });
}
