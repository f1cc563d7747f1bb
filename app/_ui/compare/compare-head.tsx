import type { Overlap } from '../../../db/compare/read-overlap.ts';
import { bothOf } from '../../../db/compare/read-overlap.ts';
import type { Count } from '../../../db/query.ts';
import type { Comparison } from '../../_answer/compare/compare-page.ts';
import { imagesLink } from '../../_url/compare/links.ts';
import { sideWords } from '../../_url/compare/side-words.ts';
import { SIDES, type SideName } from '../../_url/compare/sides.ts';
import { known } from '../known.ts';
import { countText, shareText } from '../number.ts';
import { PhraseText } from '../phrase-text.tsx';
import { SideMark } from './marks.tsx';

/** One side as a sentence; its number leads to its images. */
function Side({ of, name }: { of: Comparison; name: SideName }) {
  const side = of.sides[name];
  const count = known(of.counts[name]);
  const { count: number, rest } = sideWords(side, count, of.sides.a.dataset !== of.sides.b.dataset);
  const href = imagesLink(side.dataset, side.table, side.question);
  return (
    <span className="side">
      <SideMark name={name} />
      <span>
        {href === null ? (
          <PhraseText phrase={number} />
        ) : (
          <a href={href}>
            <PhraseText phrase={number} />
          </a>
        )}
        <PhraseText phrase={rest} />
        {name === 'a' && <span className="unseen">, compared with</span>}
      </span>
    </span>
  );
}

/** The two questions as the heading. */
export function Questions({ of }: { of: Comparison }) {
  return (
    <h1 className="sides">
      {SIDES.map((name) => (
        <Side key={name} of={of} name={name} />
      ))}
    </h1>
  );
}

interface SharedProps {
  of: Comparison;
  overlap: Overlap & { of: 'images' };
  counts: { a: Count; b: Count };
}

const tenth = (value: number) => Number(value.toFixed(2));
const WIDTH = 1000;

/** What only a has, both have and only b has, as parts of one bar. */
function Bar({ overlap, counts: { a, b } }: SharedProps) {
  const all = a.count + b.count - overlap.count;
  const width = (count: number) => tenth((WIDTH * count) / Math.max(1, all));
  const left = width(a.count - overlap.count);
  const both = width(overlap.count);
  return (
    <svg className="overlap" viewBox={`0 0 ${WIDTH} 20`} preserveAspectRatio="none" aria-hidden="true">
      <rect className="b" x={left} width={tenth(WIDTH - left)} height="20" />
      <rect className="a" width={tenth(left + both)} height="20" />
      {overlap.count > 0 && <rect className="both" x={left} width={both} height="20" />}
    </svg>
  );
}

function Shared({ of, overlap, counts }: SharedProps) {
  const { a, b } = of.sides;
  const both = bothOf(a.question, b.question);
  const href = both && overlap.count > 0 ? imagesLink(a.dataset, a.table, both) : null;
  const number = `${overlap.truncated ? 'More than ' : ''}${countText(overlap.truncated ? overlap.count - 1 : overlap.count)}`;
  const isExact = !overlap.truncated && !counts.a.truncated && !counts.b.truncated;
  return (
    <>
      {isExact && <Bar of={of} overlap={overlap} counts={counts} />}
      <p>
        {overlap.count === 0 ? 'No image is' : href ? <a href={href}>{number}</a> : number}
        {overlap.count > 0 && (overlap.count === 1 ? ' image is' : ' images are')} in both
        {isExact && overlap.count > 0 && (
          <>
            : {shareText(overlap.count / counts.a.count)} of A, {shareText(overlap.count / counts.b.count)} of B
          </>
        )}
        .
      </p>
    </>
  );
}

/** What both sides share, as far as it is known. */
export function OverlapLine({ of }: { of: Comparison }) {
  const overlap = known(of.overlap);
  const [a, b] = [known(of.counts.a), known(of.counts.b)];
  if (!overlap || !a || !b) return <p className="note overlapped">How much both share was not counted in time.</p>;
  return (
    <div className="note overlapped">
      {overlap.of === 'images' && <Shared of={of} overlap={overlap} counts={{ a, b }} />}
      {overlap.of === 'addresses' && (
        <p>
          {overlap.count === 0
            ? 'No address of an image is in both.'
            : `${countText(overlap.count)} ${overlap.count === 1 ? 'address of an image is' : 'addresses of images are'} in both.`}
        </p>
      )}
      {overlap.of === 'too many' && (
        <p>
          How many images of these two datasets are the same is not known: addresses are compared up to{' '}
          {countText(overlap.most)} images a side.
        </p>
      )}
    </div>
  );
}
