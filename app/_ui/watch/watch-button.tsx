import { linkTo } from '../../_url/edit.ts';
import type { Pairs } from '../../_url/pairs.ts';
import { questionOf } from '../../_url/watched.ts';

/** Keeps a question about a table in the browser's list of watched questions; nothing where there is none to keep. */
export function WatchButton({ path, pairs }: { path: string; pairs: Pairs }) {
  const question = questionOf(linkTo(path, pairs));
  if (question === null) return null;
  return (
    <button type="button" className="word by-hand" data-watch={question} aria-pressed="false">
      Watch
    </button>
  );
}
