import type { Dataset, Table } from '../../db/catalog.ts';
import { tablePath } from '../_url/paths.ts';

/** A table's columns with their types, folded away, and the way to its rows. */
function Columns({ dataset, table, open }: { dataset: string; table: Table; open: boolean }) {
  return (
    <details open={open}>
      <summary>
        {table.name}
        {table.isView ? ' (view)' : ''}
      </summary>
      <ul>
        {table.columns.map(({ name, sqlType }) => (
          <li key={name}>
            <span>{name}</span> <span className="hint">{sqlType}</span>
          </li>
        ))}
        <li>
          <a href={tablePath(dataset, table.name)}>its rows</a>
        </li>
      </ul>
    </details>
  );
}

function StoredQueries({ dataset }: { dataset: Dataset }) {
  if (dataset.queries.size === 0) return null;
  return (
    <section>
      <h2>Questions kept in SQL</h2>
      <ul className="plainlist">
        {[...dataset.queries].map(([name, query]) => (
          <li key={name}>
            <a href={tablePath(dataset.name, name)}>{query.title ?? name}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The tables that a statement can name, with their columns and types; how captions are searched; stored queries. */
export function SqlSchema({ dataset }: { dataset: Dataset }) {
  const tables = [...dataset.tables.values()];
  return (
    <aside className="schema" aria-label="Tables">
      <section>
        <h2>Tables and their columns</h2>
        {tables.map((table) => (
          <Columns key={table.name} dataset={dataset.name} table={table} open={tables.length <= 3} />
        ))}
      </section>
      <StoredQueries dataset={dataset} />
      <section>
        <h2>Captions that hold words</h2>
        <pre>
          <code>{`to_tsvector('simple',
  template.norm(text))
@@ phraseto_tsquery('simple',
  template.norm(:words))`}</code>
        </pre>
      </section>
    </aside>
  );
}
