import type { Row } from '../../db/query.ts';
import type { SomeImages } from '../_answer/some-images.ts';
import { labelPath, tablePath } from '../_url/paths.ts';

interface RowImagesProps {
  dataset: string;
  images: Pick<SomeImages, 'rows' | 'labels'>;
  /** Which place stands beside a caption: the page of a site names the host. */
  place: 'site_id' | 'domain_id' | null;
  /** The number of the image whose page this is, where it stands among them. */
  current?: string;
}

/** The last part of an address: what is left to call an image by that has no caption. */
function fileOf(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? '';
  return path.slice(path.lastIndexOf('/') + 1) || url;
}

function Caption({ row }: { row: Row }) {
  const text = row.text === null || row.text === undefined ? '' : String(row.text).trim();
  if (text !== '') return <bdi>{text}</bdi>;
  return (
    <>
      <span className="none">no caption</span> <bdi className="file">{fileOf(String(row.url ?? ''))}</bdi>
    </>
  );
}

const score = (row: Row) =>
  (row.aesthetic ?? null) === null ? <span className="none">no score</span> : Number(row.aesthetic).toFixed(2);

/** Images as lines of text: caption, place, score. Their pictures stay where they are. */
export function RowImages({ dataset, images, place, current }: RowImagesProps) {
  const table = place === 'domain_id' ? 'domain' : 'site';
  return (
    <ol className="images">
      {images.rows.map((row) => {
        const label = place ? images.labels.get(place)?.get(String(row[place])) : null;
        const isCurrent = current !== undefined && String(row.id) === current;
        return (
          <li key={String(row.id)} className={place ? undefined : 'placeless'} aria-current={isCurrent || undefined}>
            <a className="caption" href={`${tablePath(dataset, 'images')}/${row.id}`}>
              <Caption row={row} />
            </a>
            {place && (
              <span className="place">
                {label ? <a href={labelPath(dataset, table, String(label))}>{String(label)}</a> : null}
              </span>
            )}
            <span className="n">{score(row)}</span>
          </li>
        );
      })}
    </ol>
  );
}
