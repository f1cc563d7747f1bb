import { hitsIn, type soughtOf } from '../../db/queries/hits.ts';
import type { Picture } from '../_answer/pictures.ts';
import { numbered } from './numbered.ts';

/** Letters of a caption in a gallery; the row's page has all of it. */
const LETTERS = 300;

interface PictureFigureProps {
  id: string;
  picture: Picture;
  /** The row's page. */
  href: string;
  /** Where it is from. */
  label: string;
  /** The number that matters, as it is written. */
  number?: string;
  sought: ReturnType<typeof soughtOf>;
  isOn: boolean;
}

function CaptionWords({ caption, sought }: { caption: string | null; sought: PictureFigureProps['sought'] }) {
  if (caption === null) return <span className="none">no caption recorded</span>;
  return (
    <bdi>
      {numbered(hitsIn(caption.slice(0, LETTERS), sought)).map(({ place, item: { text, hit } }) =>
        hit ? <mark key={place}>{text}</mark> : text,
      )}
    </bdi>
  );
}

/** Lifts the blur of one picture: a box to tick, so that it needs no script. */
function Veil({ id, picture }: { id: string; picture: Picture }) {
  const why =
    picture.veiled === 'unsafe' ? `Unsafe with probability ${picture.unsafe?.toFixed(2)}` : 'Nobody scored it';
  return (
    <label className="veil" htmlFor={`lift-${id}`}>
      <span>{why}</span>
      <span className="ask">show</span>
    </label>
  );
}

/** The picture above its caption, or the caption in its place: while pictures are off, on the way, or when it is gone. */
function Frame({ id, picture, href, sought, isOn }: PictureFigureProps) {
  const { address, width, height, veiled, odd } = picture;
  const isLoaded = isOn && address !== null;
  const words = <CaptionWords caption={picture.caption} sought={isLoaded ? [] : sought} />;
  return (
    <div className={odd ? 'frame odd' : 'frame'}>
      <p className="plate" aria-hidden={isLoaded || undefined}>
        {isLoaded ? words : <a href={href}>{words}</a>}
        {isOn && address === null && <span className="hint"> Its address is none of the web.</span>}
      </p>
      {isLoaded && veiled && (
        <input id={`lift-${id}`} className="lift" type="checkbox" aria-label="Show this blurred picture" />
      )}
      {isLoaded && (
        // biome-ignore lint/performance/noImgElement: pictures never come through our server.
        <img
          src={address}
          alt=""
          width={width ?? undefined}
          height={height ?? undefined}
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
        />
      )}
      {isLoaded && veiled && <Veil id={id} picture={picture} />}
    </div>
  );
}

/** One picture of the gallery with its label; the whole leads to its row. */
export function PictureFigure(props: PictureFigureProps) {
  const { picture, href, label, number, sought, isOn } = props;
  return (
    <li className={`picture r${picture.ratio}${picture.width === null ? ' unsized' : ''}`}>
      <figure>
        <Frame {...props} />
        <figcaption>
          {isOn && picture.address !== null && (
            <a className="line" href={href}>
              <CaptionWords caption={picture.caption} sought={sought} />
            </a>
          )}
          <span className="label">
            <span>{label}</span>
            {number && <span>{number}</span>}
          </span>
        </figcaption>
      </figure>
    </li>
  );
}
