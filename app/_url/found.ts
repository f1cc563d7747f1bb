import { linkTo } from './edit.ts';
import type { Pairs } from './pairs.ts';
import { datasetPath, tablePath } from './paths.ts';

/** What a text typed into the large search box asks for. */
export type Wanted =
  | { kind: 'nothing' }
  /** The address of one picture; without a scheme either may be meant. */
  | { kind: 'picture'; urls: string[] }
  /** A host, in lower case and ASCII. */
  | { kind: 'host'; host: string }
  | { kind: 'words'; text: string };

const HOST = /^(?=.{4,253}$)([\p{L}\p{N}_]([\p{L}\p{N}_-]*[\p{L}\p{N}])?\.)+(\p{L}{2,}|xn--[a-z0-9-]+)$/iu;

/** Not URL.canParse: in Node 20 it comes to refuse names in other scripts. */
function parse(written: string): URL | null {
  try {
    return new URL(written);
  } catch {
    return null;
  }
}

/** `artstation.com`, `https://www.artstation.com/`, `cdna.artstation.com/p/1.jpg`: read as a browser reads an address. */
function readAddress(text: string, withScheme: boolean): Wanted | null {
  const parsed = parse(withScheme ? text : `https://${text}`);
  if (!parsed) return null;
  const { hostname, pathname, search } = parsed;
  const isPlace = HOST.test(hostname) || /^\d+(\.\d+){3}$/.test(hostname);
  if (!isPlace && !withScheme) return null;
  if ((pathname === '/' || pathname === '') && search === '') return { kind: 'host', host: hostname };
  return { kind: 'picture', urls: withScheme ? [text] : [`https://${text}`, `http://${text}`] };
}

/** Reads what was typed: a picture's address, a host, else words. What only looks a little like an address is words. */
export function wantedOf(typed: string): Wanted {
  const text = typed.trim();
  if (text === '') return { kind: 'nothing' };
  if (/^https?:\/\/\S+$/i.test(text)) return readAddress(text, true) ?? { kind: 'words', text };
  const first = text.split(/[/?#]/, 1)[0] ?? '';
  if (!/\s/.test(text) && HOST.test(first.replace(/:\d+$/, '')) && first === first.trim()) {
    return readAddress(text, false) ?? { kind: 'words', text };
  }
  return { kind: 'words', text };
}

const imagesWith = (dataset: string, pairs: Pairs) => linkTo(tablePath(dataset, 'images'), pairs);

/** The images whose captions a search finds. */
export const searchLink = (dataset: string, text: string): string => imagesWith(dataset, [['_search', text]]);

/** The images of one address, or of either way to write it. */
export const pictureLink = (dataset: string, urls: string[]): string =>
  imagesWith(dataset, [urls.length === 1 ? ['url', urls[0] as string] : ['url__in', JSON.stringify(urls)]]);

/** The page of any name or phrase. */
export const nameLink = (dataset: string, text: string): string =>
  linkTo(`${datasetPath(dataset)}/-/name`, [['q', text]]);

/** Where the large search box sends what is typed. */
export const findPath = (dataset: string): string => `${datasetPath(dataset)}/-/find`;

export const suggestPath = (dataset: string): string => `${datasetPath(dataset)}/-/suggest.json`;
