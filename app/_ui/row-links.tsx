import { linkTo } from '../_url/edit.ts';
import { sqlPairs, sqlPath } from '../_url/views.ts';

interface RowLinksProps {
  /** The page's own address, for the button that copies it. */
  path: string;
  dataset: string;
  /** Further ways to the same, each a path and its words. */
  links: [href: string, words: string][];
  /** A statement that brings the same rows. */
  sql?: string;
}

/** How to take the page along: its link, its data, the statement that brings the same. */
export function RowLinks({ path, dataset, links, sql }: RowLinksProps) {
  return (
    <p className="reproduce">
      <button type="button" className="word by-hand" data-copy={path}>
        Copy link
      </button>
      {links.map(([href, words]) => (
        <a key={href} href={href} rel="nofollow">
          {words}
        </a>
      ))}
      {sql !== undefined && (
        <a href={linkTo(sqlPath(dataset), sqlPairs(sql, []))} rel="nofollow">
          SQL
        </a>
      )}
    </p>
  );
}
