import type { Dataset } from '../../db/catalog.ts';
import { figuresOf } from '../_answer/figures.ts';
import { datasetPath } from '../_url/paths.ts';
import { countText } from './number.ts';

async function Other({ dataset }: { dataset: Dataset }) {
  const { images, sites } = await figuresOf(dataset);
  const held = [
    images === null ? `${countText(dataset.tables.size)} tables` : `${countText(images)} images`,
    sites === null ? null : `${countText(sites)} sites`,
    dataset.invented ? 'invented' : null,
  ];
  return (
    <li>
      <a href={datasetPath(dataset.name)}>{dataset.title ?? dataset.name}</a>
      <span>{held.filter(Boolean).join(' · ')}</span>
      {dataset.about && <p className="note">{dataset.about}</p>}
    </li>
  );
}

/** The datasets that the page does not speak of. */
export function Others({ datasets }: { datasets: Dataset[] }) {
  if (datasets.length === 0) return null;
  return (
    <section className="others" aria-labelledby="others">
      <h2 id="others">Other data here</h2>
      <ul>
        {datasets.map((dataset) => (
          <Other key={dataset.name} dataset={dataset} />
        ))}
      </ul>
    </section>
  );
}
