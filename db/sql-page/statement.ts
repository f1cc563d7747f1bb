import { BadRequest } from '../query.ts';
import { isForbiddenName } from './forbidden-names.ts';
import { SqlError } from './sql-error.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Functions of our extensions that a statement may call by their schema. */
const PUBLIC_FUNCTIONS = ['unaccent', 'similarity', 'word_similarity', 'strict_word_similarity', 'show_trgm'];

/** How db/versions/create.ts names the schema of a version. */
const VERSION_SCHEMA = /_v\d+$/;

const isName = (token: Token | undefined): token is Token => token?.kind === 'word' || token?.kind === 'quoted';

function refusalOf(tokens: Token[], i: number, schema: string): string | null {
  const token = tokens[i] as Token;
  if (token.kind === 'unicode name') return 'names written as U&"…" cannot be used here: write the name itself';
  if (token.kind === 'dollar') return `${token.text} cannot be used here: write parameters as :name`;
  if (!isName(token)) return null;
  if (isForbiddenName(token.text))
    return `${token.text} cannot be used here: only the tables of this dataset can be read`;
  if (tokens[i + 1]?.text !== '.') return null;
  if (VERSION_SCHEMA.test(token.text) && token.text !== schema) {
    return `${token.text} cannot be read here: only the tables of this dataset can, without a schema before their names`;
  }
  const called = tokens[i + 2];
  if (token.text === 'public' && !(isName(called) && PUBLIC_FUNCTIONS.includes(called.text))) {
    return `of the schema public only ${PUBLIC_FUNCTIONS.join(', ')} can be used`;
  }
  return null;
}

/** Throws a SqlError for the first name that strangers' SQL may not hold; `schema` is the version's own. */
export function checkNames(sql: string, tokens: Token[], schema: string): void {
  for (let i = 0; i < tokens.length; i++) {
    const refusal = refusalOf(tokens, i, schema);
    if (refusal !== null) throw new SqlError(refusal, sql, tokens[i]?.start ?? null);
  }
}

/** The index behind `explain` and its options. */
function afterExplain(tokens: Token[]): number {
  let i = 1;
  if (tokens[1]?.text === 'query' && tokens[2]?.text === 'plan') return 3;
  while (tokens[i]?.kind === 'word' && /^(analy[sz]e|verbose)$/.test(tokens[i]?.text ?? '')) i++;
  if (tokens[i]?.text !== '(') return i;
  const close = tokens.findIndex((token, j) => j > i && token.text === ')');
  return close < 0 ? i : close + 1;
}

/**
 * Checks that this is one statement that reads, and names nothing it may not. Returns it as Postgres takes it, each
 * character where it was written: `explain query plan`, which is SQLite's, is taken for `explain`.
 *
 * Throws BadRequest, or a SqlError with the place. This is the second line; what the sql role may do is the first.
 */
export function checkStatement(sql: string, schema: string): string {
  const tokens = tokensOf(sql);
  const end = tokens.findIndex((token) => token.text === ';' && token.kind === 'symbol');
  if (end >= 0 && tokens.slice(end).some((token) => token.text !== ';')) {
    throw new BadRequest(['You can only execute one statement at a time.']);
  }
  const isExplain = tokens[0]?.kind === 'word' && tokens[0].text === 'explain';
  const first = tokens[isExplain ? afterExplain(tokens) : 0];
  if (first?.kind !== 'word' || !['select', 'with'].includes(first.text)) {
    throw new BadRequest(['Statement must be a SELECT']);
  }
  checkNames(sql, tokens, schema);
  const [, query, plan] = tokens;
  if (!isExplain || query?.text !== 'query' || plan?.text !== 'plan') return sql;
  return sql.slice(0, query.start) + sql.slice(query.start, plan.end).replace(/\S/g, ' ') + sql.slice(plan.end);
}
