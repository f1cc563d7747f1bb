import type { OperatorName } from '../../db/query.ts';
import { filterKey } from './filter-arguments.ts';
import { all, first, type Pairs, without } from './pairs.ts';
import { rangeRedirect } from './ranges.ts';

const FIELD = /^_filter_(column|op|value)(_\d+)?$/;

/** One row of the filter form as a pair; null when no column was chosen. An operator may carry its value: `isnull__5`. */
function filterOf(pairs: Pairs, suffix: string): readonly [string, string] | null {
  const column = first(pairs, `_filter_column${suffix}`) ?? '';
  if (column === '') return null;
  const [operator = 'exact', baked] = (first(pairs, `_filter_op${suffix}`) || 'exact').split('__', 2);
  const value = baked ?? first(pairs, `_filter_value${suffix}`) ?? '';
  return [filterKey(column, operator as OperatorName), value];
}

/**
 * What the fields of a form mean as a canonical query string (section 16 of the URL grammar); null when the pairs hold
 * no form field. Blank arguments go, filters stay even where their value is blank.
 */
export function formRedirect(pairs: Pairs): Pairs | null {
  const fields = pairs.filter(([key]) => FIELD.test(key));
  const sortsDescending = all(pairs, '_sort_by_desc').some(Boolean);
  if (fields.length === 0 && !pairs.some(([key]) => key === '_sort_by_desc')) return rangeRedirect(pairs);
  const suffixes = [...new Set(fields.map(([key]) => FIELD.exec(key)?.[2] ?? ''))];
  const filters = suffixes.map((suffix) => filterOf(pairs, suffix)).filter((pair) => pair !== null);
  const rest = without(pairs, '_sort_by_desc', '_next')
    .filter(([key, value]) => !FIELD.test(key) && (value !== '' || !key.startsWith('_')))
    .map(([key, value]) =>
      sortsDescending && key === '_sort' ? (['_sort_desc', value] as const) : ([key, value] as const),
    );
  return [...rest, ...filters];
}
