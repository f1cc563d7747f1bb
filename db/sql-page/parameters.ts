import { type Token, tokensOf } from './tokens.ts';

/** SQL whose named parameters have become Postgres's $1, $2 …, each place a parameter of its own. */
export interface BoundSql {
  text: string;
  /** The name behind each number. */
  names: string[];
  /** Where a character that Postgres names, counted from 1, stands in the SQL as it was written, in UTF-16 units. */
  original(position: number): number;
}

/** The names of all parameters, once each, in the order of their first places. */
export function parameterNames(sql: string): string[] {
  return [...new Set(parametersOf(sql).map((token) => token.text))];
}

const parametersOf = (sql: string): Token[] => tokensOf(sql).filter((token) => token.kind === 'parameter');

/**
 * Writes the SQL as Postgres takes it. Each place has its own number, so that each finds its own type; with `shared`
 * the same name is the same number everywhere, which `group by` needs when it repeats an expression.
 */
export function bindParameters(sql: string, shared = false): BoundSql {
  const names: string[] = [];
  const pieces: { at: number; from: number; isParameter: boolean }[] = [];
  let text = '';
  let written = 0;
  const copy = (until: number) => {
    pieces.push({ at: text.length, from: written, isParameter: false });
    text += sql.slice(written, until);
  };
  for (const token of parametersOf(sql)) {
    copy(token.start);
    const known = shared ? names.indexOf(token.text) : -1;
    if (known < 0) names.push(token.text);
    pieces.push({ at: text.length, from: token.start, isParameter: true });
    // The spaces keep the number from growing together with a name before or after it.
    text += ` $${known < 0 ? names.length : known + 1} `;
    written = token.end;
  }
  copy(sql.length);
  const original = (position: number) => {
    const at = [...text].slice(0, position - 1).join('').length;
    const piece = pieces.findLast((candidate) => candidate.at <= at);
    if (!piece) return 0;
    return piece.isParameter ? piece.from : piece.from + at - piece.at;
  };
  return { text, names, original };
}
