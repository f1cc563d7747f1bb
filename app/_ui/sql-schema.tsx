import type { Dataset } from '../../db/catalog.ts';
import { tablePath } from '../_url/paths.ts';

/** The tables that a statement can name, with their columns and types. */
export function SqlSchema({ dataset }: { dataset: Dataset }) {
  return (
    <aside aria-label="Tables">
      <h2>Tables</h2>
      {[...dataset.tables.values()].map((table) => (
        <details key={table.name} open={dataset.tables.size <= 3}>
          <summary>
            <a href={tablePath(dataset.name, table.name)}>{table.name}</a>
            {table.isView ? ' (view)' : ''}
          </summary>
          <ul>
            {table.columns.map((column) => (
              <li key={column.name}>
                {column.name} <span className="hint">{column.sqlType}</span>
              </li>
            ))}
          </ul>
        </details>
      ))}
      <p className="hint">
        Captions are searched by{' '}
        <code>to_tsvector('simple', template.norm(text)) @@ phraseto_tsquery('simple', template.norm(:words))</code>.
      </p>
      {dataset.queries.size > 0 && (
        <>
          <h2>Stored queries</h2>
          <ul>
            {[...dataset.queries].map(([name, query]) => (
              <li key={name}>
                <a href={tablePath(dataset.name, name)}>{query.title ?? name}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </aside>
  );
}
