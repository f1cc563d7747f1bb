import type { Row } from '../../db/query.ts';
import type { PlacePage } from '../_answer/place-page.ts';
import type { RowReading } from '../_answer/row.ts';
import type { RowStanding } from '../_answer/standing.ts';
import { linkTo } from '../_url/edit.ts';
import type { Pairs } from '../_url/pairs.ts';
import { labelPath, tablePath } from '../_url/paths.ts';
import { reportOf } from '../_url/report.ts';
import { formatPath } from '../_url/views.ts';
import { Bars } from './board-bars.tsx';
import { FigureLine } from './board-figures.tsx';
import { CompareImages } from './compare/compare-row.tsx';
import { ImagesEntry } from './images-entry.tsx';
import { known } from './known.ts';
import { countText, imagesText, shareText } from './number.ts';
import { Entry, Part } from './row-entry.tsx';
import { TakeAlong } from './row-links.tsx';
import { Captions } from './row-parts.tsx';
import { Spread } from './row-spread.tsx';

interface RowPlaceProps {
  reading: RowReading;
  shown: PlacePage;
  /** The page's own path, and the same in one piece. */
  path: string;
  whole: string;
  /** The label of the site a host belongs to. */
  site: string | null;
}

const tiesText = ({ ties }: RowStanding) =>
  ties === 0 ? '' : `; ${countText(ties)} ${ties === 1 ? 'other has' : 'others have'} as many`;

function Figures({ row, standing, isSite }: { row: Row; standing: RowStanding | null; isSite: boolean }) {
  const count = Number(row.image_counts);
  const mean = row.mean_aesthetic ?? null;
  const many = isSite ? 'sites' : 'hosts';
  return (
    <FigureLine
      figures={[
        standing && {
          value: countText(standing.place),
          words: `rank among ${countText(standing.rows)} ${many}${tiesText(standing)}`,
        },
        standing && {
          value: shareText(count / Math.max(1, standing.total)),
          words: `of all ${countText(standing.total)} images`,
        },
        isSite
          ? { value: countText(Number(row.domain_counts)), words: Number(row.domain_counts) === 1 ? 'host' : 'hosts' }
          : null,
        mean === null ? null : { value: Number(mean).toFixed(2), words: 'mean score of its images that have one' },
        (row.best_aesthetic ?? null) === null
          ? null
          : { value: Number(row.best_aesthetic).toFixed(2), words: 'best score' },
      ]}
    />
  );
}

function Hosts({ reading, shown, whole }: RowPlaceProps) {
  const { dataset, row } = reading;
  if (!shown.hosts) return null;
  const hosts = Number(row.domain_counts);
  return (
    <Entry
      id="hosts"
      title="Its hosts"
      note={
        hosts > 12 ? (
          <a href={linkTo(tablePath(dataset.name, 'domain'), [['site_id', String(row.id)]])}>All {countText(hosts)}</a>
        ) : null
      }
    >
      <Part of={shown.hosts} whole={whole} what="the hosts">
        {({ rows }) => (
          <Bars
            ranked
            bars={rows.map((host) => ({
              label: String(host.domain),
              count: Number(host.image_counts),
              href: labelPath(dataset.name, 'domain', String(host.domain)),
            }))}
          />
        )}
      </Part>
    </Entry>
  );
}

function Along({ reading: { dataset, table, row }, path, pairs }: RowPlaceProps & { pairs: Pairs }) {
  const name = row[table.config.labelColumn ?? ''] ?? null;
  const named = new Map(pairs.map(([column, id]) => [column, new Map([[id, name]])]));
  return (
    <TakeAlong
      path={path}
      dataset={dataset.name}
      watch={{ path: tablePath(dataset.name, 'images'), pairs }}
      links={[
        [reportOf(dataset.name, pairs, named), 'Report to print or send'],
        [`${tablePath(dataset.name, table.name)}/${row.id}.json`, 'JSON of this page’s row'],
        [linkTo(formatPath(dataset.name, 'images', 'json'), pairs), 'JSON of its images'],
        [
          linkTo(formatPath(dataset.name, 'images', 'csv'), [...pairs, ['_stream', 'on'], ['_dl', 'on']]),
          'CSV of its images',
        ],
      ]}
      sql={`select id, text, url, aesthetic\nfrom images\nwhere ${pairs[0]?.[0]} = ${row.id}\norder by aesthetic desc nulls last, id\nlimit 100`}
    />
  );
}

interface TitleProps extends Pick<RowPlaceProps, 'site' | 'reading' | 'shown'> {
  count: number;
  label: string;
}

function Title({ count, label, reading: { dataset }, shown, site }: TitleProps) {
  return (
    <header className="lede">
      <h1>
        <b>{imagesText(count)}</b> {count === 1 ? 'comes' : 'come'} from <em>{label}</em>
      </h1>
      {site && site !== label && (
        <p className="note">
          a host of <a href={labelPath(dataset.name, 'site', site)}>{site}</a>
        </p>
      )}
      <CompareImages dataset={dataset} question={shown.question} />
    </header>
  );
}

/** The page of a site or a host: how many, which rank and share, what its captions say, which images. */
export function RowPlace(props: RowPlaceProps) {
  const { reading, shown, whole, site } = props;
  const { dataset, table, row } = reading;
  const isSite = table.name === 'site';
  const label = String(row[isSite ? 'site' : 'domain']);
  const pairs: Pairs = [[isSite ? 'site_id' : 'domain_id', String(row.id)]];
  return (
    <>
      <Title reading={reading} shown={shown} count={Number(row.image_counts)} label={label} site={site} />
      <Figures row={row} standing={known(shown.standing)} isSite={isSite} />
      <ImagesEntry
        dataset={dataset}
        title="Its images"
        of={shown.images}
        pairs={pairs}
        all={`All ${countText(Number(row.image_counts))}`}
        whole={whole}
        place={isSite ? 'domain_id' : null}
      />
      <Spread scores={shown.scores} whole={whole} of={label} />
      {Number(row.image_counts) > 1 && (
        <Captions dataset={dataset} words={shown.words} names={shown.names} whole={whole} pairs={pairs} />
      )}
      <Hosts {...props} />
      <Along {...props} pairs={pairs} />
    </>
  );
}
