import type { Table } from '../../db/catalog.ts';
import { labelsStatement } from '../../db/queries/labels.ts';
import type { Answer, Count, FacetValues, Row, Rows, Value } from '../../db/query.ts';
import { type Reader, readCount, readFacet, readLabels, readRows } from '../../db/reader.ts';
import type { TableReading } from './reading.ts';

/** Labels of linked rows: by column, then by the linked key as text. */
export type Labels = Map<string, Map<string, Value>>;

export interface TablePage {
  rows: Answer<Rows>;
  labels: Labels;
  count: Promise<Answer<Count>>;
  facets: Promise<Answer<FacetValues>>[];
}

/** The labels of every linked column among `columns`, for these rows. One statement a linked column. */
export async function linkedLabels(reader: Reader, table: Table, columns: string[], rows: Row[]): Promise<Labels> {
  const linked = table.outgoing.filter((link) => columns.includes(link.column));
  const labels = await Promise.all(
    linked.map(async ({ column }) => {
      const statement = labelsStatement(reader.place, table, column, rows);
      return [column, statement ? await readLabels(reader, statement) : new Map<string, Value>()] as const;
    }),
  );
  return new Map(labels);
}

/** Starts everything a table page shows at once; its rows are waited for, the rest follows. */
export async function tablePage(reading: TableReading): Promise<TablePage> {
  const { request, reader } = reading;
  const count = readCount(reader, request.query);
  const facets = request.facets.map((facet) => readFacet(reader, request.query, facet, request.facetSize));
  // A failure is met where the value is awaited; until then it must not be taken for one nobody handles.
  for (const started of [count, ...facets]) started.catch(() => {});
  const rows = await readRows(reader, request.query, request.columns);
  const found = rows.state === 'answered' ? rows.value.rows : [];
  const labels = await linkedLabels(reader, reading.table, request.columns, found);
  return { rows, labels, count, facets };
}
