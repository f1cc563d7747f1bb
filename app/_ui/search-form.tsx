import { type Pairs, without } from '../_url/pairs.ts';
import { HiddenPairs } from './hidden-pairs.tsx';

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
    <search>
      <form className="search" action={action} method="get">
        <HiddenPairs pairs={without(pairs, '_search', '_next', '_wait')} />
        <input
          type="search"
          name="_search"
          defaultValue={text}
          aria-label={label}
          placeholder={label}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
        />
        <kbd className="by-hand">/</kbd>
        <button type="submit">Search</button>
      </form>
    </search>
  );
}

/** The syntax in one line. */
export function SearchHint() {
  return <p className="hint syntax">All words · “a phrase” · begin* · -without · this OR that</p>;
}
