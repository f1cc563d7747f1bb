import type { ReactNode } from 'react';
import type { BesideFacet } from '../_answer/beside.ts';
import type { TableReading } from '../_answer/reading.ts';
import type { TablePage } from '../_answer/table-page.ts';
import { linkTo, withoutFacet } from '../_url/edit.ts';
import { columnLabel } from '../_url/people/column-words.ts';
import { withWait } from '../_url/views.ts';
import { FacetList } from './facet-list.tsx';
import { Later, WithoutScript } from './later.tsx';

interface FacetSectionProps {
  path: string;
  reading: TableReading;
  shown: TablePage;
  part: BesideFacet;
}

/** What several values of a column are called. */
function manyOf({ table, dataset }: TableReading, column: string): string {
  const link = table.outgoing.find((each) => each.column === column);
  return (link && dataset.tables.get(link.table)?.config.nouns?.[1]) ?? 'values';
}

/** The column's name, and the way to take a facet away again that the address asked for. */
function Title({ path, reading, part, title }: Omit<FacetSectionProps, 'shown'> & { title: string }) {
  const { request } = reading;
  const { facet } = part;
  const place = request.facets.findIndex((f) => f.column === facet.column && f.type === facet.type);
  return (
    <h2>
      {title}
      {place >= request.declaredFacets && (
        <a href={linkTo(path, withoutFacet(request.pairs, facet))} aria-label={`Take the facet ${title} away`}>
          ×
        </a>
      )}
    </h2>
  );
}

/** A facet with its name; nothing where it holds nothing, which is said elsewhere for all of them. */
export function FacetSection({ path, reading, shown, part }: FacetSectionProps) {
  const { request, table } = reading;
  const { column } = part.facet;
  const title = columnLabel(table, column);
  const facet = { path, request, facet: part.facet, many: manyOf(reading, column), named: shown.named };
  const section = (inner: ReactNode) => (
    <section className="facet">
      <Title path={path} reading={reading} part={part} title={title} />
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
        answer.state === 'answered' &&
        answer.value.values.length > 0 &&
        section(<FacetList {...facet} choices={answer.value} />)
      }
    </Later>
  );
}
