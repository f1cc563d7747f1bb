import type { Histogram } from '../../db/queries/histogram.ts';
import type { Scores } from '../_answer/scores.ts';
import { countText, shareText } from './number.ts';

const HEIGHT = 100;
const WIDTH = 10;

interface Bin {
  from: string | null;
  below: string | null;
  own: number;
  whole: number;
}

const sum = (counts: number[]) => counts.reduce((total, count) => total + count, 0);

/** The bins from the first to the last in which any image of the data lies, as shares of those that have a score. */
function binsOf({ own, whole }: Scores): Bin[] {
  const { edges } = whole;
  const [ownTotal, wholeTotal] = [Math.max(1, sum(own.counts)), Math.max(1, sum(whole.counts))];
  const all = whole.counts.map((count, i) => ({
    from: edges[i - 1] ?? null,
    below: edges[i] ?? null,
    own: (own.counts[i] ?? 0) / ownTotal,
    whole: count / wholeTotal,
  }));
  const filled = all.map(({ own: here, whole: there }) => here + there > 0);
  return all.slice(filled.indexOf(true), filled.lastIndexOf(true) + 1);
}

const words = ({ from, below }: Bin) =>
  from === null ? `below ${below}` : below === null ? `${from} and more` : `${from} to ${below}`;

function Bars({ bins }: { bins: Bin[] }) {
  const most = Math.max(...bins.map(({ own, whole }) => Math.max(own, whole)));
  const bar = (share: number) => ({ y: HEIGHT - (HEIGHT * share) / most, height: (HEIGHT * share) / most });
  return bins.map((bin, i) => (
    <g key={words(bin)}>
      <title>{`${words(bin)}: ${shareText(bin.own)} here, ${shareText(bin.whole)} of all`}</title>
      <rect className="all" x={i * WIDTH} width={WIDTH} {...bar(bin.whole)} />
      <rect className="own" x={i * WIDTH + WIDTH / 4} width={WIDTH / 2} {...bar(bin.own)} />
    </g>
  ));
}

const Swatch = ({ kind }: { kind: 'own' | 'all' }) => (
  <svg className="swatch" viewBox="0 0 10 10" aria-hidden="true">
    <rect className={kind} width="10" height="10" />
  </svg>
);

const scored = (histogram: Histogram) => sum(histogram.counts);

/** The spread of the scores of some images over the spread of all: shares of those that have one, so that both compare. */
export function ScoresAgainst({ scores, of }: { scores: Scores; of: string }) {
  const { own, whole } = scores;
  if (scored(whole) === 0) return <p className="note">No score is recorded for any image of this data.</p>;
  if (scored(own) === 0) {
    return (
      <p className="note">
        No score is recorded for any of these images. Of all images here, {countText(scored(whole))} of{' '}
        {countText(scored(whole) + whole.blank)} have one.
      </p>
    );
  }
  const bins = binsOf(scores);
  const label = `Scores of ${countText(scored(own))} images of ${of}, against all ${countText(scored(whole))} that have a score`;
  return (
    <figure className="scores">
      <svg viewBox={`0 0 ${bins.length * WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={label}>
        <Bars bins={bins} />
      </svg>
      <div className="axis" aria-hidden="true">
        <span>{bins[0]?.from ?? bins[0]?.below}</span>
        <span>{bins.at(-1)?.below ?? bins.at(-1)?.from}</span>
      </div>
      <figcaption>
        <span>
          <Swatch kind="own" /> <bdi>{of}</bdi>, {countText(scored(own))} images with a score
          {own.blank > 0 && ` (${countText(own.blank)} without)`}
        </span>
        <span>
          <Swatch kind="all" /> all {countText(scored(whole))} images with a score
        </span>
      </figcaption>
    </figure>
  );
}
