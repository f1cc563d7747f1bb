import type { ReactNode } from 'react';
import type { Dataset } from '../../db/catalog.ts';
import { datasetPath, tablePath } from '../_url/paths.ts';
import { WATCH_PATH } from '../_url/watched.ts';
import { PaperSwitch } from './paper-switch.tsx';
import { Shortcuts } from './shortcuts.tsx';

const NAVIGATION = ['images', 'site', 'domain', 'artists', 'celebrities', 'characters'];

function Navigation({ dataset, current }: { dataset: Dataset; current?: string }) {
  const tables = NAVIGATION.filter((name) => dataset.tables.has(name)).map((name) => ({
    name,
    href: tablePath(dataset.name, name),
    words: dataset.tables.get(name)?.config.title ?? name,
  }));
  const base = datasetPath(dataset.name);
  const pages = [
    { name: '-query', href: `${base}/-/query`, words: 'SQL' },
    { name: '-about', href: `${base}/-/about`, words: 'About' },
  ];
  return (
    <nav className="ways" aria-label="Main">
      {[...tables, ...pages].map(({ name, href, words }) => (
        <a key={name} href={href} aria-current={name === current ? 'page' : undefined}>
          {words}
        </a>
      ))}
    </nav>
  );
}

const sentence = (words: string) => words.replace(/\.\s*$/, '');

function Foot({ dataset }: { dataset?: Dataset }) {
  return (
    <footer>
      <p>
        {dataset?.source && <>Source: {sentence(dataset.source)}. </>}
        {dataset?.licence && <>Licence of the records: {sentence(dataset.licence)}. </>}
        Pictures stay with the sites that publish them. <a href="/-/about">About</a> ·{' '}
        <a href="/-/removal">Ask for removal</a> · <a href={WATCH_PATH}>Watched questions</a>
      </p>
      <div className="kept">
        <PaperSwitch />
        <button type="button" className="word" popoverTarget="shortcuts">
          Keyboard
        </button>
      </div>
    </footer>
  );
}

interface FrameProps {
  dataset?: Dataset;
  /** The table whose way is marked, or `-query`, `-about`. */
  current?: string;
  children: ReactNode;
}

/** What stands round every page: the name, the ways, the banner of invented data, the source. */
export function Frame({ dataset, current, children }: FrameProps) {
  return (
    <div className="wrap">
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header className="top">
        <div>
          <a className="name" href="/">
            Aesthetic Explorer
          </a>
          {dataset && (
            <a className="set" href={datasetPath(dataset.name)}>
              {dataset.title ?? dataset.name}
            </a>
          )}
        </div>
        {dataset && <Navigation dataset={dataset} current={current} />}
      </header>
      {dataset?.invented && (
        <section className="banner" aria-label="About this data">
          This data is invented: its rows were generated to try the explorer and say nothing about any real image.
        </section>
      )}
      <main id="main">{children}</main>
      <Foot dataset={dataset} />
      <Shortcuts />
    </div>
  );
}
