import { BadRequest } from '../query.ts';
import { type SearchTree, words } from './search-tree.ts';

type Token = { kind: 'string' | 'word' | 'mark' | 'end'; text: string };

const OPERATORS = ['AND', 'OR', 'NOT'];
const DEFAULT_DISTANCE = 10;
const MOST_DISTANCE = 100;

const TOKEN = /\s*(?:"((?:[^"]|"")*)"|([\p{L}\p{N}\p{M}_]+)|(\S))/gsuy;

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const trimmed = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const match = TOKEN.exec(trimmed);
    if (!match) break;
    const [, string, word, mark] = match;
    if (string !== undefined) tokens.push({ kind: 'string', text: string.replaceAll('""', '"') });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word });
    else tokens.push({ kind: 'mark', text: mark as string });
  }
  return [...tokens, { kind: 'end', text: '' }];
}

const isMark = (token: Token | undefined, text: string) => token?.kind === 'mark' && token.text === text;

/** Reads the grammar of SQLite's FTS5 (https://sqlite.org/fts5.html, section 3), loosest binding first. */
class RawParser {
  private at = 0;
  constructor(private readonly tokens: Token[]) {}

  private get token(): Token {
    return this.tokens[this.at] as Token;
  }

  private is(text: string, kind: Token['kind'] = 'mark'): boolean {
    return this.token.kind === kind && this.token.text === text;
  }

  private take(text: string, kind: Token['kind'] = 'mark'): boolean {
    if (!this.is(text, kind)) return false;
    this.at++;
    return true;
  }

  private fail(): never {
    const near = this.token.kind === 'end' ? 'its end' : `“${this.token.text}”`;
    throw new BadRequest([
      `the raw search does not parse near ${near}: allowed are words, "phrases", word*, AND, OR, NOT, ( ), a + b, NEAR(a b, n), ^first, column:word`,
    ]);
  }

  parse(): SearchTree {
    const tree = this.either();
    return this.token.kind === 'end' ? tree : this.fail();
  }

  private either(): SearchTree {
    const parts = [this.both()];
    while (this.take('OR', 'word')) parts.push(this.both());
    return parts.length === 1 ? (parts[0] as SearchTree) : { kind: 'or', parts };
  }

  private both(): SearchTree {
    const parts = [this.except()];
    while (this.take('AND', 'word')) parts.push(this.except());
    return parts.length === 1 ? (parts[0] as SearchTree) : { kind: 'and', parts };
  }

  private except(): SearchTree {
    let left = this.together();
    while (this.take('NOT', 'word')) left = { kind: 'and', parts: [left, { kind: 'not', part: this.together() }] };
    return left;
  }

  /**
   * A bracket, or phrases side by side, all of which must be found; a column may stand before either. What may not
   * follow is found by whoever asked for this: it is neither the end nor a word that joins.
   */
  private together(): SearchTree {
    this.column();
    if (this.take('(')) {
      const inner = this.either();
      return this.take(')') ? inner : this.fail();
    }
    const parts = [this.phrases()];
    while (this.isText() || this.is('^') || this.is('{')) {
      this.column();
      parts.push(this.phrases());
    }
    return parts.length === 1 ? (parts[0] as SearchTree) : { kind: 'and', parts };
  }

  /** `text:` or `{text}:`, read over: a table has one searched column, and `columnsOfRawSearch` tells of others. */
  private column(): void {
    if (this.take('{')) {
      do this.string();
      while (!this.is('}'));
      if (!this.take('}') || !this.take(':')) this.fail();
    } else if (this.isText() && isMark(this.tokens[this.at + 1], ':')) this.at += 2;
  }

  private isText(): boolean {
    return this.token.kind === 'string' || (this.token.kind === 'word' && !OPERATORS.includes(this.token.text));
  }

  private string(): string {
    const { text } = this.isText() ? this.token : this.fail();
    this.at++;
    return text;
  }

  private phrases(): SearchTree {
    if (this.take('^')) return { kind: 'initial', part: this.phrase() };
    return this.is('NEAR', 'word') && isMark(this.tokens[this.at + 1], '(') ? this.near() : this.phrase();
  }

  /** Strings with `+` between them are one phrase. */
  private phrase(): SearchTree {
    const parts: SearchTree[] = [];
    do parts.push(words(this.string(), this.take('*')));
    while (this.take('+'));
    return parts.length === 1 ? (parts[0] as SearchTree) : { kind: 'adjacent', parts };
  }

  private near(): SearchTree {
    this.at += 2;
    const parts: SearchTree[] = [];
    do parts.push(this.phrase());
    while (this.isText());
    const distance = this.take(',') ? this.distance() : DEFAULT_DISTANCE;
    if (!this.take(')')) this.fail();
    const [a, b] = parts as [SearchTree, SearchTree?];
    if (parts.length > 2) {
      throw new BadRequest([
        `NEAR takes one or two phrases here, not ${parts.length}; NEAR(a b, n) AND NEAR(b c, n) comes close to NEAR(a b c, n)`,
      ]);
    }
    if (distance > MOST_DISTANCE) throw new BadRequest([`NEAR takes a distance of at most ${MOST_DISTANCE} words`]);
    return b ? { kind: 'near', parts: [a, b], distance } : a;
  }

  private distance(): number {
    const { kind, text } = this.token;
    if (kind !== 'word' || !/^[0-9]+$/.test(text)) this.fail();
    this.at++;
    return Number(text);
  }
}

/** The columns that a raw search names, as it writes them; of one that does not parse, those that can be told. */
export function columnsOfRawSearch(text: string): string[] {
  const columns: string[] = [];
  let braced: string[] = [];
  let before: Token | undefined;
  for (const token of tokensOf(text)) {
    if (isMark(token, '{')) braced = [];
    if (token.kind === 'word' || token.kind === 'string') braced.push(token.text);
    if (isMark(token, ':') && isMark(before, '}')) columns.push(...braced);
    else if (isMark(token, ':') && before && before.kind !== 'mark') columns.push(before.text);
    before = token;
  }
  return columns;
}

/** The FTS5 grammar; null for a blank search. Throws BadRequest where it does not parse. */
export function parseRawSearch(text: string): SearchTree | null {
  return text.trim() === '' ? null : new RawParser(tokensOf(text)).parse();
}
