import type { TableReading } from '../_answer/reading.ts';
import type { TablePage } from '../_answer/table-page.ts';
import { labelInside } from '../_url/people/column-words.ts';
import { Later } from './later.tsx';
import { timeText } from './number.ts';

/** Says in a line each which columns nobody recorded, and which were not counted in time. */
export function SilentColumns({ reading, shown }: { reading: TableReading; shown: TablePage }) {
  const listed = (columns: string[]) => columns.map((column) => labelInside(reading.table, column)).join(', ');
  return (
    <Later of={shown.silent} fallback={null}>
      {({ unrecorded, untimely, milliseconds }) => (
        <>
          {untimely.length > 0 && (
            <p className="hint">
              Not counted within {timeText(milliseconds)}: {listed(untimely)}. Narrow the question.
            </p>
          )}
          {unrecorded.length > 0 && <p className="hint">Not recorded in any of these rows: {listed(unrecorded)}.</p>}
        </>
      )}
    </Later>
  );
}
