import { nameTables } from '../../db/queries/name-tables.ts';
import { nearNames } from '../_answer/near-names.ts';
import type { TableReading } from '../_answer/reading.ts';
import { labelPath } from '../_url/paths.ts';
import { Bars } from './board-bars.tsx';

/** Where a search among names found nothing: the names of the list that are spelled much like it. */
export async function BoardNear({ reading }: { reading: TableReading }) {
  const { dataset, table, request } = reading;
  const typed = request.query.search.map(({ text }) => text).join(' ');
  if (typed === '' || !nameTables(dataset).includes(table)) return null;
  const found = (await nearNames(dataset, typed)) ?? [];
  const here = found.filter(({ kind }) => kind === table.name);
  if (here.length === 0) return null;
  return (
    <section className="near" aria-labelledby="near-title">
      <h2 id="near-title">Spelled much like it</h2>
      <Bars
        bars={here.map(({ name, count }) => ({ label: name, count, href: labelPath(dataset.name, table.name, name) }))}
      />
    </section>
  );
}
