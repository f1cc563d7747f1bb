import { datasetOf, NotFound, requestPath } from '../_answer/reading.ts';
import { countedTables } from '../_answer/table-counts.ts';
import { page } from '../_http/page.tsx';
import { Frame } from '../_ui/frame.tsx';
import { countText } from '../_ui/number.ts';
import { addressOf } from '../_url/address.ts';
import { datasetPath, tablePath } from '../_url/paths.ts';

export const dynamic = 'force-dynamic';

export default async function DatasetPage() {
  return page(async () => {
    const address = addressOf(requestPath());
    if (address.kind !== 'dataset') throw new NotFound('Database not found');
    const dataset = await datasetOf(address.dataset);
    const tables = await countedTables(dataset);
    return (
      <Frame dataset={dataset}>
        <title>{`${dataset.title ?? dataset.name} · Aesthetic Explorer`}</title>
        <header className="lede">
          <h1>{dataset.title ?? dataset.name}</h1>
          {dataset.about && <p>{dataset.about}</p>}
        </header>
        <dl className="fields">
          {tables.map(({ table, count, truncated }) => [
            <dt key={`${table.name}-name`}>
              <a href={tablePath(dataset.name, table.name)}>{table.config.title ?? table.name}</a>
            </dt>,
            <dd key={table.name}>
              {count === null ? 'not counted' : `${truncated ? 'more than ' : ''}${countText(count)} rows`}
              {table.config.description && <div className="hint">{table.config.description}</div>}
            </dd>,
          ])}
        </dl>
        <p className="next">
          <a href={`${datasetPath(dataset.name)}.json`}>JSON</a>
        </p>
      </Frame>
    );
  });
}
