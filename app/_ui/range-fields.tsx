import type { Filter } from '../../db/query.ts';
import { type Pairs, without } from '../_url/pairs.ts';
import { rangeField, rangeOf } from '../_url/ranges.ts';
import { HiddenPairs } from './hidden-pairs.tsx';

interface RangeFieldsProps {
  path: string;
  pairs: Pairs;
  filters: Filter[];
  column: string;
  label: string;
}

/** A range of a column as two numbers to type; needs nothing but a keyboard. */
export function RangeFields({ path, pairs, filters, column, label }: RangeFieldsProps) {
  const range = rangeOf(filters, column);
  return (
    <form className="range" action={path} method="get">
      <HiddenPairs pairs={without(pairs, `${column}__gte`, `${column}__lt`, '_next', '_wait')} />
      <span>from</span>
      <input
        type="number"
        step="any"
        name={rangeField('from', column)}
        defaultValue={range.from ?? ''}
        aria-label={`${label} from`}
      />
      <span>to below</span>
      <input
        type="number"
        step="any"
        name={rangeField('below', column)}
        defaultValue={range.below ?? ''}
        aria-label={`${label} to below`}
      />
      <button type="submit" aria-label={`Set the range of ${label}`}>
        set
      </button>
    </form>
  );
}
