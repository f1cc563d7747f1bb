import { SetupError } from '../../db/setup-error.ts';

export interface Token {
  kind: 'number' | 'text' | 'word' | 'symbol' | 'end';
  /** As it is written. */
  text: string;
  /** Where it begins and ends in the condition, from 0. */
  from: number;
  to: number;
}

const TOKEN =
  /(?<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?![\w.]))|(?<text>'(?:[^']|'')*')|(?<word>[a-z_]\w*)|(?<symbol><=|>=|<>|!=|[=<>(),])/iy;

/** The words, numbers, texts and symbols of a condition, and its end. Throws a SetupError for what is none of them. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    at += /^\s*/.exec(source.slice(at))?.[0].length ?? 0;
    if (at >= source.length) return [...tokens, { kind: 'end', text: '', from: source.length, to: source.length }];
    TOKEN.lastIndex = at;
    const found = TOKEN.exec(source);
    if (!found) throw mistakeAt(source, at, strange(source[at] as string));
    const [kind] = Object.entries(found.groups ?? {}).find(([, text]) => text !== undefined) ?? [];
    tokens.push({ kind: kind as Token['kind'], text: found[0], from: at, to: TOKEN.lastIndex });
    at = TOKEN.lastIndex;
  }
}

function strange(character: string): string {
  if (character === "'") return 'the text that begins here has no closing quote';
  if (character === '"') return "text stands between single quotes, 'like this', and a column between none";
  if (/[\d.+-]/.test(character)) return 'this is no number; one is written like 6, -0.5 or 1e-3';
  return `${JSON.stringify(character)} is not known here; there are and, or, not, (, ), in, like, is null and = <> != < <= > >=`;
}

const AROUND = 60;

/** A mistake in a condition, with the place of it. */
export function mistakeAt(source: string, at: number, what: string): SetupError {
  const start = Math.max(0, at - AROUND);
  const line = source.slice(start, at + AROUND).replace(/\s/g, ' ');
  return new SetupError(`--where, character ${at + 1}: ${what}.\n\n  ${line}\n  ${' '.repeat(at - start)}^`);
}
