import type { Dataset } from '../../db/catalog.ts';
import { COUNTS, isLeaderboard } from '../../db/queries/rank.ts';
import { readRows } from '../../db/reader.ts';
import { readerOf } from '../_answer/reading.ts';
import { labelPath, tablePath } from '../_url/paths.ts';
import { Bars } from './board-bars.tsx';

const TEN = 10;

/** The ten rows of a leaderboard with the most images, as bars that lead to their pages. */
export async function Top({ dataset, table: name, title }: { dataset: Dataset; table: string; title: string }) {
  const table = dataset.tables.get(name);
  const label = table?.config.labelColumn;
  if (!table || !label || !isLeaderboard(table)) return null;
  const sort = [{ column: COUNTS, descending: true }];
  const query = { table: name, search: [], filters: [], through: [], where: [], sort, next: null, size: TEN };
  const answer = await readRows(readerOf(dataset), query, [label, COUNTS]);
  const rows = answer.state === 'answered' ? answer.value.rows : null;
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      {rows === null ? (
        <p className="hint">Not counted in time.</p>
      ) : (
        <Bars
          ranked
          bars={rows.map((row) => ({
            label: String(row[label]),
            count: Number(row[COUNTS]),
            href: labelPath(dataset.name, name, String(row[label])),
          }))}
        />
      )}
      <p className="more">
        <a href={tablePath(dataset.name, name)}>The whole leaderboard</a>
      </p>
    </section>
  );
}
