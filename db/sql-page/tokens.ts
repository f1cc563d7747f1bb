/** A piece of SQL, cut as Postgres itself cuts it. White space and comments are left out. */
export interface Token {
  kind: 'word' | 'quoted' | 'string' | 'number' | 'parameter' | 'symbol' | 'dollar' | 'unicode name' | 'broken';
  /** A word in lower case, a quoted name without its quotes, a parameter's name; else as written. */
  text: string;
  /** Where it stands: from `start` to before `end`, in UTF-16 units. */
  start: number;
  end: number;
}

type Cut = [kind: Token['kind'], end: number, text?: string];

const SPACE = /[ \t\n\r\f\v]/;
const NAME = /[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*/y;
const PARAMETER = /:([A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)/y;
const NUMBER = /\d\w*(?:\.(?!\.)\w*)?|\.\d\w*/y;
const DOLLAR_TAG = /\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/y;
const DOLLAR_NUMBER = /\$\d+/y;

function match(pattern: RegExp, sql: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(sql);
}

function endOfLine(sql: string, at: number): number {
  for (let i = at; i < sql.length; i++) if (sql[i] === '\n' || sql[i] === '\r') return i;
  return sql.length;
}

/** Comments nest. */
function endOfComment(sql: string, at: number): number | null {
  let depth = 0;
  for (let i = at; i < sql.length - 1; i++) {
    const two = sql.slice(i, i + 2);
    if (two !== '/*' && two !== '*/') continue;
    depth += two === '/*' ? 1 : -1;
    i++;
    if (depth === 0) return i + 1;
  }
  return null;
}

/** A string goes on where, after white space with a line break in it, another quote opens. */
function continuation(sql: string, at: number): number | null {
  let hasBreak = false;
  let i = at;
  for (; i < sql.length; i++) {
    if (sql.startsWith('--', i)) i = endOfLine(sql, i);
    if (!SPACE.test(sql[i] ?? '')) break;
    hasBreak ||= sql[i] === '\n' || sql[i] === '\r';
  }
  return hasBreak && sql[i] === "'" ? i : null;
}

/** The end of what is quoted from `at` on; a doubled quote, and in E'…' a backslash, does not end it. */
function endOfQuoted(sql: string, at: number, escapes = false): number | null {
  const quote = sql[at];
  for (let i = at + 1; i < sql.length; i++) {
    if (escapes && sql[i] === '\\') i++;
    else if (sql[i] === quote && sql[i + 1] === quote) i++;
    else if (sql[i] === quote) {
      const next = quote === "'" ? continuation(sql, i + 1) : null;
      return next === null ? i + 1 : endOfQuoted(sql, next, escapes);
    }
  }
  return null;
}

function cutQuoted(sql: string, at: number): Cut | null {
  const prefix = /^(?:[eEnNbBxX](?=')|[uU]&(?=['"]))?/.exec(sql.slice(at, at + 3))?.[0] ?? '';
  const open = at + prefix.length;
  const quote = sql[open];
  if (quote !== "'" && quote !== '"') return null;
  const end = endOfQuoted(sql, open, /^[eE]$/.test(prefix));
  if (end === null) return ['broken', sql.length, quote === "'" ? 'a string' : 'a quoted name'];
  if (quote === "'") return ['string', end];
  return prefix ? ['unicode name', end] : ['quoted', end, sql.slice(open + 1, end - 1).replaceAll('""', '"')];
}

function cutDollar(sql: string, at: number): Cut {
  const tag = match(DOLLAR_TAG, sql, at)?.[0];
  if (tag) {
    const end = sql.indexOf(tag, at + tag.length);
    return end < 0 ? ['broken', sql.length, `a string that begins with ${tag}`] : ['string', end + tag.length];
  }
  return ['dollar', at + (match(DOLLAR_NUMBER, sql, at)?.[0].length ?? 1)];
}

/** Brackets that are open: `s` a subscript, `[` an array, `(`. */
type Brackets = string[];

const endsOperand = (token: Token | undefined) =>
  token !== undefined &&
  (/^(word|quoted|string|number|parameter)$/.test(token.kind) || token.text === ')' || token.text === ']');

/** `::`, `:=`, the colon of a slice such as `a[1:n]`, or a parameter. */
function cutColon(sql: string, at: number, before: Token | undefined, brackets: Brackets): Cut {
  const two = sql.slice(at, at + 2);
  if (two === '::' || two === ':=') return ['symbol', at + 2];
  const name = match(PARAMETER, sql, at)?.[1];
  const isSlice = brackets.at(-1) === 's' && endsOperand(before);
  return name === undefined || isSlice ? ['symbol', at + 1] : ['parameter', at + 1 + name.length, name];
}

function cutAt(sql: string, at: number, before: Token | undefined, brackets: Brackets): Cut {
  const quoted = cutQuoted(sql, at);
  if (quoted) return quoted;
  const name = match(NAME, sql, at)?.[0];
  // Postgres folds ASCII only.
  if (name) return ['word', at + name.length, name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())];
  const number = match(NUMBER, sql, at)?.[0];
  if (number) return ['number', at + number.length];
  if (sql[at] === '$') return cutDollar(sql, at);
  if (sql[at] === ':') return cutColon(sql, at, before, brackets);
  return ['symbol', at + 1];
}

function follow(brackets: Brackets, text: string, before: Token | undefined): void {
  const isSubscript = endsOperand(before) && !(before?.kind === 'word' && before.text === 'array');
  if (text === '(') brackets.push('(');
  else if (text === '[') brackets.push(isSubscript ? 's' : '[');
  else if (text === ')' || text === ']') brackets.pop();
}

/**
 * Cuts SQL into tokens by the rules of Postgres's own lexer: strings of every kind and their continuation over lines,
 * dollar quotes, nested comments, `::`. Linear in the text, and never throws: what has no end is a token `broken`.
 */
export function tokensOf(sql: string): Token[] {
  const tokens: Token[] = [];
  const brackets: Brackets = [];
  for (let at = 0; at < sql.length; ) {
    if (SPACE.test(sql[at] as string)) at++;
    else if (sql.startsWith('--', at)) at = endOfLine(sql, at);
    else {
      const isComment = sql.startsWith('/*', at);
      const commentEnd = isComment ? endOfComment(sql, at) : null;
      const before = tokens.at(-1);
      const [kind, end, text = sql.slice(at, end)]: Cut = isComment
        ? ['broken', commentEnd ?? sql.length, 'a comment']
        : cutAt(sql, at, before, brackets);
      if (commentEnd === null) {
        tokens.push({ kind, text, start: at, end });
        if (kind === 'symbol') follow(brackets, text, before);
      }
      at = end;
    }
  }
  return tokens;
}
