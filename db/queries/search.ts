import { BadRequest, type Search } from '../query.ts';
import { SEARCH_FUNCTION } from '../search-expression.ts';
import { joined, type SQL, sql } from '../sql.ts';
import { parseRawSearch } from './raw-search.ts';
import { parseEscapedSearch, parseSearch } from './search-syntax.ts';
import type { SearchTree } from './search-tree.ts';

const norm = (value: SQL | string) => sql`${sql.raw(SEARCH_FUNCTION)}(${value})`;

/** The words of a column as they are indexed; the index in db/schema.ts is on this very expression. */
export const searchVector = (column: SQL): SQL => sql`to_tsvector('simple'::regconfig, ${norm(column)})`;

/** Words as a phrase; with `prefix` the last may go on. Folded to a constant when planned, so the planner can judge it. */
function phraseQuery(text: string, prefix: boolean): SQL {
  if (!prefix) return sql`phraseto_tsquery('simple'::regconfig, ${norm(text)})`;
  // Signs such as ² are letters or digits by name, and yet nothing is left of them: then this adds nothing.
  const normal = sql`nullif(btrim(${norm(text)}), '')`;
  return sql`to_tsquery('simple'::regconfig, coalesce('''' || replace(${normal}, ' ', ''' <-> ''') || ''':*', ''))`;
}

function nearQuery([a, b]: [SQL, SQL], distance: number): SQL {
  const steps = Array.from({ length: distance + 1 }, (_, i) => sql.raw(`${i + 1}`));
  const either = steps.flatMap((step) => [
    sql`tsquery_phrase(${a}, ${b}, ${step})`,
    sql`tsquery_phrase(${b}, ${a}, ${step})`,
  ]);
  return joined(either, sql` || `);
}

/** The tree as one tsquery; a piece without any word in it adds nothing. */
function treeQuery(tree: SearchTree): SQL {
  switch (tree.kind) {
    case 'words':
      return phraseQuery(tree.text, tree.prefix);
    case 'and':
      return sql`(${joined(tree.parts.map(treeQuery), sql` && `)})`;
    case 'or':
      return sql`(${joined(tree.parts.map(treeQuery), sql` || `)})`;
    case 'not':
      return sql`!! ${treeQuery(tree.part)}`;
    case 'adjacent':
      return sql`(${joined(tree.parts.map(treeQuery), sql` <-> `)})`;
    case 'near':
      return sql`(${nearQuery([treeQuery(tree.parts[0]), treeQuery(tree.parts[1])], tree.distance)})`;
    case 'initial':
      return treeQuery(tree.part);
  }
}

/** Phrases the caption must begin with: a tsquery knows no first place, so they are checked on the words themselves. */
function initialConditions(tree: SearchTree, column: SQL, required: boolean): SQL[] {
  if (tree.kind === 'words') return [];
  if (tree.kind === 'initial') {
    const part = tree.part;
    if (!required || part.kind !== 'words') throw new BadRequest(['^ goes before one phrase that must be found']);
    const start = sql`btrim(${norm(part.text)})`;
    return [sql`starts_with(btrim(${norm(column)}) || ' ', ${start} || ${part.prefix ? '' : ' '})`];
  }
  const parts = tree.kind === 'not' ? [tree.part] : tree.parts;
  return parts.flatMap((part) => initialConditions(part, column, required && tree.kind === 'and'));
}

/** More would be more than Postgres can take in one expression. */
const MOST_CHARACTERS = { default: 4000, escaped: 4000, raw: 2000 };
const PARSERS = { default: parseSearch, escaped: parseEscapedSearch, raw: parseRawSearch };

/**
 * The search as a tree; null when there is no word in it. Throws BadRequest for a search that is too long, and for raw
 * searches that do not parse.
 */
export function searchTree({ text, mode }: Search): SearchTree | null {
  const most = MOST_CHARACTERS[mode];
  if (text.length > most) throw new BadRequest([`a search may have at most ${most} characters`]);
  return PARSERS[mode](text);
}

/**
 * The condition that the column's words hold what is searched. A search without any word matches nothing. Throws as
 * `searchTree` does.
 */
export function searchCondition(search: Search, column: SQL): SQL {
  const tree = searchTree(search);
  if (!tree) return sql`false`;
  const conditions = [sql`${searchVector(column)} @@ ${treeQuery(tree)}`, ...initialConditions(tree, column, true)];
  return conditions.length === 1 ? (conditions[0] as SQL) : sql`(${joined(conditions, sql` and `)})`;
}
