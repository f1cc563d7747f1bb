import type { Pairs } from '../_url/pairs.ts';
import { numbered } from './numbered.ts';

/** The rest of the question, carried along by a form. */
export function HiddenPairs({ pairs }: { pairs: Pairs }) {
  return numbered(pairs).map(({ place, item: [key, value] }) => (
    <input key={place} type="hidden" name={key} value={value} />
  ));
}
