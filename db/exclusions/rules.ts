import { SetupError } from '../setup-error.ts';

export const KINDS = ['url', 'md5', 'sha256', 'domain', 'site', 'phrase'] as const;
export type Kind = (typeof KINDS)[number];

/** What must not be shown: images of this address, of an address with this hash, of this host or site, with this phrase. */
export interface Rule {
  kind: Kind;
  value: string;
}

const PATTERNS: Record<Kind, [pattern: RegExp, example: string]> = {
  url: [/^https?:\/\/\S+$/i, 'https://example.org/a.jpg'],
  md5: [/^[0-9a-f]{32}$/, '32 hexadecimal digits, the MD5 of the address'],
  sha256: [/^[0-9a-f]{64}$/, '64 hexadecimal digits, the SHA-256 of the address'],
  domain: [/^[a-z0-9_.:[\]-]+$/, 'cdn.example.org'],
  site: [/^[a-z0-9_.:[\]-]+$/, 'example.org'],
  phrase: [/[\p{L}\p{N}]/u, 'two words, or "two words"'],
};

const isKind = (text: string): text is Kind => (KINDS as readonly string[]).includes(text);

/** A rule as it is compared. Throws a SetupError that says what its kind takes. */
export function ruleOf(kind: string, given: string): Rule {
  if (!isKind(kind)) throw new SetupError(`"${kind}" is no kind of exclusion: ${KINDS.join(', ')}.`);
  const text = given.trim().replace(/^"(.*)"$/, '$1');
  const value = ['url', 'phrase'].includes(kind) ? text : text.toLowerCase();
  const [pattern, example] = PATTERNS[kind];
  if (!pattern.test(value)) throw new SetupError(`"${given}" cannot be a ${kind}: it takes ${example}.`);
  return { kind, value };
}

/**
 * A line of a list: `kind value`, or a value that says by itself what it is, a URL or a hash. Null for an empty line and
 * one that begins with #. Throws a SetupError.
 */
export function ruleInLine(line: string): Rule | null {
  const text = line.trim();
  if (text === '' || text.startsWith('#')) return null;
  const [, kind, value] = /^(\w+)\s+(.+)$/.exec(text) ?? [];
  if (kind && value && isKind(kind)) return ruleOf(kind, value);
  for (const each of ['url', 'sha256', 'md5'] as const) {
    if (PATTERNS[each][0].test(each === 'url' ? text : text.toLowerCase())) return ruleOf(each, text);
  }
  throw new SetupError(`"${text.slice(0, 100)}" needs its kind before it: domain, site or phrase.`);
}
