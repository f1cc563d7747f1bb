import type { ReactNode } from 'react';
import type { Dataset } from '../../db/catalog.ts';
import { datasetPath, tablePath } from '../_url/paths.ts';

const NAVIGATION = ['images', 'site', 'domain', 'artists', 'celebrities', 'characters'];

function Navigation({ dataset, current }: { dataset: Dataset; current?: string }) {
  const tables = NAVIGATION.filter((name) => dataset.tables.has(name));
  return (
    <>
      {tables.map((name) => (
        <a key={name} href={tablePath(dataset.name, name)} aria-current={name === current ? 'page' : undefined}>
          {dataset.tables.get(name)?.config.title ?? name}
        </a>
      ))}
    </>
  );
}

/** What stands round every page: the name, the ways, the banner of invented data, the source. */
export function Frame({ dataset, current, children }: { dataset?: Dataset; current?: string; children: ReactNode }) {
  return (
    <div className="wrap">
      <nav className="top" aria-label="Main">
        <a className="name" href="/">
          Aesthetic Explorer
        </a>
        {dataset && (
          <a href={datasetPath(dataset.name)} aria-current={current === undefined ? 'page' : undefined}>
            {dataset.title ?? dataset.name}
          </a>
        )}
        {dataset && <Navigation dataset={dataset} current={current} />}
      </nav>
      {dataset?.invented && (
        <p className="banner" role="note">
          This data is invented: its rows were generated to try the explorer and say nothing about any real image.
        </p>
      )}
      <main>{children}</main>
      <footer>
        {dataset?.source && <>Source: {dataset.source}. </>}
        {dataset?.licence && <>Licence of the records: {dataset.licence}. </>}
        Pictures stay with the sites that publish them.
      </footer>
    </div>
  );
}
