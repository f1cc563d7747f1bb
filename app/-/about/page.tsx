import type { Dataset } from '../../../db/catalog.ts';
import { listDatasets } from '../../../db/catalog.ts';
import { pagesPool } from '../../_answer/reading.ts';
import { page } from '../../_http/page.tsx';
import { Training } from '../../_ui/about-meaning.tsx';
import { Removal } from '../../_ui/about-removal.tsx';
import { Frame } from '../../_ui/frame.tsx';
import { Entry } from '../../_ui/row-entry.tsx';
import { ShareHead } from '../../_ui/share-head.tsx';
import { datasetPath } from '../../_url/paths.ts';

export const dynamic = 'force-dynamic';

/** Every dataset, the real ones first. */
function Sets({ datasets }: { datasets: Dataset[] }) {
  const ordered = [...datasets].sort((a, b) => Number(a.invented) - Number(b.invented));
  return (
    <ul className="tables">
      {ordered.map(({ name, title, about, invented }) => (
        <li key={name}>
          <a href={`${datasetPath(name)}/-/about`}>{title ?? name}</a>
          {invented && <span className="n">invented</span>}
          {about && <p className="note">{about}</p>}
        </li>
      ))}
    </ul>
  );
}

/** What the explorer is, and the way to what each dataset is. */
export default async function InstanceAbout() {
  return page(async () => {
    const datasets = await listDatasets(pagesPool());
    return (
      <Frame>
        <ShareHead
          title="About · Aesthetic Explorer"
          description="What this explorer shows, which part of a model’s training it was, and how to have something taken out."
          path="/-/about"
        />
        <header className="lede">
          <h1>An explorer for the lists that image models learned from</h1>
        </header>
        <Entry id="data" title="The data here">
          <Sets datasets={datasets} />
        </Entry>
        <Entry id="training" title="Which part of a model’s training">
          <Training />
        </Entry>
        <Entry id="removal" title="To have something taken out">
          <Removal />
        </Entry>
      </Frame>
    );
  });
}
