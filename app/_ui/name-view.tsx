import type { ReactNode } from 'react';
import type { Dataset } from '../../db/catalog.ts';
import type { Row } from '../../db/query.ts';
import type { NamePage } from '../_answer/name-page.ts';
import type { RowStanding } from '../_answer/standing.ts';
import { linkTo } from '../_url/edit.ts';
import { nameLink, searchLink } from '../_url/found.ts';
import type { Pairs } from '../_url/pairs.ts';
import { tablePath } from '../_url/paths.ts';
import { reportOf } from '../_url/report.ts';
import { FigureLine } from './board-figures.tsx';
import { CompareImages } from './compare/compare-row.tsx';
import { ImagesEntry } from './images-entry.tsx';
import { known } from './known.ts';
import { NameNear } from './name-near.tsx';
import { NameSites } from './name-sites.tsx';
import { countedText, countText, shareText } from './number.ts';
import { Entry } from './row-entry.tsx';
import { TakeAlong } from './row-links.tsx';
import { Spread } from './row-spread.tsx';

export interface NameViewProps {
  dataset: Dataset;
  /** The name or phrase, as its list or the visitor spells it. */
  name: string;
  shown: NamePage;
  /** The page's own address, and the same in one piece. */
  path: string;
  whole: string;
  /** The row of the list it stands in, and its place there; null for a phrase. */
  listed: { table: string; many: string; row: Row; standing: RowStanding | null } | null;
  /** Images of the dataset; null: not known. */
  images: number | null;
  children?: ReactNode;
}

const opened = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** "Mike Winkelmann or Beeple": what the captions hold, in the words that were looked for. */
export const soughtText = (phrases: string[]): string => phrases.join(' or ');

function Title({ name, shown, listed }: NameViewProps) {
  const count = known(shown.count);
  const sought = soughtText(shown.phrases);
  return (
    <>
      <h1>
        <b>{count ? opened(countedText(count)) : 'Images, not counted in time,'}</b> with <em dir="auto">{sought}</em>{' '}
        in the caption
      </h1>
      {listed && sought !== name && (
        <p className="note">
          counted for <bdi>{name}</bdi>, in the list of {listed.many}
        </p>
      )}
    </>
  );
}

function Figures({ shown, listed, images }: NameViewProps) {
  const count = known(shown.count);
  const sites = shown.sites && known(shown.sites);
  const loose = shown.loose && known(shown.loose);
  const standing = listed?.standing;
  if (!count || count.count === 0) return null;
  return (
    <FigureLine
      figures={[
        standing
          ? { value: countText(standing.place), words: `rank among ${countText(standing.rows)} ${listed?.many}` }
          : null,
        images ? { value: shareText(count.count / images), words: `of all ${countText(images)} images` } : null,
        sites?.distinct ? { value: countText(sites.distinct), words: sites.distinct === 1 ? 'site' : 'sites' } : null,
        loose && loose.count > count.count && !loose.truncated
          ? { value: countText(loose.count), words: 'captions hold the words in any order' }
          : null,
      ]}
    />
  );
}

/** How words are looked for. */
export const wordsSought = (several: boolean): string =>
  `captions that hold ${several ? 'any of these phrases' : 'these words one after the other'}, in capitals or not, with accents or without.`;

/** What exactly was looked for, so that anyone can look again. */
function Searched({ dataset, name, shown, listed }: NameViewProps) {
  const loose: Pairs = [
    ['_search', shown.phrases[0] ?? ''],
    ['_searchmode', 'escaped'],
  ];
  const several = shown.phrases.length > 1;
  const anyOrder = shown.loose && known(shown.loose);
  return (
    <Entry id="searched" title="What was searched">
      <p className="said">
        <a href={searchLink(dataset.name, shown.search)} dir="auto">
          {shown.search}
        </a>
        : {wordsSought(several)}
        {listed?.row.note ? ` ${opened(String(listed.row.note))}.` : ''}
      </p>
      <p className="note">
        {!several && (
          <>
            <a href={linkTo(tablePath(dataset.name, 'images'), loose)}>The same words in any order</a>
            {anyOrder && `: ${countedText(anyOrder)}`}.{' '}
          </>
        )}
        Only captions are searched: a picture may show someone’s work and name nobody, and a name may belong to more
        than one person.
      </p>
      {listed && (
        <p className="note">
          The name stands in the list of {listed.many};{' '}
          <a href={nameLink(dataset.name, name)}>any other name or phrase</a> can be looked for in the same way.
        </p>
      )}
    </Entry>
  );
}

/** The page of a name or phrase: how many images, from where, what was searched, and what is spelled much like it. */
export function NameView(props: NameViewProps) {
  const { dataset, shown, path, whole, children } = props;
  const isNone = known(shown.count)?.count === 0;
  const json = linkTo(`${tablePath(dataset.name, 'images')}.json`, [['_search', shown.search]]);
  const csv = linkTo(`${tablePath(dataset.name, 'images')}.csv`, [
    ['_search', shown.search],
    ['_stream', 'on'],
    ['_dl', 'on'],
  ]);
  return (
    <>
      <header className="lede">
        <Title {...props} />
        {known(shown.count)?.count !== 0 && <CompareImages dataset={dataset} question={shown.question} />}
        {children}
      </header>
      <Figures {...props} />
      {!isNone && (
        <ImagesEntry
          dataset={dataset}
          title="The images"
          of={shown.images}
          pairs={[['_search', shown.search]]}
          all="All"
          whole={whole}
          place="site_id"
        />
      )}
      {!isNone && <NameSites {...props} />}
      {!isNone && <Spread scores={shown.scores} whole={whole} of={soughtText(shown.phrases)} />}
      <NameNear {...props} />
      <Searched {...props} />
      <TakeAlong
        path={path}
        dataset={dataset.name}
        watch={{ path: tablePath(dataset.name, 'images'), pairs: [['_search', shown.search]] }}
        links={[
          [reportOf(dataset.name, [['_search', shown.search]]), 'Report to print or send'],
          [json, 'JSON of the images'],
          [csv, 'CSV of the images'],
        ]}
      />
    </>
  );
}
