import type { Column } from '../catalog.ts';
import { compareValues } from '../compare-values.ts';
import type { Facet, FacetValue, Question, Row } from '../query.ts';
import { arrayLiteral, name, type SQL, sql, tableName } from '../sql.ts';
import { questionOfFacet } from './facet.ts';
import { operandOf, type Place, tableOf, whereOf } from './where.ts';

/** What a page shows of a facet: the commonest values and the chosen ones, the rest counted. */
export interface FacetChoices {
  /** The commonest first. */
  values: FacetValue[];
  /** How many different values there are; null: more than are shown. */
  distinct: number | null;
  /** Rows without a value. */
  blank: number;
}

const COMPARABLE = ['integer', 'float', 'numeric', 'time', 'boolean'];

/** A value as it is grouped and ordered: text by code point, what cannot be compared by its text. */
function groupedValue({ kind }: Column, value: SQL): SQL {
  if (COMPARABLE.includes(kind)) return value;
  return kind === 'text' ? sql`${value} collate "C"` : sql`${value}::text collate "C"`;
}

/**
 * The `size` commonest values of a column, the chosen ones whatever their count, how many values there are and how many
 * rows have none: in one pass over the facet's question (law 3). Labels of linked rows beside.
 */
export function facetChoicesStatement(
  place: Place,
  question: Question,
  column: string,
  size: number,
  chosen: string[],
): SQL {
  const table = tableOf(place.dataset, question.table);
  const facet: Facet = { column, type: 'column' };
  const operand = operandOf(table, column);
  const value = groupedValue(operand.column, operand.sql);
  const isChosen = sql`coalesce((value)::text = any(${arrayLiteral(chosen)}::text[]), false)`;
  const top = sql`select value, count, count(value) over () as distinct_values,
      coalesce(sum(count) filter (where value is null) over (), 0)::bigint as blank
    from (select ${value} as value, count(*) as count from ${tableName(place.schema, table.name)}
      where ${whereOf(place, questionOfFacet(table, question, facet))} group by 1) as each
    order by ${isChosen} desc, value is null, count desc, value
    limit ${sql.raw(String(size + chosen.length + 1))}`;
  const link = table.outgoing.find((l) => l.column === column);
  const label = link && place.dataset.tables.get(link.table)?.config.labelColumn;
  if (!link || !label) return top;
  return sql`select top.*, linked.${name(label)} as label from (${top}) as top
    left join ${tableName(place.schema, link.table)} as linked on linked.${name(link.otherColumn)} = top.value`;
}

const byCount = (a: FacetValue, b: FacetValue) => b.count - a.count || compareValues(a.value, b.value);

/** The answer of a statement of `facetChoicesStatement`. */
export function facetChoicesOf(size: number, chosen: string[], rows: Row[]): FacetChoices {
  const all = rows
    .filter((row) => row.value !== null)
    .map(
      (row): FacetValue => ({
        value: row.value ?? null,
        label: row.label ?? row.value ?? null,
        count: Number(row.count),
      }),
    );
  const isChosen = ({ value }: FacetValue) => chosen.includes(String(value));
  const common = all.filter((each) => !isChosen(each)).sort(byCount);
  const kept = all.filter(isChosen);
  const values = [...kept, ...common.slice(0, Math.max(0, size - kept.length))].sort(byCount);
  return { values, distinct: Number(rows[0]?.distinct_values ?? 0), blank: Number(rows[0]?.blank ?? 0) };
}
