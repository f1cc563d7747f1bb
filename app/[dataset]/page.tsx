import type { Dataset } from '../../db/catalog.ts';
import { figuresOf } from '../_answer/figures.ts';
import { datasetOf, NotFound, requestPath } from '../_answer/reading.ts';
import { type CountedTable, countedTables } from '../_answer/table-counts.ts';
import { page } from '../_http/page.tsx';
import { Origin } from '../_ui/about-source.tsx';
import { Frame } from '../_ui/frame.tsx';
import { countText } from '../_ui/number.ts';
import { Entry } from '../_ui/row-entry.tsx';
import { TakeAlong } from '../_ui/row-links.tsx';
import { ShareHead } from '../_ui/share-head.tsx';
import { SuggestBox } from '../_ui/suggest-box.tsx';
import { addressOf } from '../_url/address.ts';
import { findPath, suggestPath } from '../_url/found.ts';
import { datasetPath, tablePath } from '../_url/paths.ts';
import { nounsOf } from '../_url/people/column-words.ts';

export const dynamic = 'force-dynamic';

/** Tables in the order people ask for them; others after them, by name. */
const ORDER = ['images', 'site', 'domain', 'artists', 'celebrities', 'characters', 'word'];

const place = (name: string) => (ORDER.includes(name) ? ORDER.indexOf(name) : ORDER.length);

const inOrder = (tables: CountedTable[]) =>
  [...tables].sort((a, b) => place(a.table.name) - place(b.table.name) || (a.table.name < b.table.name ? -1 : 1));

function rowsText({ table, count, truncated }: CountedTable): string {
  const [one, many] = nounsOf(table);
  if (count === null) return 'not counted in time';
  return `${truncated ? 'more than ' : ''}${countText(truncated ? count - 1 : count)} ${count === 1 ? one : many}`;
}

function Tables({ dataset, tables }: { dataset: Dataset; tables: CountedTable[] }) {
  return (
    <ul className="tables">
      {tables.map((counted) => {
        const { name, config, columns, isView } = counted.table;
        return (
          <li key={name}>
            <a href={tablePath(dataset.name, name)}>{config.title ?? name}</a>
            <span className="n">{rowsText(counted)}</span>
            <p className="note">
              {config.description ?? `${isView ? 'A view' : 'A table'} of ${columns.length} columns.`}
            </p>
          </li>
        );
      })}
    </ul>
  );
}

function Questions({ dataset }: { dataset: Dataset }) {
  if (dataset.queries.size === 0) return null;
  return (
    <Entry id="questions" title="Questions kept in SQL">
      <ul className="tables">
        {[...dataset.queries].map(([name, { title, description }]) => (
          <li key={name}>
            <a href={tablePath(dataset.name, name)}>{title ?? name}</a>
            {description && <p className="note">{description}</p>}
          </li>
        ))}
      </ul>
    </Entry>
  );
}

function Introduction({ dataset, held }: { dataset: Dataset; held: string }) {
  return (
    <header className="lede">
      <h1>
        <b>{held}</b> in {dataset.title ?? dataset.name}
      </h1>
      {dataset.about && <p className="introduction">{dataset.about}</p>}
      {dataset.tables.has('images') && (
        <SuggestBox
          action={findPath(dataset.name)}
          from={suggestPath(dataset.name)}
          label="an artist, a site, a phrase, or a picture’s address"
        />
      )}
    </header>
  );
}

const waysAlong = (path: string): [string, string][] => [
  [`${path}.json`, 'JSON'],
  [`${path}/-/schema`, 'Schema'],
  [`${path}/-/query`, 'SQL'],
];

export default async function DatasetPage() {
  return page(async () => {
    const address = addressOf(requestPath());
    if (address.kind !== 'dataset') throw new NotFound('Database not found');
    const dataset = await datasetOf(address.dataset);
    const [tables, { images }] = await Promise.all([countedTables(dataset), figuresOf(dataset)]);
    const set = dataset.title ?? dataset.name;
    const path = datasetPath(dataset.name);
    const held = images === null ? `${countText(tables.length)} tables` : `${countText(images)} images`;
    const about = <a href={`${path}/-/about`}>What it is and is not, where it comes from, what was left out</a>;
    return (
      <Frame dataset={dataset}>
        <ShareHead
          title={`${set}: ${held} · Aesthetic Explorer`}
          description={`${set} holds ${held}. ${dataset.about ?? ''}`.trim()}
          path={path}
          dataset={dataset.name}
        />
        <Introduction dataset={dataset} held={held} />
        <Entry id="tables" title="What it holds" note={about}>
          <Tables dataset={dataset} tables={inOrder(tables)} />
        </Entry>
        <Questions dataset={dataset} />
        <Entry id="source" title="Where it comes from">
          <Origin dataset={dataset} />
        </Entry>
        <TakeAlong path={path} dataset={dataset.name} links={waysAlong(path)} />
      </Frame>
    );
  });
}
