import { soughtOf } from '../../../db/queries/hits.ts';
import type { Comparison } from '../../_answer/compare/compare-page.ts';
import { keptIn } from '../../_answer/kept.ts';
import { pictureOf } from '../../_answer/pictures.ts';
import type { SomeImages } from '../../_answer/some-images.ts';
import { exchange } from '../../_http/exchange.ts';
import { imagesLink } from '../../_url/compare/links.ts';
import { letterOf } from '../../_url/compare/side-words.ts';
import { SIDES, type SideName } from '../../_url/compare/sides.ts';
import { rowKey, rowPath } from '../../_url/paths.ts';
import { ImagesSwitch } from '../images-switch.tsx';
import { PictureFigure } from '../picture-figure.tsx';
import { Entry, Part } from '../row-entry.tsx';

interface CompareImagesProps {
  of: Comparison;
  whole: string;
}

function Pictures({ of, name, found }: { of: Comparison; name: SideName; found: SomeImages }) {
  const { dataset, table, question } = of.sides[name];
  const { images } = keptIn(exchange().headers.cookie);
  const sought = question.search.flatMap(soughtOf);
  const all = imagesLink(dataset, table, question, [
    ['_view', 'gallery'],
    ...(found.best ? [['_sort_desc', 'aesthetic'] as const] : []),
  ]);
  return (
    <>
      <ul className="pictures">
        {found.rows.map((row) => (
          <PictureFigure
            key={rowKey(table, row)}
            id={`${name}-${rowKey(table, row)}`}
            picture={pictureOf(table, row, images)}
            href={rowPath(dataset.name, table, row)}
            label={String(found.labels.get('site_id')?.get(String(row.site_id)) ?? '')}
            number={(row.aesthetic ?? null) === null ? undefined : Number(row.aesthetic).toFixed(2)}
            sought={sought}
            isOn={images !== 'off'}
          />
        ))}
      </ul>
      {all && found.more && (
        <p className="more">
          <a href={all} rel="nofollow">
            All of {letterOf(name)} as a gallery
          </a>
        </p>
      )}
    </>
  );
}

/** A few images of either side, the best by score; their pictures stay where they are until they are asked for. */
export function CompareImages({ of, whole }: CompareImagesProps) {
  const { images } = keptIn(exchange().headers.cookie);
  return (
    <Entry id="images" title="Some images" note="The best by score of either side, or the first where none has one.">
      <ImagesSwitch images={images} />
      <div className="halves">
        {SIDES.map((name) => (
          <section key={name} className="half" aria-label={`Images of ${letterOf(name)}`}>
            <h3>{letterOf(name)}</h3>
            <Part of={of.images[name]} whole={whole} what="the images">
              {(found) => <Pictures of={of} name={name} found={found} />}
            </Part>
          </section>
        ))}
      </div>
    </Entry>
  );
}
