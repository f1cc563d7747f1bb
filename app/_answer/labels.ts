import type { Table } from '../../db/catalog.ts';
import { labelsStatement } from '../../db/queries/labels.ts';
import { listItems } from '../../db/queries/operators.ts';
import type { Filter, Row, Value } from '../../db/query.ts';
import { type Reader, readLabels } from '../../db/reader.ts';

/** Labels of linked rows: by column, then by the linked key as text. */
export type Labels = Map<string, Map<string, Value>>;

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

/** What a filter on a linked column of integers may name; anything else has no row to be called after. */
const KEY = /^\d{1,9}$/;

/** The labels of the linked rows that filters name, so that a sentence can say the site and not its number. */
export async function filterLabels(reader: Reader, table: Table, filters: Filter[]): Promise<Labels> {
  const isLinked = (column: string) =>
    table.outgoing.some((link) => link.column === column) &&
    table.columns.some(({ name, kind }) => name === column && kind === 'integer');
  const named = filters
    .filter(({ column }) => isLinked(column))
    .flatMap(({ column, operator, value }) =>
      (operator === 'in' || operator === 'notin' ? listItems(value) : [value])
        .filter((item) => KEY.test(item))
        .map((item): Row => ({ [column]: item })),
    );
  return linkedLabels(reader, table, [...new Set(named.flatMap(Object.keys))], named);
}
