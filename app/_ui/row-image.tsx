import type { ReactNode } from 'react';
import type { Answer, Row } from '../../db/query.ts';
import type { ImagePage, Others } from '../_answer/image-page.ts';
import type { Late } from '../_answer/late.ts';
import type { RowReading } from '../_answer/row.ts';
import { linkTo } from '../_url/edit.ts';
import type { Pairs } from '../_url/pairs.ts';
import { labelPath, tablePath } from '../_url/paths.ts';
import { Meanwhile } from './later.tsx';
import { Entry, Part } from './row-entry.tsx';
import { RowImages } from './row-images.tsx';
import { TakeAlong } from './row-links.tsx';
import { RowFields } from './row-plain.tsx';

interface RowImageProps {
  reading: RowReading;
  shown: ImagePage;
  path: string;
  whole: string;
  /** The picture, by the same rules as in the gallery. */
  picture: ReactNode;
}

/** A heading holds no more of a caption; all of it stands among the fields. */
const LONGEST = 200;

/** A caption as a heading, cut at a word where it is long. */
export function captionTitle(row: Row): string {
  const text = String(row.text ?? '').trim();
  if (text === '') return '';
  const points = [...text];
  if (points.length <= LONGEST) return text;
  const cut = points.slice(0, LONGEST).join('');
  const space = cut.lastIndexOf(' ');
  return `${space > LONGEST / 2 ? cut.slice(0, space) : cut} …`;
}

interface ListProps {
  reading: RowReading;
  of: Late<Answer<Others>> | null;
  whole: string;
  what: string;
  /** Said where there are none. */
  none: string;
  current?: boolean;
  /** All of one host: it need not be said again. */
  placeless?: boolean;
}

function List({ reading, of, whole, what, none, current, placeless }: ListProps) {
  if (!of) return <p className="note">{none}</p>;
  return (
    <Part of={of} whole={whole} what={what}>
      {(others) =>
        others.rows.length === 0 ? (
          <p className="note">{none}</p>
        ) : (
          <RowImages
            dataset={reading.dataset.name}
            images={others}
            place={placeless ? null : 'domain_id'}
            current={current ? String(reading.row.id) : undefined}
          />
        )
      }
    </Part>
  );
}

function Where({ reading, shown }: RowImageProps) {
  const { dataset, row } = reading;
  const host = shown.labels.get('domain_id')?.get(String(row.domain_id));
  return (
    <p className="note">
      Image {String(row.id)}
      {host ? (
        <>
          , from <a href={labelPath(dataset.name, 'domain', String(host))}>{String(host)}</a>
        </>
      ) : null}
    </p>
  );
}

/** Why no image with the same caption is shown. */
function noCaption({ reading: { row }, shown }: RowImageProps): string {
  if (String(row.text ?? '').trim() === '') return 'It has no caption to look for.';
  return shown.sameCaption ? 'No other image has this caption.' : 'Its caption has no word to look it up by.';
}

/** The same caption or address elsewhere in the data. */
function Same(props: RowImageProps) {
  const { reading, shown, whole } = props;
  return (
    <Entry id="same" title="The same elsewhere in the data">
      <h3>Caption</h3>
      <List
        reading={reading}
        of={shown.sameCaption}
        whole={whole}
        what="images with the same caption"
        none={noCaption(props)}
      />
      <h3>Address</h3>
      <List
        reading={reading}
        of={shown.sameUrl}
        whole={whole}
        what="images with the same address"
        none="No other row has this address."
      />
    </Entry>
  );
}

function FromHost({ reading, shown, whole }: RowImageProps) {
  const { dataset, row } = reading;
  const images = tablePath(dataset.name, 'images');
  const all: Pairs = [['domain_id', String(row.domain_id)]];
  const ways = (
    <Meanwhile of={shown.fromHost}>
      {(found) =>
        found?.rows.some((other) => (other.aesthetic ?? null) !== null) ? (
          <a href={linkTo(images, [...all, ['_sort_desc', 'aesthetic']])}>All, best score first</a>
        ) : (
          <a href={linkTo(images, all)}>All</a>
        )
      }
    </Meanwhile>
  );
  return (
    <Entry id="host" title="More from its host" note={ways}>
      <List
        reading={reading}
        of={shown.fromHost}
        whole={whole}
        what="more from its host"
        none="It is the only image from this host."
        placeless
      />
    </Entry>
  );
}

function ByScore({ reading, shown, whole }: RowImageProps) {
  if (!shown.byScore) return null;
  const all = linkTo(tablePath(reading.dataset.name, 'images'), [['_sort_desc', 'aesthetic']]);
  return (
    <Entry id="score" title="Before and after it by score" note={<a href={all}>All, best score first</a>}>
      <List reading={reading} of={shown.byScore} whole={whole} what="its neighbours" none="" current />
    </Entry>
  );
}

/** The page of one image: its picture, every field with its meaning, and its like in the data. */
export function RowImage(props: RowImageProps) {
  const { reading, path, picture } = props;
  const { dataset, row } = reading;
  const title = captionTitle(row);
  return (
    <div className="imagepage">
      <header className="lede">
        <h1 dir="auto">{title || <span className="none">No caption</span>}</h1>
        <Where {...props} />
      </header>
      {picture}
      <Entry
        id="fields"
        title="What is recorded"
        note="What a source did not state is not recorded; nothing is filled in."
      >
        <RowFields reading={reading} />
      </Entry>
      <Same {...props} />
      <FromHost {...props} />
      <ByScore {...props} />
      <TakeAlong
        path={path}
        dataset={dataset.name}
        links={[[`${tablePath(dataset.name, 'images')}/${row.id}.json`, 'JSON']]}
        sql={`select *\nfrom images\nwhere id = ${row.id}`}
      />
    </div>
  );
}
