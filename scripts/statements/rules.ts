import { lieOf } from '../../db/versions/distribute.ts';
import { freeColumns, type Source, sourcesOf, type Tables, withNames } from './scope.ts';
import { field, isNode, list, type Node, nodesOf, strings } from './tree.ts';

/** What Citus refuses that can be seen in the statement alone (its documentation, "SQL Support and Workarounds"). */
export const RULES = {
  lock: 'locks rows that are spread over machines (FOR UPDATE, FOR SHARE)',
  join: 'joins rows that are spread over machines otherwise than by id',
  correlated: 'asks rows that are spread over machines once for each row of something else, not by id',
  modification: 'changes a table that is not spread by what is',
  recursion: 'recurses over rows that are spread over machines',
  sets: 'groups rows that are spread over machines by several sets at once',
  number: 'gives rows that are spread over machines numbers of a sequence',
  key: 'changes the id that says where a row lies',
  unique: 'makes something unique over machines without id',
  link: 'links rows that are spread over machines by a foreign key',
  volatile: 'changes rows that are spread over machines by what differs each time',
} as const;

export type Rule = keyof typeof RULES;

const isSpread = (table: string | null) => table !== null && lieOf(table) === 'by id';
const KEY = 'id';
const VOLATILE = ['random', 'clock_timestamp', 'gen_random_uuid', 'timeofday'];

/** Names of tables below a node that are spread; names of a WITH are none. */
function spreadBelow(root: unknown, queries: readonly string[]): boolean {
  for (const relation of nodesOf(root, 'RangeVar')) {
    const isTable = relation.schemaname !== undefined || !queries.includes(String(relation.relname));
    if (isTable && isSpread(String(relation.relname))) return true;
  }
  return false;
}

const functionsBelow = (root: unknown) =>
  [...nodesOf(root, 'FuncCall')].map((call) => strings(list(call, 'funcname')).at(-1) ?? '');

/** Pairs of aliases that a condition somewhere below compares by id. */
function comparedById(root: unknown): string[][] {
  return [...nodesOf(root, 'A_Expr')].flatMap((expression) => {
    if (strings(list(expression, 'name'))[0] !== '=') return [];
    const sides = [expression.lexpr, expression.rexpr].map((side) =>
      isNode(side) && isNode(side.ColumnRef) ? strings(list(side.ColumnRef, 'fields')) : [],
    );
    return sides.every(([, column]) => column === KEY) ? [sides.map(([alias = '']) => alias)] : [];
  });
}

function areJoinedById(spread: Source[], select: Node): boolean {
  const pairs = comparedById(select);
  const [first, ...others] = spread.map(({ alias }) => alias);
  return others.every(
    (other) =>
      pairs.some((pair) => pair.includes(other) && pair.some((each) => each !== other && each !== '')) &&
      first !== other,
  );
}

/** What a SELECT breaks by itself, its subqueries left out. */
function* breachesOfSelect(
  select: Node,
  tables: Tables,
  queries: readonly string[],
  around: Source[],
): Generator<Rule> {
  const known = [...queries, ...withNames(select)];
  if (isNode(select.larg) && isNode(select.rarg)) {
    for (const part of [select.larg, select.rarg]) yield* breachesOfSelect(part, tables, known, around);
  }
  const { larg: _, rarg: __, ...own } = select;
  const sources = sourcesOf(list(select, 'fromClause'), tables, known);
  const spread = sources.filter(({ table }) => isSpread(table));
  if (spread.length > 0 && list(select, 'lockingClause').length > 0) yield 'lock';
  if (spread.length > 1 && !areJoinedById(spread, select)) yield 'join';
  if (spread.length > 0 && [...nodesOf(select.groupClause, 'GroupingSet')].length > 0) yield 'sets';
  if (field(select, 'withClause').recursive === true && spreadBelow(select.withClause, known)) yield 'recursion';
  const scope = [...around, ...sources];
  for (const inner of nodesOf(Object.values(own), 'SelectStmt', ['SelectStmt'])) {
    if (spreadBelow(inner, known)) {
      const free = freeColumns(inner, tables, known);
      const isById = ([alias, column]: string[]) =>
        column === KEY && isSpread(scope.find((source) => source.alias === alias)?.table ?? null);
      if (!free.every(isById)) yield 'correlated';
    }
    yield* breachesOfSelect(inner, tables, known, scope);
  }
}

