import { BadRequest } from '../../../db/query.ts';
import { type Address, addressOf } from '../address.ts';
import type { DescribedArgument } from '../arguments.ts';
import { type Pairs, readPairs } from '../pairs.ts';

/** The names of the sides: the first, and what it is compared with. */
export const SIDES = ['a', 'b'] as const;
export type SideName = (typeof SIDES)[number];

/** What stands for everything in its dataset that the other side does not match. */
export const REST = 'rest';

const VALUE = [
  'The query string of an address of images (`_search=kinkade&site_id=3`), percent-encoded; empty: all images.',
  'Or an address: `/other-dataset/images?_search=kinkade`, `/dataset/artists/Thomas+Kinkade`.',
  'Or `rest`: the images of the other side’s dataset that it does not match. Searches and filters count, nothing else.',
].join(' ');

/** What is read here, for the interface's description. */
export const COMPARE_ARGUMENTS: DescribedArgument[] = [
  { key: 'a', repeats: false, description: `One side. ${VALUE}`, schema: { type: 'string' } },
  { key: 'b', repeats: false, description: `What it is compared with. ${VALUE}`, schema: { type: 'string' } },
];

/** What the value of a side says, before any dataset is looked at. */
export type WrittenSide =
  | { kind: 'rest' }
  /** A question about the images of a dataset; null: of the page's own. */
  | { kind: 'question'; dataset: string | null; pairs: Pairs }
  /** The images of a row: of a site, an artist, a word. */
  | { kind: 'row'; address: Extract<Address, { kind: 'row' }> };

const ALLOWED =
  'give a query string of images such as _search=kinkade, an address such as /dataset/images?_search=kinkade or ' +
  '/dataset/artists/Thomas+Kinkade, or rest';

/** What is said where a side is missing that has to be there. */
export const missingSide = (name: SideName): string => `${name} is missing; ${ALLOWED}`;

function readAddress(text: string): WrittenSide {
  const [path = '', ...query] = text.split('?');
  const address = addressOf(path);
  if (address.kind === 'table' && address.format === 'html' && address.table === 'images')
    return { kind: 'question', dataset: address.dataset, pairs: readPairs(query.join('?')) };
  if (address.kind === 'row' && address.format === 'html') return { kind: 'row', address };
  throw new BadRequest([`${path} is no address of images; ${ALLOWED}`]);
}

/** Reads the value of a side; `origin` is what our own absolute addresses begin with. Throws BadRequest. */
export function readSide(value: string, origin: string): WrittenSide {
  const text = value.trim();
  if (text === REST) return { kind: 'rest' };
  if (text.startsWith(`${origin}/`)) return readAddress(text.slice(origin.length));
  if (/^https?:\/\//i.test(text)) throw new BadRequest([`${text} is not on this server; ${ALLOWED}`]);
  if (text.startsWith('/')) return readAddress(text);
  return { kind: 'question', dataset: null, pairs: readPairs(text.replace(/^\?/, '')) };
}
