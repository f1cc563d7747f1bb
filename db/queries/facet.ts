import type { Table } from '../catalog.ts';
import {
  BadRequest,
  type Facet,
  type FacetValue,
  type FacetValues,
  type OperatorName,
  type Question,
  type Row,
} from '../query.ts';
import { name, type SQL, sql, tableName } from '../sql.ts';
import { columnName, operandOf, type Place, tableOf, whereOf } from './where.ts';

/** The operators that choose values of a facet; a facet leaves out its own column's (law 3). */
const CHOICES: Record<Facet['type'], OperatorName[]> = {
  column: ['exact', 'in', 'isblank', 'isnull'],
  array: ['arraycontains'],
  date: ['date'],
};

/** The operator that choosing a value of such a facet adds to the question. */
export const facetOperator = (facet: Facet): OperatorName => CHOICES[facet.type][0] as OperatorName;

/** The question a facet counts in: without the choices of its own column. */
export function questionOfFacet(table: Table, question: Question, facet: Facet): Question {
  const column = columnName(table, facet.column);
  const chosen = CHOICES[facet.type];
  const filters = question.filters.filter(
    (f) => columnName(table, f.column) !== column || !chosen.includes(f.operator),
  );
  return { ...question, filters };
}

const DAY = /^(text|character varying.*|character.*)$/;

/** What the rows are grouped by; an array gives a row one group per distinct item. */
function grouped(table: Table, facet: Facet): { value: SQL; lateral: SQL } {
  const { sql: column, column: known } = operandOf(table, facet.column);
  if (facet.type === 'column') return { value: column, lateral: sql`` };
  if (facet.type === 'date') {
    if (known.kind === 'time') return { value: sql`to_char(${column}, 'YYYY-MM-DD')`, lateral: sql`` };
    if (!DAY.test(known.sqlType)) throw new BadRequest([`_facet_date=${facet.column}: not a column of dates`]);
    return { value: sql`substring(${column} from '^\\d{4}-\\d\\d-\\d\\d')`, lateral: sql`` };
  }
  const items =
    known.kind === 'json'
      ? sql`jsonb_array_elements_text(case when jsonb_typeof(${column}::jsonb) = 'array' then ${column}::jsonb else '[]' end)`
      : known.kind === 'array'
        ? sql`unnest(${column}::text[])`
        : null;
  if (!items) throw new BadRequest([`_facet_array=${facet.column}: not a column of arrays`]);
  return {
    value: sql`item.value`,
    lateral: sql` cross join lateral (select distinct value from ${items} as each(value)) as item`,
  };
}

/** The commonest values of a facet with their counts, the commonest first, ties by value; labels of linked rows beside. */
export function facetStatement(place: Place, question: Question, facet: Facet, size: number): SQL {
  const table = tableOf(place.dataset, question.table);
  const { value, lateral } = grouped(table, facet);
  const kind = operandOf(table, facet.column).column.kind;
  const text = kind === 'text' || facet.type !== 'column';
  // Ties order by code point; the order names the output column, so the collation is part of the value.
  const shown =
    ['json', 'array', 'bytes', 'other'].includes(kind) && facet.type === 'column'
      ? sql`${value}::text collate "C"`
      : text
        ? sql`${value} collate "C"`
        : value;
  const where = whereOf(place, questionOfFacet(table, question, facet));
  const top = sql`select ${shown} as value, count(*) as count
    from ${tableName(place.schema, table.name)}${lateral}
    where ${where} and ${value} is not null
    group by 1 order by 2 desc, 1 limit ${sql.raw(String(size + 1))}`;
  const link =
    facet.type === 'column' ? table.outgoing.find((l) => l.column === columnName(table, facet.column)) : undefined;
  const label = link && place.dataset.tables.get(link.table)?.config.labelColumn;
  if (!link || !label) return top;
  return sql`select top.value, top.count, linked.${name(label)} as label
    from (${top}) as top left join ${tableName(place.schema, link.table)} as linked on linked.${name(link.otherColumn)} = top.value
    order by top.count desc, top.value`;
}

/** How many rows of the facet's question have no value in its column. */
export function blankStatement(place: Place, question: Question, facet: Facet): SQL {
  const table = tableOf(place.dataset, question.table);
  const where = whereOf(place, questionOfFacet(table, question, facet));
  return sql`select count(*) as count from ${tableName(place.schema, table.name)} where ${where} and ${operandOf(table, facet.column).sql} is null`;
}

/** The answer of a statement of `facetStatement`. */
export function facetOf(facet: Facet, size: number, rows: Row[]): FacetValues {
  const values = rows.slice(0, size).map(
    (row): FacetValue => ({
      value: row.value ?? null,
      label: row.label ?? row.value ?? null,
      count: Number(row.count),
    }),
  );
  return { facet, values, truncated: rows.length > size, blank: null };
}
