import type { Dataset, Table } from '../catalog.ts';
import { BadRequest, type Question, type Through } from '../query.ts';
import { name, type SQL, sql, tableName } from '../sql.ts';
import { conjunction, findOperator, type Operand } from './operators.ts';
import { searchCondition } from './search.ts';

/** Where a statement finds its tables: a version's schema, or null for the search path. */
export interface Place {
  dataset: Dataset;
  schema: string | null;
}

/** The table a question is about. Throws BadRequest when the dataset has none of that name. */
export function tableOf(dataset: Dataset, table: string): Table {
  const found = dataset.tables.get(table);
  if (!found) throw new BadRequest([`no such table: ${table}`]);
  return found;
}

/** `rowid` names a key of one integer column, as SQLite's links have it, unless a column is called so. */
export function columnName(table: Table, written: string): string {
  const key =
    table.primaryKey.length === 1 ? table.columns.find((column) => column.name === table.primaryKey[0]) : undefined;
  const isAlias =
    written === 'rowid' && key?.kind === 'integer' && !table.columns.some((column) => column.name === 'rowid');
  return isAlias ? (key?.name ?? written) : written;
}

/** A column as SQL. Throws BadRequest, naming the columns there are. */
export function operandOf(table: Table, written: string): Operand {
  const column = table.columns.find((c) => c.name === columnName(table, written));
  if (!column)
    throw new BadRequest([`no such column: ${written} (columns: ${table.columns.map((c) => c.name).join(', ')})`]);
  return { sql: sql`${name(table.name)}.${name(column.name)}`, column };
}

function searchConditions(table: Table, question: Question): SQL[] {
  return question.search.flatMap((search) => {
    const column = search.column ?? table.config.search;
    return column ? [searchCondition(search, operandOf(table, column).sql)] : [];
  });
}

/** Rows of `table` whose linked rows in another table hold a value. */
function throughCondition(place: Place, table: Table, through: Through): SQL {
  const other = place.dataset.tables.get(through.table);
  const link = other?.outgoing.find((l) => l.table === table.name) ?? null;
  if (!other || !link) {
    const linked = table.incoming.map((l) => l.table).join(', ') || 'none';
    throw new BadRequest([`_through: ${through.table} does not lead to ${table.name} (tables that do: ${linked})`]);
  }
  const condition = findOperator('exact')?.condition(operandOf(other, through.column), through.value) ?? sql`false`;
  return sql`${operandOf(table, link.otherColumn).sql} in (select ${operandOf(other, link.column).sql} from ${tableName(place.schema, other.name)} where ${condition})`;
}

/** Every condition of the question as one SQL expression; `true` when there is none. */
export function whereOf(place: Place, question: Question): SQL {
  const table = tableOf(place.dataset, question.table);
  const filters = question.filters.map((filter) => {
    const operator = findOperator(filter.operator);
    if (!operator) throw new BadRequest([`no such operator: ${filter.operator}`]);
    return operator.condition(operandOf(table, filter.column), filter.value);
  });
  return conjunction([
    ...searchConditions(table, question),
    ...question.through.map((through) => throughCondition(place, table, through)),
    ...question.where.map((condition) => sql`(${sql.raw(condition)}\n)`),
    ...filters,
    ...(question.outside ? [sql`(${whereOf(place, question.outside)}) is not true`] : []),
  ]);
}
