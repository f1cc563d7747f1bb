import type { Histogram } from '../../db/queries/histogram.ts';
import type { Filter } from '../../db/query.ts';
import { choicesOf, withChoices } from '../_url/choices.ts';
import { linkTo } from '../_url/edit.ts';
import type { Pairs } from '../_url/pairs.ts';
import { withRange } from '../_url/ranges.ts';
import { countText } from './number.ts';
import { type Bin, binsOf, edgeText, PlotBars } from './plot-bars.tsx';
import { RangeFields } from './range-fields.tsx';

interface PlotProps {
  path: string;
  pairs: Pairs;
  filters: Filter[];
  histogram: Histogram;
  /** What people call the column, and what its unit is after a number. */
  label: string;
  unit: string;
}

/** Where the bins begin and end. */
export function Axis({ bins, unit }: { bins: Bin[]; unit: string }) {
  const first = bins[0];
  const last = bins.at(-1);
  return (
    <div className="axis" aria-hidden="true">
      <span>{first?.from === null ? `below ${edgeText(first.below ?? '')}` : edgeText(first?.from ?? '')}</span>
      <span>
        {last?.below === null ? `${edgeText(last.from ?? '')} and more` : `${edgeText(last?.below ?? '')}${unit}`}
      </span>
    </div>
  );
}

/** The rows without a value: a link to them, or out of them again. */
function Blank({ path, pairs, filters, histogram }: Omit<PlotProps, 'label' | 'unit'>) {
  const { blank, column } = histogram;
  const isBlank = choicesOf(filters, column).blank;
  if (blank === 0 && !isBlank) return null;
  const open = withRange(pairs, column, { from: null, below: null });
  const href = linkTo(path, withChoices(open, column, { values: [], blank: !isBlank }));
  return (
    <p className="blank">
      <a href={href} rel="nofollow" aria-current={isBlank || undefined}>
        {countText(blank)} not recorded
      </a>
    </p>
  );
}

/** A histogram whose bars are links; a script adds dragging across several, and arrows. */
export function Plot({ histogram, label, unit, ...rest }: PlotProps) {
  const bins = binsOf(histogram);
  const { column } = histogram;
  return (
    <>
      <PlotBars {...rest} column={column} bins={bins} label={label} />
      <Axis bins={bins} unit={unit} />
      <RangeFields {...rest} column={column} label={label} />
      <Blank {...rest} histogram={histogram} />
    </>
  );
}
