import type { Histogram } from '../../db/queries/histogram.ts';
import type { Filter } from '../../db/query.ts';
import { linkTo } from '../_url/edit.ts';
import type { Pairs } from '../_url/pairs.ts';
import { isBounded, isWithin, type Range, rangeOf, withRange } from '../_url/ranges.ts';
import { countText } from './number.ts';

const HEIGHT = 60;
/** A bar of one row is still to be seen. */
const LEAST = 1.5;

export interface Bin extends Range {
  words: string;
  count: number;
}

const EDGE = new Intl.NumberFormat('en', { maximumFractionDigits: 4 });

/** An edge as it is shown on an axis. */
export const edgeText = (edge: string): string => EDGE.format(Number(edge));

type Counted = Pick<Histogram, 'edges' | 'counts'>;

/** The bins of a histogram: the open ones at either end only where something lies in them. */
export const binsOf = (histogram: Counted): Bin[] =>
  allBins(histogram).filter((bin, i, all) => bin.count > 0 || (i > 0 && i < all.length - 1));

/** The bins of a histogram, the open ones at either end among them. */
export function allBins({ edges, counts }: Counted): Bin[] {
  return counts.map((count, i): Bin => {
    const from = i === 0 ? null : (edges[i - 1] ?? null);
    const below = i === edges.length ? null : (edges[i] ?? null);
    if (from === null) return { from, below, count, words: `below ${edgeText(below ?? '')}` };
    if (below === null) return { from, below, count, words: `${edgeText(from)} and more` };
    return { from, below, count, words: `${edgeText(from)} to ${edgeText(below)}` };
  });
}

interface BarProps {
  path: string;
  pairs: Pairs;
  filters: Filter[];
  column: string;
  bin: Bin;
  place: number;
  most: number;
  isFirst: boolean;
}

const tenth = (value: number) => Number(value.toFixed(1));

function BarShape({ bin, place, most, isOn = false }: Pick<BarProps, 'bin' | 'place' | 'most'> & { isOn?: boolean }) {
  const height = tenth(Math.max(LEAST, (HEIGHT * bin.count) / most));
  return (
    <rect
      className={isOn ? 'fill on' : 'fill'}
      x={place * 10 + 0.75}
      width="8.5"
      y={tenth(HEIGHT - height)}
      height={height}
    />
  );
}

const barTitle = (bin: Bin) => `${bin.words}: ${countText(bin.count)}`;

/** One bar: a link to its rows, or, where it alone is chosen, out of them again. */
function Bar({ path, pairs, filters, column, bin, place, most, isFirst }: BarProps) {
  const range = rangeOf(filters, column);
  const alone = range.from === bin.from && range.below === bin.below;
  const own = linkTo(path, withRange(pairs, column, bin));
  // A bin without a lower edge lies somewhere below its upper one.
  const within = bin.from === null ? Number(bin.below) - 1e-9 : Number(bin.from);
  const on = isBounded(filters, column) && isWithin(filters, column, within);
  return (
    <a
      href={alone ? linkTo(path, withRange(pairs, column, { from: null, below: null })) : own}
      data-range={alone ? own : undefined}
      rel="nofollow"
      tabIndex={isFirst ? undefined : -1}
    >
      <title>{barTitle(bin)}</title>
      <rect className="hit" x={place * 10} width="10" height={HEIGHT} />
      <BarShape bin={bin} place={place} most={most} isOn={on} />
    </a>
  );
}

interface PlotBarsProps extends Pick<BarProps, 'path' | 'pairs' | 'filters' | 'column'> {
  bins: Bin[];
  label: string;
}

const mostOf = (bins: Bin[]) => Math.max(1, ...bins.map(({ count }) => count));

/** The bars of rows that no link leads to: those of another dataset, say. */
export function PlainBars({ bins, label }: { bins: Bin[]; label: string }) {
  const most = mostOf(bins);
  return (
    <svg
      className="hist"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${bins.length * 10} ${HEIGHT}`}
      preserveAspectRatio="none"
    >
      {bins.map(
        (bin, i) =>
          bin.count > 0 && (
            <g key={bin.words}>
              <title>{barTitle(bin)}</title>
              <BarShape bin={bin} place={i} most={most} />
            </g>
          ),
      )}
    </svg>
  );
}

/** The bars, those of no rows left out; one of them is on the way of Tab, arrows lead to the others. */
export function PlotBars({ bins, label, ...rest }: PlotBarsProps) {
  const most = mostOf(bins);
  const first = bins.findIndex(({ count }) => count > 0);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be drawn.
    <svg
      className="hist"
      role="group"
      aria-label={`${label}, a bar for each range of values`}
      viewBox={`0 0 ${bins.length * 10} ${HEIGHT}`}
      preserveAspectRatio="none"
      data-column={rest.column}
    >
      {bins.map(
        (bin, i) =>
          bin.count > 0 && <Bar key={bin.words} {...rest} bin={bin} place={i} most={most} isFirst={i === first} />,
      )}
    </svg>
  );
}
