import { NotFound, requestPath } from '../../../_answer/reading.ts';
import { incomingRows, type RowReading, readRow } from '../../../_answer/row.ts';
import { linkedLabels } from '../../../_answer/table-page.ts';
import { page } from '../../../_http/page.tsx';
import { Cell } from '../../../_ui/cell.tsx';
import { Frame } from '../../../_ui/frame.tsx';
import { countText } from '../../../_ui/number.ts';
import { addressOf } from '../../../_url/address.ts';
import { linkTo } from '../../../_url/edit.ts';
import { filterKey } from '../../../_url/filter-arguments.ts';
import { labelPath, rowKey, tablePath } from '../../../_url/paths.ts';

export const dynamic = 'force-dynamic';

async function Fields({ reading }: { reading: RowReading }) {
  const { table, row, dataset, reader } = reading;
  const labels = await linkedLabels(
    reader,
    table,
    table.outgoing.map((link) => link.column),
    [row],
  );
  return (
    <dl className="fields">
      {table.columns.map((column) => {
        const value = row[column.name] ?? null;
        const link = table.outgoing.find((l) => l.column === column.name);
        const label = String(labels.get(column.name)?.get(String(value)) ?? value);
        const leads = link && value !== null ? { href: labelPath(dataset.name, link.table, label), label } : undefined;
        return [
          <dt key={`${column.name}-name`}>{column.name}</dt>,
          <dd key={column.name}>
            <Cell value={value} column={column} config={table.config.columns?.[column.name]} link={leads} />
            {table.config.columns?.[column.name]?.description && (
              <div className="hint">{table.config.columns[column.name]?.description}</div>
            )}
          </dd>,
        ];
      })}
    </dl>
  );
}

async function Incoming({ reading }: { reading: RowReading }) {
  const incoming = await incomingRows(reading);
  return (
    <ul>
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
  );
}

/** A name of the lists leads to the search that finds its images. */
function NameSearch({ reading }: { reading: RowReading }) {
  const { row, dataset } = reading;
  if (typeof row.search !== 'string' || typeof row.name !== 'string') return null;
  return (
    <p>
      <a href={linkTo(tablePath(dataset.name, 'images'), [['_search', row.search]])}>
        {countText(Number(row.image_counts))} images whose caption holds {row.name}
      </a>
    </p>
  );
}

export default async function RowPage() {
  return page(async () => {
    const address = addressOf(requestPath());
    if (address.kind !== 'row') throw new NotFound('Row not found');
    const reading = await readRow(address.dataset, address.table, address.keys);
    const { dataset, table, row } = reading;
    const label = String(
      row[table.config.labelColumn ?? ''] ??
        `${table.config.title ?? table.name} ${table.primaryKey.map((key) => row[key]).join(', ')}`,
    );
    return (
      <Frame dataset={dataset} current={table.name}>
        <title>{`${label} · ${table.config.title ?? table.name} · ${dataset.title ?? dataset.name}`}</title>
        <header className="lede">
          <h1>{label}</h1>
        </header>
        <NameSearch reading={reading} />
        <Incoming reading={reading} />
        <Fields reading={reading} />
        <p className="next">
          <a href={`${tablePath(dataset.name, table.name)}/${rowKey(table, row)}.json`}>JSON</a>
        </p>
      </Frame>
    );
  });
}
