import type { Histogram } from '../../../db/queries/histogram.ts';
import type { Sides, Spreads } from '../../_answer/compare/compare-page.ts';
import { imagesLink } from '../../_url/compare/links.ts';
import { within } from '../../_url/compare/narrowed.ts';
import { letterOf } from '../../_url/compare/side-words.ts';
import { SIDES, type SideName } from '../../_url/compare/sides.ts';
import { columnLabel, unitWords } from '../../_url/people/column-words.ts';
import type { Range } from '../../_url/ranges.ts';
import { countText, imagesText, shareText } from '../number.ts';
import { edgeText } from '../plot-bars.tsx';

const HEIGHT = 100;
const WIDTH = 10;

interface Bin extends Range {
  a: number;
  b: number;
}

const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);
const recorded = ({ counts }: Histogram) => sum(counts);

/** The bins from the first to the last in which anything lies. */
function binsOf({ a, b }: Spreads): Bin[] {
  const all = a.counts.map((count, i) => ({
    from: a.edges[i - 1] ?? null,
    below: a.edges[i] ?? null,
    a: count,
    b: b.counts[i] ?? 0,
  }));
  const isFilled = (bin: Bin) => bin.a + bin.b > 0;
  return all.slice(all.findIndex(isFilled), all.findLastIndex(isFilled) + 1);
}

const words = ({ from, below }: Range) =>
  from === null
    ? `below ${edgeText(below ?? '')}`
    : below === null
      ? `${edgeText(from)} and more`
      : `${edgeText(from)} to ${edgeText(below)}`;

const tenth = (value: number) => Number(value.toFixed(2));

interface DrawingProps {
  bins: Bin[];
  totals: Record<SideName, number>;
  label: string;
}

/** The first side as bars, the second as a line over them: told apart without colour. */
function Drawing({ bins, totals, label }: DrawingProps) {
  const most = Math.max(...bins.flatMap(({ a, b }) => [a / totals.a, b / totals.b]));
  const height = (share: number) => tenth((HEIGHT * share) / most);
  const steps = bins.map(({ b }, i) => `V${tenth(HEIGHT - height(b / totals.b))}H${(i + 1) * WIDTH}`);
  return (
    <svg viewBox={`0 -2 ${bins.length * WIDTH} ${HEIGHT + 2}`} preserveAspectRatio="none" role="img" aria-label={label}>
      {bins.map((bin, i) => (
        <g key={words(bin)}>
          <title>{`${words(bin)}: ${shareText(bin.a / totals.a)} of A, ${shareText(bin.b / totals.b)} of B`}</title>
          <rect className="hit" x={i * WIDTH} width={WIDTH} height={HEIGHT} />
          <rect
            className="a"
            x={i * WIDTH + 0.5}
            width={WIDTH - 1}
            y={tenth(HEIGHT - height(bin.a / totals.a))}
            height={height(bin.a / totals.a)}
          />
        </g>
      ))}
      <path className="b" d={`M0 ${HEIGHT}${steps.join('')}V${HEIGHT}`} />
    </svg>
  );
}

function Swatch({ name }: { name: SideName }) {
  return (
    <svg className="swatch" viewBox="0 0 10 10" aria-hidden="true">
      {name === 'a' ? <rect className="a" width="10" height="10" /> : <path className="b" d="M0 10V3H6V7H10" />}
    </svg>
  );
}

interface SpreadPlotProps {
  sides: Sides;
  column: string;
  spreads: Spreads;
}

/** Every bar as numbers, which lead to their images. */
function Numbers({ sides, column, bins, totals }: Pick<SpreadPlotProps, 'sides' | 'column'> & DrawingProps) {
  const href = (name: SideName, bin: Bin) => {
    const { dataset, table, question } = sides[name];
    return bin[name] === 0 ? null : imagesLink(dataset, table, within(question, column, bin));
  };
  return (
    <details>
      <summary>The numbers</summary>
      <table className="contrast">
        <thead>
          <tr>
            <th scope="col">{columnLabel(sides.a.table, column)}</th>
            {SIDES.map((name) => (
              <th key={name} scope="col" colSpan={2} className="n">
                in {letterOf(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bins.map((bin) => (
            <tr key={words(bin)}>
              <th scope="row">{words(bin)}</th>
              {SIDES.map((name) => [
                <td key={`${name} count`} className="n">
                  {href(name, bin) === null ? (
                    countText(bin[name])
                  ) : (
                    <a href={href(name, bin) ?? ''} rel="nofollow">
                      {countText(bin[name])}
                    </a>
                  )}
                </td>,
                <td key={`${name} share`} className="n share">
                  {shareText(bin[name] / totals[name])}
                </td>,
              ])}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function Legend({ name, spread, noun }: { name: SideName; spread: Histogram; noun: string }) {
  return (
    <span>
      <Swatch name={name} /> {letterOf(name)}: {imagesText(recorded(spread))} with a {noun}
      {spread.blank > 0 && `, ${countText(spread.blank)} without`}
    </span>
  );
}

/** How the values of a column are spread on both sides: shares of the images that have one, so that both compare. */
export function SpreadPlot({ sides, column, spreads }: SpreadPlotProps) {
  const { table } = sides.a;
  const noun = columnLabel(table, column).toLowerCase();
  const totals = { a: recorded(spreads.a), b: recorded(spreads.b) };
  const without = SIDES.filter((name) => totals[name] === 0);
  if (without.length > 0) {
    return (
      <p className="note">
        No {noun} is recorded for any image of {without.map(letterOf).join(' or ')}.
      </p>
    );
  }
  const bins = binsOf(spreads);
  const label = `${columnLabel(table, column)}: ${countText(totals.a)} images of A as bars, ${countText(totals.b)} of B as a line; the numbers follow`;
  return (
    <figure className="scores spread">
      <Drawing bins={bins} totals={totals} label={label} />
      <div className="axis" aria-hidden="true">
        <span>{edgeText(bins[0]?.from ?? bins[0]?.below ?? '')}</span>
        <span>
          {edgeText(bins.at(-1)?.below ?? bins.at(-1)?.from ?? '')}
          {bins.at(-1)?.below === null ? ' and more' : unitWords(table, column)}
        </span>
      </div>
      <figcaption>
        {SIDES.map((name) => (
          <Legend key={name} name={name} spread={spreads[name]} noun={noun} />
        ))}
      </figcaption>
      <Numbers sides={sides} column={column} bins={bins} totals={totals} label={label} />
    </figure>
  );
}
