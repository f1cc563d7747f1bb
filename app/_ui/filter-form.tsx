import type { Table } from '../../db/catalog.ts';
import { OPERATORS } from '../../db/queries/operators.ts';
import { edited } from '../_url/edit.ts';
import type { Pairs } from '../_url/pairs.ts';
import { columnLabel } from '../_url/people/column-words.ts';
import { HiddenPairs } from './hidden-pairs.tsx';

interface FilterFormProps {
  path: string;
  table: Table;
  pairs: Pairs;
}

/** One more condition on any column, as a form that a redirect turns into its plain address. */
export function FilterForm({ path, table, pairs }: FilterFormProps) {
  return (
    <form className="condition" action={path} method="get">
      <HiddenPairs pairs={edited(pairs)} />
      <label>
        Column
        <select name="_filter_column" defaultValue={table.config.search ?? table.columns[0]?.name}>
          {table.columns.map(({ name }) => (
            <option key={name} value={name}>
              {columnLabel(table, name)}
            </option>
          ))}
        </select>
      </label>
      <label>
        Condition
        <select name="_filter_op">
          {OPERATORS.map((operator) => (
            <option key={operator.name} value={operator.name}>
              {operator.words}
            </option>
          ))}
        </select>
      </label>
      <label>
        Value
        <input type="text" name="_filter_value" dir="auto" />
      </label>
      <button type="submit">Add the condition</button>
    </form>
  );
}