function* breachesOfChange(kind: string, statement: Node, tables: Tables): Generator<Rule> {
  const target = String(field(statement, 'relation').relname ?? '');
  const queries = withNames(statement);
  const { relation: _, ...rest } = statement;
  if (kind !== 'InsertStmt' && !isSpread(target) && spreadBelow(rest, queries)) yield 'modification';
  if (isSpread(target)) {
    const changed =
      kind === 'UpdateStmt' ? list(statement, 'targetList') : list(field(statement, 'onConflictClause'), 'targetList');
    if (changed.some((each) => field(each, 'ResTarget').name === KEY)) yield 'key';
    if (kind !== 'InsertStmt' && functionsBelow(rest).some((name) => VOLATILE.includes(name))) yield 'volatile';
    if (functionsBelow(rest).includes('nextval')) yield 'number';
    const unique = list(field(field(statement, 'onConflictClause'), 'infer'), 'indexElems');
    if (unique.length > 0 && !unique.some((each) => field(each, 'IndexElem').name === KEY)) yield 'unique';
  }
  const own = sourcesOf([{ RangeVar: field(statement, 'relation') }], tables, queries);
  for (const inner of nodesOf(Object.values(rest), 'SelectStmt', ['SelectStmt'])) {
    if (kind !== 'InsertStmt' && spreadBelow(inner, queries) && freeColumns(inner, tables, queries).length > 0)
      yield 'correlated';
    yield* breachesOfSelect(inner, tables, queries, own);
  }
}

/** Constraints of a column or a table, wherever they stand. */
function* breachesOfTable(table: string, statement: Node): Generator<Rule> {
  for (const constraint of nodesOf(statement, 'Constraint')) {
    const keys = strings(list(constraint, 'keys'));
    const kind = String(constraint.contype);
    if (kind === 'CONSTR_FOREIGN' && (isSpread(table) || isSpread(String(field(constraint, 'pktable').relname))))
      yield 'link';
    if (!isSpread(table)) continue;
    if (kind === 'CONSTR_IDENTITY' || functionsBelow(constraint).includes('nextval')) yield 'number';
    const isUnique = kind === 'CONSTR_PRIMARY' || kind === 'CONSTR_UNIQUE';
    if (isUnique && keys.length > 0 && !keys.includes(KEY)) yield 'unique';
  }
  const types = [...nodesOf(statement, 'typeName')].flatMap((type) => strings(list(type, 'names')));
  if (isSpread(table) && types.some((name) => /serial/.test(name))) yield 'number';
}

function* breachesOfIndex(statement: Node): Generator<Rule> {
  const columns = list(statement, 'indexParams').map((each) => field(each, 'IndexElem').name);
  const isOnSpread = isSpread(String(field(statement, 'relation').relname));
  if (isOnSpread && statement.unique === true && !columns.includes(KEY)) yield 'unique';
}

const CHANGES = ['InsertStmt', 'UpdateStmt', 'DeleteStmt', 'MergeStmt'];

function* breachesOf(kind: string, statement: Node, tables: Tables): Generator<Rule> {
  if (kind === 'SelectStmt') yield* breachesOfSelect(statement, tables, [], []);
  else if (CHANGES.includes(kind)) yield* breachesOfChange(kind, statement, tables);
  else if (kind === 'IndexStmt') yield* breachesOfIndex(statement);
  else if (kind === 'CreateStmt' || kind === 'AlterTableStmt')
    yield* breachesOfTable(String(field(statement, 'relation').relname ?? ''), statement);
  else {
    // COPY (query), DECLARE, EXPLAIN, CREATE TABLE AS: the query within.
    for (const inner of nodesOf(Object.values(statement), 'SelectStmt', ['SelectStmt']))
      yield* breachesOfSelect(inner, tables, [], []);
  }
  for (const cte of nodesOf(field(statement, 'withClause'), 'CommonTableExpr'))
    for (const [name, change] of Object.entries(field(cte, 'ctequery')))
      if (CHANGES.includes(name) && isNode(change)) yield* breachesOfChange(name, change, tables);
}

/** The rules that a statement breaks; `parsed` is libpg-query's answer for it. */
export function brokenRules(parsed: Node, tables: Tables): Rule[] {
  const found = list(parsed, 'stmts').flatMap((each) =>
    Object.entries(field(each, 'stmt')).flatMap(([kind, statement]) =>
      isNode(statement) ? [...breachesOf(kind, statement, tables)] : [],
    ),
  );
  return [...new Set(found)];
}
