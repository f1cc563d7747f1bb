import type { Histogram } from '../../db/queries/histogram.ts';
import type { Filter } from '../../db/query.ts';
import { choicesOf, withChoices } from '../_url/choices.ts';
import { linkTo } from '../_url/edit.ts';
import type { Pairs } from '../_url/pairs.ts';
import { without } from '../_url/pairs.ts';
import { isBounded, isWithin, type Range, rangeField, rangeOf, withRange } from '../_url/ranges.ts';
import { HiddenPairs } from './hidden-pairs.tsx';
import { countText } from './number.ts';

interface PlotProps {
  path: string;
  pairs: Pairs;
  filters: Filter[];
  histogram: Histogram;
  /** What people call the column, and what its unit is after a number. */
  label: string;
  unit: string;
}

const HEIGHT = 60;
/** A bar of one row is still to be seen. */
const LEAST = 1.5;

interface Bin extends Range {
  words: string;
  count: number;
}

const shown = (edge: string) => Number(edge).toLocaleString('en', { maximumFractionDigits: 4 });

/** The bins to draw: the open ones at either end only where something lies in them. */
function binsOf({ edges, counts }: Histogram): Bin[] {
  const all = counts.map((count, i): Bin => {
    const from = i === 0 ? null : (edges[i - 1] ?? null);
    const below = i === edges.length ? null : (edges[i] ?? null);
    if (from === null) return { from, below, count, words: `below ${shown(below ?? '')}` };
    if (below === null) return { from, below, count, words: `${shown(from)} and more` };
    return { from, below, count, words: `${shown(from)} to ${shown(below)}` };
  });
  return all.filter((bin, i) => bin.count > 0 || (i > 0 && i < all.length - 1));
}

interface BarProps extends Pick<PlotProps, 'path' | 'pairs' | 'filters'> {
  column: string;
  bin: Bin;
  place: number;
  most: number;
  isFirst: boolean;
}

/** One bar: a link to its rows, or, where it alone is chosen, out of them again. */
function Bar({ path, pairs, filters, column, bin, place, most, isFirst }: BarProps) {
  const range = rangeOf(filters, column);
  const alone = range.from === bin.from && range.below === bin.below;
  const own = linkTo(path, withRange(pairs, column, bin));
  const height = bin.count === 0 ? 0 : Math.max(LEAST, (HEIGHT * bin.count) / most);
  const low = bin.from ?? String(Number(bin.below) - 1e-9);
  const on = isBounded(filters, column) && isWithin(filters, column, Number(low));
  return (
    <a
      href={alone ? linkTo(path, withRange(pairs, column, { from: null, below: null })) : own}
      data-range={alone ? own : undefined}
      rel="nofollow"
      tabIndex={isFirst ? 0 : -1}
      aria-label={`${bin.words}: ${countText(bin.count)}`}
    >
      <title>{`${bin.words}: ${countText(bin.count)}`}</title>
      <rect className="hit" x={place * 10} width="10" height={HEIGHT} />
      <rect
        className={on ? 'fill on' : 'fill'}
        x={place * 10 + 0.75}
        width="8.5"
        y={Number((HEIGHT - height).toFixed(2))}
        height={Number(height.toFixed(2))}
      />
    </a>
  );
}

/** The same range as numbers to type: works with nothing but a keyboard. */
function RangeFields({ path, pairs, filters, histogram, label }: Omit<PlotProps, 'unit'>) {
  const { column } = histogram;
  const range = rangeOf(filters, column);
  const carried = without(pairs, `${column}__gte`, `${column}__lt`, '_next', '_wait');
  return (
    <form className="range" action={path} method="get">
      <HiddenPairs pairs={carried} />
      <label htmlFor={`from-${column}`}>from</label>
      <input
        id={`from-${column}`}
        type="number"
        step="any"
        name={rangeField('from', column)}
        defaultValue={range.from ?? ''}
        aria-label={`${label} from`}
      />
      <label htmlFor={`below-${column}`}>to below</label>
      <input
        id={`below-${column}`}
        type="number"
        step="any"
        name={rangeField('below', column)}
        defaultValue={range.below ?? ''}
        aria-label={`${label} to below`}
      />
      <button type="submit" aria-label={`Set the range of ${label}`}>
        set
      </button>
    </form>
  );
}

/** A histogram whose bars are links; a script adds dragging across several, and arrows. */
export function Plot(props: PlotProps) {
  const { path, pairs, filters, histogram, label, unit } = props;
  const bins = binsOf(histogram);
  const most = Math.max(1, ...bins.map(({ count }) => count));
  const { blank, column } = histogram;
  const isBlank = choicesOf(filters, column).blank;
  const last = bins.at(-1);
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be drawn. */}
      <svg
        className="hist"
        role="group"
        aria-label={`${label}, a bar for each range of values`}
        viewBox={`0 0 ${bins.length * 10} ${HEIGHT}`}
        preserveAspectRatio="none"
        data-column={column}
      >
        {bins.map((bin, i) => (
          <Bar
            key={bin.words}
            path={path}
            pairs={pairs}
            filters={filters}
            column={column}
            bin={bin}
            place={i}
            most={most}
            isFirst={i === 0}
          />
        ))}
      </svg>
      <div className="axis" aria-hidden="true">
        <span>{bins[0]?.from === null ? `below ${shown(bins[0].below ?? '')}` : shown(bins[0]?.from ?? '')}</span>
        <span>
          {last?.below === null ? `${shown(last.from ?? '')} and more` : `${shown(last?.below ?? '')}${unit}`}
        </span>
      </div>
      <RangeFields path={path} pairs={pairs} filters={filters} histogram={histogram} label={label} />
      {(blank > 0 || isBlank) && (
        <p className="blank">
          <a
            href={linkTo(
              path,
              withChoices(withRange(pairs, column, { from: null, below: null }), column, {
                values: [],
                blank: !isBlank,
              }),
            )}
            rel="nofollow"
            aria-current={isBlank || undefined}
          >
            {countText(blank)} not recorded
          </a>
        </p>
      )}
    </>
  );
}
