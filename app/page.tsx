import type { Dataset } from '../db/catalog.ts';
import { listDatasets } from '../db/catalog.ts';
import { readCount, readRows } from '../db/reader.ts';
import { pagesPool, readerOf } from './_answer/reading.ts';
import { page } from './_http/page.tsx';
import { Frame } from './_ui/frame.tsx';
import { countText } from './_ui/number.ts';
import { SearchForm, SearchHint } from './_ui/search-form.tsx';
import { linkTo } from './_url/edit.ts';
import { datasetPath, labelPath, tablePath } from './_url/paths.ts';

export const dynamic = 'force-dynamic';

async function Top({ dataset, table, title }: { dataset: Dataset; table: string; title: string }) {
  const known = dataset.tables.get(table);
  const label = known?.config.labelColumn;
  if (!known || !label) return null;
  const sort = [{ column: 'image_counts', descending: true }];
  const query = { table, search: [], filters: [], through: [], where: [], sort, next: null, size: 10 };
  const answer = await readRows(readerOf(dataset), query, [label, 'image_counts']);
  if (answer.state === 'timed out') return null;
  const { rows } = answer.value;
  const most = Math.max(1, Number(rows[0]?.image_counts ?? 1));
  return (
    <section className="facet">
      <h2>{title}</h2>
      <ol>
        {rows.map((row) => (
          <li key={String(row[label])}>
            <a href={labelPath(dataset.name, table, String(row[label]))}>
              <span>{String(row[label])}</span>
              <span>{countText(Number(row.image_counts))}</span>
              <svg className="bar" preserveAspectRatio="none" viewBox="0 0 100 2" aria-hidden="true">
                <rect width={(100 * Number(row.image_counts)) / most} height="2" />
              </svg>
            </a>
          </li>
        ))}
      </ol>
      <p>
        <a href={linkTo(tablePath(dataset.name, table), [['_sort_desc', 'image_counts']])}>The whole leaderboard</a>
      </p>
    </section>
  );
}

async function DatasetIntroduction({ dataset }: { dataset: Dataset }) {
  const images = { table: 'images', search: [], filters: [], through: [], where: [] };
  const count = dataset.tables.has('images') ? await readCount(readerOf(dataset), images) : null;
  return (
    <section>
      <h2>
        <a href={datasetPath(dataset.name)}>{dataset.title ?? dataset.name}</a>
        {count?.state === 'answered' && ` · ${countText(count.value.count)} images`}
        {dataset.invented && ' · invented'}
      </h2>
      {dataset.about && <p>{dataset.about}</p>}
    </section>
  );
}

/** The dataset the home page speaks of: the first real one that has images. */
const chosen = (datasets: Dataset[]) => {
  const withImages = datasets.filter((dataset) => dataset.tables.has('images'));
  return withImages.find((dataset) => !dataset.invented) ?? withImages[0];
};

export default async function Home() {
  return page(async () => {
    const datasets = await listDatasets(pagesPool());
    const dataset = chosen(datasets);
    return (
      <Frame>
        <title>Aesthetic Explorer: what is in the pictures that taught machines to paint?</title>
        <header className="lede">
          <h1>What is in the pictures that taught machines to paint?</h1>
          {dataset && (
            <SearchForm
              action={tablePath(dataset.name, 'images')}
              pairs={[]}
              text=""
              label="An artist, a site, a phrase"
            />
          )}
          {dataset && <SearchHint />}
        </header>
        {datasets.length === 0 && <p>No dataset has been ingested yet.</p>}
        {datasets.map((each) => (
          <DatasetIntroduction key={each.name} dataset={each} />
        ))}
        {dataset && (
          <div className="columns">
            <Top dataset={dataset} table="site" title="Sites with the most images" />
            <Top dataset={dataset} table="artists" title="Artists named most often" />
          </div>
        )}
      </Frame>
    );
  });
}
