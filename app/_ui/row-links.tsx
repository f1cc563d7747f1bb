import { linkTo } from '../_url/edit.ts';
import type { Pairs } from '../_url/pairs.ts';
import { sqlPairs, sqlPath } from '../_url/views.ts';
import { Entry } from './row-entry.tsx';
import { WatchButton } from './watch/watch-button.tsx';

interface LinkRowProps {
  /** The page's own address, for the button that copies it. */
  path: string;
  /** Further ways to the same, each a path and its words. */
  links: [href: string, words: string][];
  /** The table and the question of it that may be watched. */
  watch?: { path: string; pairs: Pairs };
}

/** The page's link to copy, and the same for programs. */
export function LinkRow({ path, links, watch }: LinkRowProps) {
  return (
    <p className="reproduce">
      <button type="button" className="word by-hand" data-copy={path}>
        Copy link
      </button>
      {watch && <WatchButton {...watch} />}
      {links.map(([href, words]) => (
        <a key={href} href={href} rel="nofollow">
          {words}
        </a>
      ))}
    </p>
  );
}

interface TakeAlongProps extends LinkRowProps {
  dataset: string;
  /** A statement that brings the same rows. */
  sql?: string;
}

/** The last entry of a page: its link, its data, the statement that brings the same. */
export function TakeAlong({ dataset, links, sql, ...rest }: TakeAlongProps) {
  const statement: LinkRowProps['links'] =
    sql === undefined ? [] : [[linkTo(sqlPath(dataset), sqlPairs(sql, [])), 'SQL']];
  return (
    <Entry id="links" title="Take it along">
      <LinkRow {...rest} links={[...links, ...statement]} />
    </Entry>
  );
}
