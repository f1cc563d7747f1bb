import { field, isNode, list, type Node, nodesOf, strings } from './tree.ts';

/** Something in a FROM that columns come from. */
export interface Source {
  /** What its columns are called by. */
  alias: string;
  /** The table it is; null: a subquery, a function, or a query of a WITH. */
  table: string | null;
  /** Null: not known. */
  columns: string[] | null;
}

export interface Tables {
  /** Columns of the tables of a version. */
  columns: ReadonlyMap<string, string[]>;
}

/** Columns that every table has. */
const SYSTEM_COLUMNS = ['ctid', 'tableoid', 'xmin', 'xmax'];

/** Kinds of nodes in which another query begins. */
const QUERIES = ['SelectStmt'];

/** A column's parts of a name; of `alias.*` the second is the star, and `*` alone has none. */
function columnRefs(root: unknown, stopAt: readonly string[]): string[][] {
  return [...nodesOf(root, 'ColumnRef', stopAt)].map((ref) => {
    const fields = list(ref, 'fields');
    const named = strings(fields);
    return named.length > 0 && named.length < fields.length ? [...named, '*'] : named;
  });
}

/** Names of the queries in a WITH. */
export const withNames = (statement: Node): string[] =>
  list(field(statement, 'withClause'), 'ctes').map((cte) => String(field(cte, 'CommonTableExpr').ctename ?? ''));

/** The columns a query gives; null: not known. */
function outputOf(select: Node): string[] | null {
  if (isNode(select.larg)) return outputOf(select.larg);
  const names: string[] = [];
  for (const target of list(select, 'targetList')) {
    const { name, val } = field(target, 'ResTarget');
    const ref = isNode(val) && isNode(val.ColumnRef) ? list(val.ColumnRef, 'fields') : [];
    if (ref.some((part) => 'A_Star' in part)) return null;
    names.push(typeof name === 'string' ? name : (strings(ref).at(-1) ?? '?'));
  }
  return names;
}

const aliasOf = (node: Node) => String(field(node, 'alias').aliasname ?? '');
const aliasColumns = (node: Node) => strings(list(field(node, 'alias'), 'colnames'));

/** The sources of a FROM, those of its joins included, but not those of its subqueries. */
export function sourcesOf(from: Node[], tables: Tables, queries: readonly string[]): Source[] {
  return from.flatMap((item): Source[] => {
    if (isNode(item.RangeVar)) {
      const table = String(item.RangeVar.relname);
      const isTable = isNode(item.RangeVar) && (item.RangeVar.schemaname !== undefined || !queries.includes(table));
      const columns = isTable ? (tables.columns.get(table)?.concat(SYSTEM_COLUMNS) ?? null) : null;
      return [{ alias: aliasOf(item.RangeVar) || table, table: isTable ? table : null, columns }];
    }
    if (isNode(item.JoinExpr)) {
      const { larg, rarg } = item.JoinExpr;
      return sourcesOf([larg, rarg].filter(isNode), tables, queries);
    }
    if (isNode(item.RangeSubselect)) {
      const own = aliasColumns(item.RangeSubselect);
      const columns = own.length > 0 ? own : outputOf(field(field(item.RangeSubselect, 'subquery'), 'SelectStmt'));
      return [{ alias: aliasOf(item.RangeSubselect), table: null, columns }];
    }
    if (isNode(item.RangeFunction)) {
      const alias = aliasOf(item.RangeFunction);
      const own = aliasColumns(item.RangeFunction);
      return [{ alias, table: null, columns: own.length > 0 ? own : [alias] }];
    }
    if (isNode(item.RangeTableSample)) return sourcesOf([field(item.RangeTableSample, 'relation')], tables, queries);
    return [];
  });
}

const holds = (source: Source, [first = '', second]: string[]) =>
  second === undefined ? (source.columns?.includes(first) ?? true) : source.alias === first;

/**
 * The columns that a query takes from outside of itself: as its parts of a name, the table's alias first where it is
 * said. Aliases of its own output are its own.
 */
export function freeColumns(
  select: Node,
  tables: Tables,
  queries: readonly string[],
  around: Source[] = [],
): string[][] {
  const known = [...queries, ...withNames(select)];
  if (isNode(select.larg) && isNode(select.rarg))
    return [select.larg, select.rarg].flatMap((part) => freeColumns(part as Node, tables, known, around));
  const sources = [...around, ...sourcesOf(list(select, 'fromClause'), tables, known)];
  const output = outputOf(select) ?? [];
  const own = columnRefs(select, QUERIES).filter(
    (ref) =>
      ref.length > 0 &&
      !sources.some((source) => holds(source, ref)) &&
      !(ref.length === 1 && output.includes(ref[0] ?? '')),
  );
  const inner = [...nodesOf(Object.values(select), 'SelectStmt', QUERIES)];
  return [...own, ...inner.flatMap((each) => freeColumns(each, tables, known, sources))];
}
