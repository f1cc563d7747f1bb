import type { Column } from '../../db/catalog.ts';
import type { TableReading } from '../_answer/reading.ts';
import type { TablePage } from '../_answer/table-page.ts';
import { labelInside } from '../_url/people/column-words.ts';
import { FacetSection } from './facet-section.tsx';
import { PlotSection } from './plot-section.tsx';
import { SilentColumns } from './silent-columns.tsx';

interface SummaryProps {
  path: string;
  reading: TableReading;
  shown: TablePage;
}

/** The columns that are neither plotted nor counted, because they tell rows apart. */
function Identifiers({ reading, shown }: Omit<SummaryProps, 'path'>) {
  const { table } = reading;
  const seen = [...shown.facets.map(({ facet }) => facet.column), ...shown.plots.map(({ column }) => column)];
  const left = table.columns.filter((column: Column) => !seen.includes(column.name));
  if (left.length === 0) return null;
  return (
    <p className="hint">
      Not summed up, because they tell rows apart: {left.map(({ name }) => labelInside(table, name)).join(', ')}.
    </p>
  );
}

/** Every column of the question at a glance: numbers as histograms, everything else by its commonest values. */
export function Summary({ path, reading, shown }: SummaryProps) {
  return (
    <section className="summary" aria-label="Summary">
      <div className="plots">
        {shown.plots.map((part) => (
          <PlotSection key={part.column} path={path} reading={reading} part={part} />
        ))}
      </div>
      <div className="lists">
        {shown.facets.map((part) => (
          <FacetSection
            key={`${part.facet.type}${part.facet.column}`}
            path={path}
            reading={reading}
            shown={shown}
            part={part}
          />
        ))}
      </div>
      <SilentColumns reading={reading} shown={shown} />
      <Identifiers reading={reading} shown={shown} />
    </section>
  );
}
