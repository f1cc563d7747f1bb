import type { ReactNode } from 'react';
import { type BesidePlot, plottedRows } from '../_answer/beside.ts';
import type { TableReading } from '../_answer/reading.ts';
import { linkTo } from '../_url/edit.ts';
import { columnLabel, unitWords } from '../_url/people/column-words.ts';
import { withWait } from '../_url/views.ts';
import { Later, WithoutScript } from './later.tsx';
import { Plot } from './plot.tsx';

interface PlotSectionProps {
  path: string;
  reading: TableReading;
  part: BesidePlot;
}

/** A histogram with its name; nothing where it holds nothing, which is said elsewhere for all of them. */
export function PlotSection({ path, reading, part }: PlotSectionProps) {
  const { request, table } = reading;
  const { pairs, query } = request;
  const label = columnLabel(table, part.column);
  const plot = { path, pairs, filters: query.filters, label, unit: unitWords(table, part.column) };
  const section = (inner: ReactNode) => (
    <section className="plot">
      <h2>{label}</h2>
      {inner}
    </section>
  );
  const waiting = (
    <>
      <div className="pending hist" />
      <WithoutScript href={linkTo(path, withWait(pairs))}>Show the plot</WithoutScript>
    </>
  );
  return (
    <Later of={part.late} fallback={section(waiting)}>
      {(answer) =>
        answer.state === 'answered' &&
        plottedRows(answer.value) > 0 &&
        section(<Plot {...plot} histogram={answer.value} />)
      }
    </Later>
  );
}
