import type { ReactNode } from 'react';
import { nameTables } from '../../../../db/queries/name-tables.ts';
import { isLeaderboard } from '../../../../db/queries/rank.ts';
import { figuresOf } from '../../../_answer/figures.ts';
import { imagePage } from '../../../_answer/image-page.ts';
import { linkedLabels } from '../../../_answer/labels.ts';
import { namePage } from '../../../_answer/name-page.ts';
import { placePage } from '../../../_answer/place-page.ts';
import { NotFound, requestPairs, requestPath } from '../../../_answer/reading.ts';
import { type RowReading, readRow } from '../../../_answer/row.ts';
import { standingOf } from '../../../_answer/standing.ts';
import { page } from '../../../_http/page.tsx';
import { Frame } from '../../../_ui/frame.tsx';
import { NameView, soughtText } from '../../../_ui/name-view.tsx';
import { countText, imagesText } from '../../../_ui/number.ts';
import { captionTitle, RowImage } from '../../../_ui/row-image.tsx';
import { RowPicture } from '../../../_ui/row-picture.tsx';
import { RowPlace } from '../../../_ui/row-place.tsx';
import { RowPlain } from '../../../_ui/row-plain.tsx';
import { ShareHead } from '../../../_ui/share-head.tsx';
import { addressOf } from '../../../_url/address.ts';
import { linkTo } from '../../../_url/edit.ts';
import { first } from '../../../_url/pairs.ts';
import { labelPath, rowPath } from '../../../_url/paths.ts';
import { nounsOf } from '../../../_url/people/column-words.ts';
import { withWait } from '../../../_url/views.ts';

export const dynamic = 'force-dynamic';

/** The page of a row: its path, the same in one piece, and whether that was asked for. */
interface Asked {
  path: string;
  whole: string;
  waits: boolean;
}

/** A page's title, what it says of itself to others, and what it shows. */
interface Shown {
  title: string;
  sentence: string;
  body: ReactNode;
}

async function placeRow(reading: RowReading, { path, whole, waits }: Asked): Promise<Shown> {
  const { reader, table, row } = reading;
  const label = String(row[table.config.labelColumn ?? '']);
  const count = Number(row.image_counts);
  const [shown, labels] = await Promise.all([
    placePage(reading, waits),
    linkedLabels(reader, table, ['site_id'], [row]),
  ]);
  const site = labels.get('site_id')?.get(String(row.site_id)) ?? null;
  return {
    title: label,
    sentence: `${imagesText(count)} ${count === 1 ? 'comes' : 'come'} from ${label}`,
    body: (
      <RowPlace reading={reading} shown={shown} path={path} whole={whole} site={site === null ? null : String(site)} />
    ),
  };
}

async function nameRow(reading: RowReading, { path, whole, waits }: Asked): Promise<Shown> {
  const { dataset, table, row } = reading;
  const name = String(row.name);
  const [shown, standing, figures] = await Promise.all([
    namePage(dataset, name, String(row.search), waits),
    standingOf(reading),
    figuresOf(dataset),
  ]);
  const place = standing.state === 'answered' && Number(row.image_counts) > 0 ? standing.value : null;
  const listed = { table: table.name, many: nounsOf(table)[1], row, standing: place };
  return {
    title: name,
    sentence: `${imagesText(Number(row.image_counts))} with “${soughtText(shown.phrases)}” in the caption`,
    body: (
      <NameView
        dataset={dataset}
        name={name}
        shown={shown}
        path={path}
        whole={whole}
        listed={listed}
        images={figures.images}
      />
    ),
  };
}

async function imageRow(reading: RowReading, { path, whole, waits }: Asked): Promise<Shown> {
  const shown = await imagePage(reading, waits);
  const title = captionTitle(reading.row) || `Image ${reading.row.id}, without a caption`;
  const host = shown.labels.get('domain_id')?.get(String(reading.row.domain_id)) ?? 'an unknown host';
  return {
    title,
    sentence: `Image ${reading.row.id} from ${host}: ${title}`,
    body: (
      <RowImage
        reading={reading}
        shown={shown}
        path={path}
        whole={whole}
        picture={<RowPicture reading={reading} path={path} />}
      />
    ),
  };
}

async function plainRow(reading: RowReading, { path }: Asked): Promise<Shown> {
  const { table, row } = reading;
  const [one] = nounsOf(table);
  const key = table.primaryKey.map((column) => String(row[column])).join(', ');
  const label = String(row[table.config.labelColumn ?? ''] ?? `${one} ${key}`);
  const images = isLeaderboard(table) ? `: ${countText(Number(row.image_counts))} images` : '';
  return {
    title: label,
    sentence: `${label}${images}`,
    body: <RowPlain reading={reading} label={label} path={path} />,
  };
}

/** Which page a row has, by what its table is. */
function pageOf({ dataset, table }: RowReading): (reading: RowReading, asked: Asked) => Promise<Shown> {
  if (!dataset.tables.has('images')) return plainRow;
  if (table.config.picture) return imageRow;
  if (table.name === 'site' || table.name === 'domain') return placeRow;
  return nameTables(dataset).includes(table) ? nameRow : plainRow;
}

/** The address a row is known by: its label's where it has one, else its key's. */
const canonicalPath = ({ dataset, table, row }: RowReading): string => {
  const label = row[table.config.labelColumn ?? ''];
  const isLabelled = typeof label === 'string' && isLeaderboard(table);
  return isLabelled ? labelPath(dataset.name, table.name, label) : rowPath(dataset.name, table, row);
};

export default async function RowPage() {
  return page(async () => {
    const address = addressOf(requestPath());
    if (address.kind !== 'row') throw new NotFound('Row not found');
    const reading = await readRow(address.dataset, address.table, address.keys);
    const { dataset, table } = reading;
    const path = canonicalPath(reading);
    const pairs = requestPairs();
    const asked = { path, whole: linkTo(requestPath(), withWait(pairs)), waits: first(pairs, '_wait') === 'on' };
    const { title, sentence, body } = await pageOf(reading)(reading, asked);
    const set = dataset.title ?? dataset.name;
    return (
      <Frame dataset={dataset} current={table.name}>
        <ShareHead
          title={`${title} · ${table.config.title ?? table.name} · ${set}`}
          description={`${sentence}. ${set}.`}
          path={path}
          dataset={dataset.name}
        />
        {body}
      </Frame>
    );
  });
}
