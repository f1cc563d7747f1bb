import type { Column, Table } from '../../db/catalog.ts';
import type { Sort } from '../../db/query.ts';
import { withoutColumn } from '../_url/columns.ts';
import { linkTo, withFacet } from '../_url/edit.ts';
import type { Pairs } from '../_url/pairs.ts';
import { columnLabel, orderWords } from '../_url/people/column-words.ts';
import { sortableColumns, withSort } from '../_url/sort-arguments.ts';

export interface ColumnMenuProps {
  path: string;
  table: Table;
  pairs: Pairs;
  sort: Sort[];
  shown: string[];
  facets: string[];
  column: Column;
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** What may be done with one column, each a link. */
function Actions({ path, table, pairs, sort, shown, facets, column }: ColumnMenuProps) {
  const { name } = column;
  const sortable = sortableColumns({ table }).includes(name);
  const current = sort.find((each) => each.column === name);
  return (
    <ul>
      {sortable &&
        [true, false].map((descending) => (
          <li key={String(descending)}>
            <a
              href={linkTo(path, withSort(pairs, [{ column: name, descending }]))}
              rel="nofollow"
              aria-current={current?.descending === descending || undefined}
            >
              {capital(orderWords(table, { column: name, descending }))}
            </a>
          </li>
        ))}
      {!facets.includes(name) && (
        <li>
          <a href={linkTo(path, withFacet(pairs, { column: name, type: 'column' }))} rel="nofollow">
            Count its values
          </a>
        </li>
      )}
      {column.keyPosition === 0 && (
        <li>
          <a href={linkTo(path, withoutColumn(pairs, table, shown, name))} rel="nofollow">
            Hide the column
          </a>
        </li>
      )}
    </ul>
  );
}

/** The menu of a column of the page, which may stand for two of the data. */
export function ColumnMenu({ columns, ...rest }: Omit<ColumnMenuProps, 'column'> & { columns: Column[] }) {
  const id = `column-${columns.map(({ name }) => name.replace(/[^A-Za-z0-9_-]/g, '_')).join('-')}`;
  const label = columns.map(({ name }) => columnLabel(rest.table, name)).join(' and ');
  return (
    <>
      <button type="button" className="more-of" popoverTarget={id} aria-label={`Menu of ${label}`}>
        ⋯
      </button>
      <div id={id} className="menu of-column" popover="auto" role="dialog" aria-label={label}>
        {columns.map((column) => (
          <div key={column.name}>
            <p className="hint">
              <code>{column.name}</code> {rest.table.config.columns?.[column.name]?.description}
            </p>
            <Actions {...rest} column={column} />
          </div>
        ))}
      </div>
    </>
  );
}
