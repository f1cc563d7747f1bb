import type { Table } from '../../db/catalog.ts';
import { OPERATORS } from '../../db/queries/operators.ts';
import { edited, linkTo } from '../_url/edit.ts';
import { isArgument } from '../_url/filter-arguments.ts';
import { withoutPair } from '../_url/pairs.ts';
import type { TableRequest } from '../_url/table-request.ts';

interface FilterFormProps {
  path: string;
  table: Table;
  request: TableRequest;
}

/** The conditions there are, each with a link that takes it away, and a form for one more. */
export function FilterForm({ path, table, request }: FilterFormProps) {
  const chosen = request.pairs.filter(([key, value]) => !isArgument(key) || (key === '_search' && value !== ''));
  const carried = edited(request.pairs);
  return (
    <>
      {chosen.length > 0 && (
        <p className="chips">
          Only
          {chosen.map(([key, value]) => (
            <a
              key={`${key}=${value}`}
              className="chip"
              href={linkTo(path, withoutPair(carried, key, value))}
              aria-label={`Take away ${key} ${value}`}
            >
              {key === '_search' ? 'words' : key} {value} ×
            </a>
          ))}
        </p>
      )}
      <form className="filter chips" action={path} method="get">
        {carried.map(([key, value]) => (
          <input key={`${key}=${value}`} type="hidden" name={key} value={value} />
        ))}
        <select name="_filter_column" aria-label="Column" defaultValue="">
          <option value="">column…</option>
          {table.columns.map((column) => (
            <option key={column.name}>{column.name}</option>
          ))}
        </select>
        <select name="_filter_op" aria-label="Condition">
          {OPERATORS.map((operator) => (
            <option key={operator.name} value={operator.name}>
              {operator.words}
            </option>
          ))}
        </select>
        <input name="_filter_value" aria-label="Value" />
        <button type="submit">Add condition</button>
      </form>
    </>
  );
}
