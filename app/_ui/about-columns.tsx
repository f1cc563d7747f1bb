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
          const config = table.config.columns?.[name];
          const count = recorded?.columns.get(name);
          return (
            <tr key={name}>
              <th scope="row">
                {columnLabel(table, name)}
                <code>{name}</code>
              </th>
              <td>
                {config?.description ?? ''}
                <span className="hint">
                  {' '}
                  {(config?.unit && UNITS[config.unit]) ?? sqlType.replace(/ collate.*/, '')}
                </span>
              </td>
              <td className="n">
                {count === undefined || !recorded ? (
                  <span className="none">not counted</span>
                ) : count === 0 ? (
                  <span className="none">nowhere</span>
                ) : (
                  <>
                    {countText(count)} <span className="share">{shareText(count / Math.max(1, recorded.rows))}</span>
                  </>
                )}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
