import type { Value } from '../../db/query.ts';
import { linkedLabels } from '../_answer/labels.ts';
import { incomingRows, type RowReading } from '../_answer/row.ts';
import { questionOfRow } from '../_answer/row-question.ts';
import { linkTo } from '../_url/edit.ts';
import { filterKey } from '../_url/filter-arguments.ts';
import { labelPath, rowKey, tablePath } from '../_url/paths.ts';
import { columnLabel, unitWords } from '../_url/people/column-words.ts';
import { Cell } from './cell.tsx';
import { CompareImages } from './compare/compare-row.tsx';
import { countText } from './number.ts';
import { Entry } from './row-entry.tsx';
import { TakeAlong } from './row-links.tsx';
import { LongText } from './row-long-text.tsx';

/** A text of words: an address is shown as such, however long. */
const isProse = (value: Value): value is string =>
  typeof value === 'string' && value.includes(' ') && value.length > 100;

/** Every field of a row with its meaning; linked values lead to their rows. */
export async function RowFields({ reading, without = [] }: { reading: RowReading; without?: string[] }) {
  const { table, row, dataset, reader } = reading;
  const linked = table.outgoing.map((link) => link.column);
  const labels = await linkedLabels(reader, table, linked, [row]);
  return (
    <dl className="fields">
      {table.columns
        .filter(({ name }) => !without.includes(name))
        .map((column) => {
          const value = row[column.name] ?? null;
          const config = table.config.columns?.[column.name];
          const link = table.outgoing.find((l) => l.column === column.name);
          const label = String(labels.get(column.name)?.get(String(value)) ?? value);
          const leads =
            link && value !== null ? { href: labelPath(dataset.name, link.table, label), label } : undefined;
          return (
            <div key={column.name}>
              <dt>{columnLabel(table, column.name)}</dt>
              <dd>
                {isProse(value) ? (
                  <LongText text={value} />
                ) : (
                  <Cell value={value} column={column} config={config} link={leads} />
                )}
                {value !== null && unitWords(table, column.name)}
              </dd>
              <dd className="hint">{config?.description}</dd>
            </div>
          );
        })}
    </dl>
  );
}

async function Incoming({ reading }: { reading: RowReading }) {
  const incoming = await incomingRows(reading);
  if (incoming.length === 0) return null;
  return (
    <Entry id="incoming" title="Rows that lead here">
      <ul className="plainlist">
        {incoming.map(({ table, otherColumn, count, question }) => (
          <li key={`${table}${otherColumn}`}>
            <a
              href={linkTo(tablePath(reading.dataset.name, table), [
                [filterKey(otherColumn, 'exact'), question.filters[0]?.value ?? ''],
              ])}
            >
              {count === null ? 'rows, not counted,' : `${countText(count)} rows`} from {otherColumn} in {table}
            </a>
          </li>
        ))}
      </ul>
    </Entry>
  );
}

/** The page of a row that nothing more is known about than its fields. */
export function RowPlain({ reading, label, path }: { reading: RowReading; label: string; path: string }) {
  const { dataset, table, row } = reading;
  const key = `${tablePath(dataset.name, table.name)}/${rowKey(table, row)}`;
  const question = questionOfRow(dataset, table, row);
  return (
    <>
      <header className="lede">
        <h1>
          <bdi>{label}</bdi>
        </h1>
        {question && Number(row.image_counts) > 0 && <CompareImages dataset={dataset} question={question} />}
      </header>
      <Entry id="fields" title="Its fields">
        <RowFields reading={reading} />
      </Entry>
      <Incoming reading={reading} />
      <TakeAlong path={path} dataset={dataset.name} links={[[`${key}.json`, 'JSON']]} />
    </>
  );
}
