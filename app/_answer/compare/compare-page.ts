import type { CaptionContrast } from '../../../db/compare/caption-contrast.ts';
import type { Contrast } from '../../../db/compare/contrast.ts';
import { readNameContrast } from '../../../db/compare/read-names.ts';
import { type Overlap, readOverlap } from '../../../db/compare/read-overlap.ts';
import { type NamedSite, readSiteContrast } from '../../../db/compare/read-sites.ts';
import { readWordContrast } from '../../../db/compare/read-words.ts';
import { histogramEdges } from '../../../db/histogram-edges.ts';
import type { Bins, Histogram } from '../../../db/queries/histogram.ts';
import type { Answer, Count } from '../../../db/query.ts';
import { readHistogramsOf } from '../../../db/read-histograms.ts';
import { readCount } from '../../../db/reader.ts';
import { giveTime, type Late, late } from '../late.ts';
import { PATIENCE } from '../place-page.ts';
import { type SomeImages, someImages } from '../some-images.ts';
import type { ReadSide } from './read-sides.ts';

export interface Sides {
  a: ReadSide;
  b: ReadSide;
}

/** The values of one column on both sides, in the same bins. */
export interface Spreads {
  a: Histogram;
  b: Histogram;
}

/** What two questions have in common and what tells them apart, each part on its way. */
export interface Comparison {
  sides: Sides;
  counts: { a: Late<Answer<Count>>; b: Late<Answer<Count>> };
  overlap: Late<Answer<Overlap>>;
  /** Null where images do not say their site; so with names where there are no lists. */
  sites: Late<Answer<Contrast<NamedSite>> | null>;
  /** Null where images have no captions. */
  words: Late<Answer<CaptionContrast> | null>;
  names: Late<Answer<CaptionContrast> | null>;
  /** By column: score, width, height, as far as there are such columns. */
  spreads: { column: string; late: Late<Answer<Spreads>> }[];
  images: { a: Late<Answer<SomeImages>>; b: Late<Answer<SomeImages>> };
}

/** Of each kind on either side. */
const SIZE = 15;
const IMAGES = 6;
const PLOTTED = ['aesthetic', 'width', 'height'];

/** The columns that both sides have, in the bins of the first. */
function binsOf({ a, b }: Sides): Bins[] {
  return PLOTTED.flatMap((name) => {
    const column = a.table.columns.find((known) => known.name === name);
    const edges = column && histogramEdges(column, a.table.config.columns?.[name]);
    return edges && b.table.columns.some((known) => known.name === name) ? [{ column: name, edges }] : [];
  });
}

async function bothOf(a: Promise<Answer<Histogram>>, b: Promise<Answer<Histogram>>): Promise<Answer<Spreads>> {
  const [first, second] = await Promise.all([a, b]);
  if (first.state === 'timed out') return first;
  if (second.state === 'timed out') return second;
  return { state: 'answered', value: { a: first.value, b: second.value } };
}

function startSpreads(sides: Sides): Comparison['spreads'] {
  const bins = binsOf(sides);
  if (bins.length === 0) return [];
  const [a, b] = [sides.a, sides.b].map(({ reader, question }) => readHistogramsOf(reader, question, bins));
  return bins.map(({ column }, i) => ({
    column,
    late: late(bothOf(a?.[i] as Promise<Answer<Histogram>>, b?.[i] as Promise<Answer<Histogram>>)),
  }));
}

const hasCaptions = ({ table }: ReadSide) => table.columns.some(({ name }) => name === 'text');

/** Starts everything about two sides. */
export function startComparison(sides: Sides): Comparison {
  const { a, b } = sides;
  const captioned = hasCaptions(a) && hasCaptions(b);
  return {
    sides,
    counts: { a: late(readCount(a.reader, a.question)), b: late(readCount(b.reader, b.question)) },
    overlap: late(readOverlap(a, b)),
    sites: late(readSiteContrast(a, b, SIZE)),
    words: late(captioned ? readWordContrast(a, b, SIZE) : Promise.resolve(null)),
    names: late(captioned ? readNameContrast(a, b, SIZE) : Promise.resolve(null)),
    spreads: startSpreads(sides),
    images: { a: late(someImages(a.reader, a.question, IMAGES)), b: late(someImages(b.reader, b.question, IMAGES)) },
  };
}

/** Every part of a comparison. */
export const partsOf = ({ counts, overlap, sites, words, names, spreads, images }: Comparison): Late<unknown>[] => [
  counts.a,
  counts.b,
  overlap,
  sites,
  words,
  names,
  ...spreads.map((spread) => spread.late),
  images.a,
  images.b,
];

/** Waits for the counts, which are what the page is asked for, and a moment for the rest, or for all of it. */
export async function comparisonOf(sides: Sides, waits: boolean): Promise<Comparison> {
  const comparison = startComparison(sides);
  await giveTime([comparison.counts.a, comparison.counts.b, comparison.overlap], null);
  await giveTime(partsOf(comparison), waits ? null : PATIENCE);
  return comparison;
}
