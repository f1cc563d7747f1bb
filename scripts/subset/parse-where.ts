import { numberType } from '../ingest/clean-values.ts';
import { COLUMN_NAMES, type ColumnName, columnSpelled } from '../ingest/columns.ts';
import type { Comparison, Condition, Literal } from './condition.ts';
import { literalOf } from './literal-of.ts';
import { mistakeAt, type Token, tokensOf } from './tokens.ts';

export interface Where {
  /** As it was given. */
  text: string;
  condition: Condition;
  /** What is joined by `and` on the outside, or the whole. */
  terms: { text: string; condition: Condition }[];
}

const MAX_LENGTH = 10_000;
const MAX_DEPTH = 50;
/** DuckDB's own limit of nesting is counted in these, too. */
const MAX_COMPARISONS = 500;
const ORDERS = ['<', '<=', '>', '>='];
const COMPARISONS = ['=', '<>', '!=', ...ORDERS];

/**
 * The condition that a `--where` states: comparisons of a column with a value (=, <>, != and, of numbers, <, <=, >, >=),
 * `in (…)`, `like '…'` of text, `is null`, the latter three also with `not`; joined by `not`, `and`, `or` in this order of
 * binding, and parentheses. Columns go by our names or by those of any release, in any letter case.
 *
 * Throws a SetupError that says where the mistake is and what is allowed there.
 */
export function parseWhere(source: string): Where {
  if (source.length > MAX_LENGTH)
    throw mistakeAt(source, MAX_LENGTH, `a condition has at most ${MAX_LENGTH} characters`);
  const control = source.replace(/[\t\r\n]/g, ' ').search(/[\p{Cc}\p{Cs}]/u);
  if (control >= 0) throw mistakeAt(source, control, 'control characters are not allowed');
  const { terms, condition } = new Parser(source).whole();
  return {
    text: source,
    condition,
    terms: terms.map(({ from, to, condition }) => ({ text: source.slice(from, to), condition })),
  };
}

interface Term {
  condition: Condition;
  from: number;
  to: number;
}

interface Part extends Term {
  /** What it joins by `and`, or itself. */
  terms: Term[];
}

class Parser {
  private readonly tokens: Token[];
  private place = 0;
  private depth = 0;
  private comparisons = 0;

  constructor(private readonly source: string) {
    this.tokens = tokensOf(source);
  }

  whole(): Part {
    const part = this.either();
    if (this.next.kind !== 'end') throw this.mistake('here "and", "or" or the end is wanted');
    return part;
  }

  private get next(): Token {
    return this.tokens[this.place] as Token;
  }

  private mistake(what: string, token = this.next) {
    const found = token.kind === 'end' ? 'the condition ends too soon' : `${token.text} does not fit`;
    return mistakeAt(this.source, token.from, `${found}: ${what}`);
  }

  /** Takes the next token if it is this word or symbol. */
  private taken(text: string): boolean {
    const { kind, text: found } = this.next;
    const isIt = (kind === 'word' || kind === 'symbol') && found.toLowerCase() === text;
    if (isIt) this.place++;
    return isIt;
  }

  private expect(text: string): void {
    if (!this.taken(text)) throw this.mistake(`here ${text} is wanted`);
  }

  private either = (): Part => this.joined('or', () => this.all());
  private all = (): Part => this.joined('and', () => this.one());

  private joined(kind: 'and' | 'or', operand: () => Part): Part {
    const parts = [operand()];
    while (this.taken(kind)) parts.push(operand());
    const [first] = parts as [Part];
    if (parts.length === 1) return first;
    const condition: Condition = { kind, parts: parts.map((part) => part.condition) };
    const whole = { condition, from: first.from, to: (parts.at(-1) as Part).to };
    return { ...whole, terms: kind === 'and' ? parts.flatMap((part) => part.terms) : [whole] };
  }

  private one(): Part {
    const { from } = this.next;
    if (++this.depth > MAX_DEPTH) throw this.mistake(`parentheses and "not" nest at most ${MAX_DEPTH} deep`);
    const part = this.taken('not') ? this.negated(from) : this.taken('(') ? this.enclosed(from) : this.comparison();
    this.depth--;
    return part;
  }

  private negated(from: number): Part {
    const { condition } = this.one();
    return this.single({ kind: 'not', part: condition }, from);
  }

  private enclosed(from: number): Part {
    const part = this.either();
    this.expect(')');
    const whole = this.single(part.condition, from);
    // One term is shown with its parentheses, several are told apart.
    return part.terms.length > 1 ? { ...whole, terms: part.terms } : whole;
  }

  /** A part of one term, from there up to the token that was taken last. */
  private single(condition: Condition, from: number): Part {
    const part = { condition, from, to: (this.tokens[this.place - 1] as Token).to };
    return { ...part, terms: [part] };
  }

  private comparison(): Part {
    const { from } = this.next;
    if (++this.comparisons > MAX_COMPARISONS) throw this.mistake(`there are at most ${MAX_COMPARISONS} comparisons`);
    const column = this.column();
    if (this.taken('is')) {
      const isNegated = this.taken('not');
      this.expect('null');
      return this.single(negatedIf(isNegated, { kind: 'null', column }), from);
    }
    const isNegated = this.taken('not');
    if (this.taken('in')) return this.single(negatedIf(isNegated, this.list(column)), from);
    if (this.taken('like')) return this.single(negatedIf(isNegated, this.pattern(column)), from);
    if (isNegated) throw this.mistake('after "not" here "in" or "like" is wanted');
    return this.single(this.compared(column), from);
  }

  private column(): ColumnName {
    const allowed = `the columns are ${COLUMN_NAMES.join(', ')}`;
    if (this.next.kind !== 'word') throw this.mistake(`here a column is wanted; ${allowed}`);
    const column = columnSpelled(this.next.text);
    if (!column) throw this.mistake(`there is no such column; ${allowed}`);
    this.place++;
    return column;
  }

  private compared(column: ColumnName): Condition {
    const token = this.next;
    const allowed = `here one of ${COMPARISONS.join(' ')}, "in", "like" or "is" is wanted`;
    if (token.kind !== 'symbol' || !COMPARISONS.includes(token.text)) throw this.mistake(allowed);
    if (ORDERS.includes(token.text) && !numberType(column))
      throw this.mistake(`${column} is no quantity, so only =, <>, ${column === 'hash' ? '' : 'like, '}in and is null`);
    this.place++;
    const comparison = (token.text === '!=' ? '<>' : token.text) as Comparison;
    return { kind: 'compare', column, comparison, value: this.value(column) };
  }

  private list(column: ColumnName): Condition {
    this.expect('(');
    const values = [this.value(column)];
    while (this.taken(',')) values.push(this.value(column));
    if (!this.taken(')')) throw this.mistake('here , or ) is wanted');
    return { kind: 'in', column, values };
  }

  private pattern(column: ColumnName): Condition {
    if (numberType(column) || column === 'hash')
      throw this.mistake(`"like" is for text, and ${column} is a number`, this.tokens[this.place - 1]);
    return { kind: 'like', column, pattern: this.value(column) as string };
  }

  private value(column: ColumnName): Literal {
    const found = literalOf(column, this.next);
    if ('mistake' in found) throw this.mistake(found.mistake);
    this.place++;
    return found.value;
  }
}

const negatedIf = (isNegated: boolean, condition: Condition): Condition =>
  isNegated ? { kind: 'not', part: condition } : condition;
