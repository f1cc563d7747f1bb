import type { Dataset } from '../../../db/catalog.ts';
import { LEAST } from '../../../db/compare/contrast.ts';
import type { Comparison } from '../../_answer/compare/compare-page.ts';
import { compareJsonLink, compareLink } from '../../_url/compare/links.ts';
import { letterOf } from '../../_url/compare/side-words.ts';
import { SIDES } from '../../_url/compare/sides.ts';
import { columnLabel } from '../../_url/people/column-words.ts';
import { known } from '../known.ts';
import { Entry, Part } from '../row-entry.tsx';
import { LinkRow } from '../row-links.tsx';
import { ChooseSide } from './choose-side.tsx';
import { OverlapLine, Questions } from './compare-head.tsx';
import { CompareImages } from './compare-images.tsx';
import { CaptionContrasts, Sites } from './contrasts.tsx';
import { SpreadPlot } from './spread-plot.tsx';

interface CompareViewProps {
  /** On whose pages it stands. */
  dataset: Dataset;
  of: Comparison;
  others: Pick<Dataset, 'name' | 'title'>[];
  /** The page in one piece. */
  whole: string;
}

/** What the tables show, in which order, and what is not in them. */
function Measure() {
  return (
    <p className="note measure">
      A ÷ B is the share in A divided by the share in B. Shown is what at least {LEAST} of both together hold and what
      chance would bring less than once in a thousand, ordered by the log-likelihood ratio G²: how unlikely chance is as
      the reason for the difference.
    </p>
  );
}

function Spreads({ of, whole }: Pick<CompareViewProps, 'of' | 'whole'>) {
  return of.spreads.map(({ column, late }) => (
    <Entry key={column} id={column} title={`${columnLabel(of.sides.a.table, column)}s`}>
      <Part of={late} whole={whole} what="the plot">
        {(spreads) => <SpreadPlot sides={of.sides} column={column} spreads={spreads} />}
      </Part>
    </Entry>
  ));
}

/** The sides that nothing matches: then there is nothing to compare. */
const emptySides = (of: Comparison) => SIDES.filter((name) => known(of.counts[name])?.count === 0);

function Contents({ of, whole }: Pick<CompareViewProps, 'of' | 'whole'>) {
  const empty = emptySides(of);
  if (empty.length > 0) {
    return (
      <p className="said">
        {empty.length === 2 ? 'Neither question matches' : `${letterOf(empty[0] ?? 'a')} matches`}
        {empty.length === 2 ? ' any image' : ' no image'}: there is nothing to compare.
      </p>
    );
  }
  return (
    <>
      <Sites of={of} whole={whole} />
      <CaptionContrasts of={of} whole={whole} />
      <Spreads of={of} whole={whole} />
      <CompareImages of={of} whole={whole} />
    </>
  );
}

/** Two questions side by side: what they share, and what tells them apart. */
export function CompareView({ dataset, of, others, whole }: CompareViewProps) {
  const { a, b } = of.sides;
  const sides = { a: a.value, b: b.value };
  const swapped = { a: b.value, b: a.value };
  return (
    <div className="compare">
      <header className="lede">
        <Questions of={of} />
        <OverlapLine of={of} />
        {emptySides(of).length === 0 && <Measure />}
      </header>
      <Contents of={of} whole={whole} />
      <ChooseSide dataset={dataset} side="b" sides={sides} others={others} />
      <Entry id="links" title="Take it along">
        <LinkRow
          path={compareLink(dataset.name, sides)}
          links={[
            [compareJsonLink(dataset.name, sides), 'JSON'],
            [compareLink(dataset.name, swapped), 'The other way round'],
          ]}
        />
      </Entry>
    </div>
  );
}
