import type { ReactNode } from 'react';
import type { Histogram } from '../../db/queries/histogram.ts';
import type { Answer } from '../../db/query.ts';
import { type BesideFacet, type BesidePlot, plottedRows } from '../_answer/beside.ts';
import type { TableReading } from '../_answer/reading.ts';
import type { TablePage } from '../_answer/table-page.ts';
import { linkTo, withoutFacet } from '../_url/edit.ts';
import { columnLabel, labelInside, unitWords } from '../_url/people/column-words.ts';
import { withWait } from '../_url/views.ts';
import { FacetList } from './facet-list.tsx';
import { Later, WithoutScript } from './later.tsx';
import { Plot } from './plot.tsx';

interface AsideProps {
  path: string;
  reading: TableReading;
  shown: TablePage;
}

/** What several values of a column are called. */
function manyOf(reading: TableReading, column: string): string {
  const link = reading.table.outgoing.find((each) => each.column === column);
  return (link && reading.dataset.tables.get(link.table)?.config.nouns?.[1]) ?? 'values';
}

/** Takes a facet away again that the address asked for. */
function FacetTitle({ path, reading, facet, title }: Omit<AsideProps, 'shown'> & BesideFacet & { title: string }) {
  const { request } = reading;
  const asked = request.facets.findIndex((f) => f.column === facet.column && f.type === facet.type);
  return (
    <h2>
      {title}
      {asked >= request.declaredFacets && (
        <a href={linkTo(path, withoutFacet(request.pairs, facet))} aria-label={`Take the facet ${title} away`}>
          ×
        </a>
      )}
    </h2>
  );
}

export function FacetSection({ path, reading, shown, part }: AsideProps & { part: BesideFacet }) {
  const { request, table } = reading;
  const { named } = shown;
  const title = columnLabel(table, part.facet.column);
  const facet = { path, request, facet: part.facet, title, many: manyOf(reading, part.facet.column), named };
  const section = (inner: ReactNode) => (
    <section className="facet">
      <FacetTitle path={path} reading={reading} title={title} {...part} />
      {inner}
    </section>
  );
  const waiting = (
    <>
      <div className="pending lines" />
      <WithoutScript href={linkTo(path, withWait(request.pairs))}>Show counts</WithoutScript>
    </>
  );
  return (
    <Later of={part.late} fallback={section(waiting)}>
      {(answer) =>
        answer.state === 'answered' && answer.value.values.length === 0
          ? null
          : section(<FacetList {...facet} answer={answer} />)
      }
    </Later>
  );
}

export function PlotSection({ path, reading, part }: Omit<AsideProps, 'shown'> & { part: BesidePlot }) {
  const { request, table } = reading;
  const label = columnLabel(table, part.column);
  const section = (inner: ReactNode) => (
    <section className="plot">
      <h2>{label}</h2>
      {inner}
    </section>
  );
  const waiting = (
    <>
      <div className="pending hist" />
      <WithoutScript href={linkTo(path, withWait(request.pairs))}>Show the plot</WithoutScript>
    </>
  );
  const plot = (answer: Answer<Histogram>) => {
    if (answer.state === 'timed out')
      return section(
        <p className="hint">Not plotted: it took longer than {answer.milliseconds / 1000} s. Narrow the question.</p>,
      );
    if (plottedRows(answer.value) === 0) return null;
    const { pairs, query } = request;
    const unit = unitWords(table, part.column);
    return section(
      <Plot path={path} pairs={pairs} filters={query.filters} histogram={answer.value} label={label} unit={unit} />,
    );
  };
  return (
    <Later of={part.late} fallback={section(waiting)}>
      {plot}
    </Later>
  );
}

/** Says in one line which columns nobody recorded. */
export function Unrecorded({ reading, shown }: Omit<AsideProps, 'path'>) {
  return (
    <Later of={shown.unrecorded} fallback={null}>
      {(columns) =>
        columns.length > 0 && (
          <p className="hint">
            Not recorded in any of these rows: {columns.map((column) => labelInside(reading.table, column)).join(', ')}.
          </p>
        )
      }
    </Later>
  );
}

/** What is most asked first: the first facet, the first plot, then the other facets and the other plots. */
function BesideParts({ path, reading, shown }: AsideProps) {
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

/** The facets and plots beside the rows; on a phone a drawer that a button opens. */
export function FacetsAside({ path, reading, shown }: AsideProps) {
  return (
    <aside id="facets" className="facets" popover="auto" aria-label="Facets and plots">
      <button type="button" className="close word" popoverTarget="facets" popoverTargetAction="hide">
        Close
      </button>
      <BesideParts path={path} reading={reading} shown={shown} />
      <Unrecorded reading={reading} shown={shown} />
    </aside>
  );
}
