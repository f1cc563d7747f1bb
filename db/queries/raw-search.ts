import { BadRequest } from '../query.ts';
import { type SearchTree, words } from './search-tree.ts';

type Token = { kind: 'string' | 'word' | 'mark' | 'end'; text: string };

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
      `the raw search does not parse near ${near}: allowed are words, "phrases", word*, AND, OR, NOT, ( ), a + b, NEAR(a b, n), ^first`,
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

  /** A bracket, or phrases side by side, all of which must be found. */
  private together(): SearchTree {
    if (this.take('(')) {
      const inner = this.either();
      if (!this.take(')')) this.fail();
      return this.is('(') || this.startsPhrase() ? this.fail() : inner;
    }
    const parts = [this.phrases()];
    while (this.startsPhrase()) parts.push(this.phrases());
    if (this.is('(')) this.fail();
    return parts.length === 1 ? (parts[0] as SearchTree) : { kind: 'and', parts };
  }

  private startsPhrase(): boolean {
    if (this.token.kind === 'string' || this.is('^')) return true;
    return this.token.kind === 'word' && !['AND', 'OR', 'NOT'].includes(this.token.text);
  }

  private phrases(): SearchTree {
    const initial = this.take('^');
    if (!initial && this.is('NEAR', 'word') && this.tokens[this.at + 1]?.text === '(') return this.near();
    const parts = [this.phrase()];
    while (this.take('+')) parts.push(this.phrase());
    const part: SearchTree = parts.length === 1 ? (parts[0] as SearchTree) : { kind: 'adjacent', parts };
    return initial ? { kind: 'initial', part } : part;
  }

  private phrase(): SearchTree {
    if (!this.startsPhrase() || this.is('^')) this.fail();
    const { text } = this.token;
    this.at++;
    if (this.is(':')) this.fail();
    return words(text, this.take('*'));
  }

  private near(): SearchTree {
    this.at += 2;
    const parts: SearchTree[] = [];
    while (this.startsPhrase()) parts.push(this.phrase());
    const distance = this.take(',') ? Number(/^\d{1,3}$/.exec(this.token.text)?.[0] ?? this.fail()) : 10;
    if (this.token.kind === 'word' && /^\d/.test(this.token.text)) this.at++;
    if (!this.take(')')) this.fail();
    const [a, b] = parts;
    if (!a || !b || parts.length > 2 || distance > 100) {
      throw new BadRequest(['NEAR takes two phrases and a distance of at most 100 words']);
    }
    return { kind: 'near', parts: [a, b], distance };
  }
}

/** The FTS5 grammar; null for a blank search. Throws BadRequest where it does not parse. */
export function parseRawSearch(text: string): SearchTree | null {
  return text.trim() === '' ? null : new RawParser(tokensOf(text)).parse();
}
