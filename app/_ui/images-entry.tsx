import type { Dataset } from '../../db/catalog.ts';
import type { Answer } from '../../db/query.ts';
import type { Late } from '../_answer/late.ts';
import type { SomeImages } from '../_answer/some-images.ts';
import { linkTo } from '../_url/edit.ts';
import type { Pairs } from '../_url/pairs.ts';
import { tablePath } from '../_url/paths.ts';
import { Meanwhile } from './later.tsx';
import { Entry, Part } from './row-entry.tsx';
import { RowImages } from './row-images.tsx';

interface ImagesEntryProps {
  dataset: Dataset;
  title: string;
  of: Late<Answer<SomeImages>>;
  /** The question that finds all of them, and what they are called together: "All 3,493". */
  pairs: Pairs;
  all: string;
  /** The page in one piece. */
  whole: string;
  place: 'site_id' | 'domain_id' | null;
}

/** What is to be known of the order they stand in. */
function Order({ rows, best }: SomeImages) {
  if (!best) return <p className="note">None has a score: these are the first by number.</p>;
  if (rows.some((image) => image.text)) return null;
  return <p className="note">The best scores belong to images without a caption: each is called by its file.</p>;
}

/** A few images of a page's subject, the best first, and the way to all of them. */
export function ImagesEntry({ dataset, title, of, pairs, all, whole, place }: ImagesEntryProps) {
  const images = tablePath(dataset.name, 'images');
  const ways = (
    <>
      <Meanwhile of={of}>
        {(found) => (
          <a href={linkTo(images, found?.best ? [...pairs, ['_sort_desc', 'aesthetic']] : pairs)}>
            {all}, {found?.best ? 'best score first' : 'as a table'}
          </a>
        )}
      </Meanwhile>
      <br />
      <a href={linkTo(images, [...pairs, ['_view', 'gallery']])}>as a gallery</a>
    </>
  );
  return (
    <Entry id="images" title={title} note={ways}>
      <Part of={of} whole={whole} what="the images">
        {(found) => (
          <>
            <Order {...found} />
            <RowImages dataset={dataset.name} images={found} place={place} />
          </>
        )}
      </Part>
    </Entry>
  );
}
