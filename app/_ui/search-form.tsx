import type { Pairs } from '../_url/pairs.ts';
import { without } from '../_url/pairs.ts';

interface SearchFormProps {
  action: string;
  /** The rest of the question, carried along; the page is not (law 2). */
  pairs: Pairs;
  text: string;
  label: string;
}

/** A plain GET form: the question stays, the search changes, the pages begin again. */
export function SearchForm({ action, pairs, text, label }: SearchFormProps) {
  return (
    <form className="search" action={action} method="get">
      {without(pairs, '_search', '_next').map(([key, value]) => (
        <input key={`${key}=${value}`} type="hidden" name={key} value={value} />
      ))}
      <input type="search" name="_search" defaultValue={text} aria-label={label} placeholder={label} />
      <button type="submit">Search</button>
    </form>
  );
}

/** The syntax in one line. */
export function SearchHint() {
  return (
    <p className="hint">
      All words must be there · “a phrase” · word* for how words begin · -word to leave out · OR between alternatives
    </p>
  );
}
