import type { Table } from '../../db/catalog.ts';
import type { Recorded } from '../_answer/recorded.ts';
import { columnLabel } from '../_url/people/column-words.ts';
import { countText, shareText } from './number.ts';

const UNITS: Record<string, string> = {
  pixels: 'pixels',
  score: 'a score',
  probability: 'a probability',
  identifier: 'a number',
  count: 'a count',
};

/** In how many rows a column has a value. */
function Rows({ count, recorded }: { count: number | undefined; recorded: Recorded | null }) {
  if (count === undefined || !recorded) return <span className="none">not counted</span>;
  if (count === 0) return <span className="none">nowhere</span>;
  return (
    <>
      {countText(count)} <span className="share">{shareText(count / Math.max(1, recorded.rows))}</span>
    </>
  );
}

/** Every column of a table: what people call it, what it means, and in how many rows it is recorded. */
export function AboutColumns({ table, recorded }: { table: Table; recorded: Recorded | null }) {
  return (
    <table className="about">
      <thead>
        <tr>
          <th scope="col">Column</th>
          <th scope="col">What it means</th>
          <th scope="col" className="n">
            Recorded
          </th>
        </tr>
      </thead>
      <tbody>
        {table.columns.map(({ name, sqlType }) => {
          const { unit, description } = table.config.columns?.[name] ?? {};
          return (
            <tr key={name}>
              <th scope="row">
                {columnLabel(table, name)}
                <code>{name}</code>
              </th>
              <td>
                {description} <span className="hint">{(unit && UNITS[unit]) ?? sqlType}</span>
              </td>
              <td className="n">
                <Rows count={recorded?.columns.get(name)} recorded={recorded} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
