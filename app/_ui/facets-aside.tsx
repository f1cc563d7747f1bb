import type { TableReading } from '../_answer/reading.ts';
import type { TablePage } from '../_answer/table-page.ts';
import { FacetSection } from './facet-section.tsx';
import { PlotSection } from './plot-section.tsx';
import { SilentColumns } from './silent-columns.tsx';

interface AsideProps {
  path: string;
  reading: TableReading;
  shown: TablePage;
}

/** What is most asked first: the first facet, the first plot, then the other facets and the other plots. */
function Parts({ path, reading, shown }: AsideProps) {
  const [facet, ...facets] = shown.facets.map((part) => (
    <FacetSection
      key={`${part.facet.type}${part.facet.column}`}
      path={path}
      reading={reading}
      shown={shown}
      part={part}
    />
  ));
  const [plot, ...plots] = shown.plots.map((part) => (
    <PlotSection key={part.column} path={path} reading={reading} part={part} />
  ));
  return [facet, plot, ...facets, ...plots];
}

/** The facets and plots beside the rows; on a narrow screen a drawer that a button opens. */
export function FacetsAside({ path, reading, shown }: AsideProps) {
  return (
    <aside id="facets" className="facets" popover="auto" aria-label="Facets and plots">
      <button type="button" className="close word" popoverTarget="facets" popoverTargetAction="hide">
        Close
      </button>
      <Parts path={path} reading={reading} shown={shown} />
      <SilentColumns reading={reading} shown={shown} />
    </aside>
  );
}
