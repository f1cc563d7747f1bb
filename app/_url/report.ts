import { hostOf } from '../../db/host-of.ts';
import { soughtOf } from '../../db/queries/hits.ts';
import { BadRequest } from '../../db/query.ts';
import { phraseSearch, unquoted } from '../_answer/phrase.ts';
import type { DescribedArgument } from './arguments.ts';
import { type AskedAddress, askedAddress } from './asked-address.ts';
import { askingPairs, isArgument } from './asking.ts';
import { linkTo } from './edit.ts';
import { all, first, type Pairs, writePairs } from './pairs.ts';
import { datasetPath } from './paths.ts';
import type { ValueLabels } from './people/condition.ts';
import { LONGEST_ADDRESS } from './route.ts';

/** What a report is to answer, as its address has it. */
export interface ReportAsked {
  /** A name or phrase, without quotes; empty: none was given. */
  name: string;
  /** A site, and a host, as the data has them; null: none was given. */
  site: string | null;
  domain: string | null;
  addresses: AskedAddress[];
  /** Further search, conditions and order, in the grammar of the table of images. */
  conditions: Pairs;
}

const TEXT = { type: 'string' };

/** What is read here, for the interface's description. */
export const REPORT_ARGUMENTS: DescribedArgument[] = [
  { key: 'q', repeats: false, description: 'A name or phrase that captions hold.', schema: TEXT },
  { key: 'site', repeats: false, description: 'A site that images come from; any host of it names it.', schema: TEXT },
  { key: 'domain', repeats: false, description: 'A host that images come from.', schema: TEXT },
  { key: 'url', repeats: true, description: 'Addresses of pictures; alone, without the others.', schema: TEXT },
];

const LONGEST_NAME = 1000;
const OWN = ['q', 'site', 'domain', 'url', 'urls'];
const ORDER = ['_sort', '_sort_desc'];

const isCondition = (key: string) => !OWN.includes(key) && (ORDER.includes(key) || askingPairs([[key, '']]).length > 0);

/** What an address of a report means, as it is kept: a line a `url`, no blank fields, nothing that asks nothing. */
export function reportPairs(pairs: Pairs): Pairs {
  return pairs.flatMap(([key, value]): Pairs => {
    if (key === 'url' || key === 'urls')
      return value
        .split(/[\r\n]+/)
        .map((line) => line.trim())
        .filter(Boolean)
        .map((line) => ['url', line] as const);
    if (OWN.includes(key)) return value.trim() === '' ? [] : [[key, value.trim()]];
    return isCondition(key) && (value.trim() !== '' || !isArgument(key)) ? [[key, value]] : [];
  });
}

function readName(pairs: Pairs, errors: string[]): string {
  const text = first(pairs, 'q') ?? '';
  const name = unquoted(text);
  if (text.length > LONGEST_NAME) errors.push(`q is longer than ${LONGEST_NAME} characters`);
  else if (text !== '' && soughtOf({ text: phraseSearch(name), column: null, mode: 'default' }).length === 0)
    errors.push(`q=${text} holds no letter and no digit to look for`);
  return name;
}

/** What is said of a text that cannot be a site or a host. */
export const noPlace = (key: 'site' | 'domain', text: string): string =>
  `${key}=${text} is no name of a ${key === 'site' ? 'site' : 'host'}, such as artstation.com`;

/** A host or the address of one of its pages. */
function readPlace(pairs: Pairs, key: 'site' | 'domain', errors: string[]): string | null {
  const text = first(pairs, key);
  if (text === null) return null;
  const found = hostOf(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  if ('host' in found) return key === 'site' ? found.site : found.host;
  errors.push(noPlace(key, text));
  return null;
}

function readAddresses(pairs: Pairs, errors: string[]): AskedAddress[] {
  const lines = [...new Set(all(pairs, 'url'))];
  return lines.flatMap((line, i) => {
    const address = askedAddress(line);
    if (!address) errors.push(`address ${i + 1} is none of the web: ${line} (such as https://example.org/a.jpg)`);
    return address ? [address] : [];
  });
}

/** How many of the addresses an address of a report has room for. */
function fitting(path: string, pairs: Pairs): number {
  let length = path.length;
  return pairs.findIndex((pair) => {
    length += 1 + writePairs([pair]).length;
    return length > LONGEST_ADDRESS;
  });
}

/**
 * What is asked: pairs as `reportPairs` gives them. Null when nothing is. Throws BadRequest that names everything that
 * cannot be read.
 */
export function readReport(path: string, pairs: Pairs): ReportAsked | null {
  const errors: string[] = [];
  const fit = fitting(path, pairs);
  const urls = all(pairs, 'url').length;
  if (fit >= 0)
    throw new BadRequest([
      urls > 1
        ? `a report has room for the first ${fit} of these ${urls} addresses: its own address may have ${LONGEST_ADDRESS} characters; make one report of these and another of the rest`
        : `the address of a report may have ${LONGEST_ADDRESS} characters`,
    ]);
  const asked: ReportAsked = {
    name: readName(pairs, errors),
    site: readPlace(pairs, 'site', errors),
    domain: readPlace(pairs, 'domain', errors),
    addresses: readAddresses(pairs, errors),
    conditions: pairs.filter(([key]) => isCondition(key)),
  };
  const asking = asked.conditions.filter(([key]) => !ORDER.includes(key) && key !== '_searchmode');
  if (urls > 0 && (asked.name || asked.site || asked.domain || asking.length > 0))
    errors.push('url goes alone: addresses cannot be combined with a name, a site or other conditions');
  if (asked.name && asking.some(([key]) => key.startsWith('_search')))
    errors.push('q and _search cannot both be given: q is a phrase, _search is in the syntax of the search box');
  if (errors.length > 0) throw new BadRequest(errors);
  return asked.name || asked.site || asked.domain || urls > 0 || asking.length > 0 ? asked : null;
}

export const reportPath = (dataset: string): string => `${datasetPath(dataset)}/-/report`;

const PHRASE = /^(?:"([^"]+)"|([\p{L}\p{N}]+))$/u;

/**
 * The report of a question about images. What a report has words of its own for is written in them: one phrase, one
 * site, one host, by the names that `named` has.
 */
export function reportOf(dataset: string, question: Pairs, named: ValueLabels = new Map()): string {
  const once = (key: string) => all(question, key).length === 1;
  const pairs = question.flatMap(([key, value]): Pairs => {
    if (key === 'url') return [['url__exact', value]];
    if (!isCondition(key)) return [];
    const [, quoted, word] =
      key === '_search' && !first(question, '_searchmode') ? (PHRASE.exec(value.trim()) ?? []) : [];
    if (quoted || word) return [['q', quoted ?? word ?? '']];
    const place = /^(site|domain)_id$/.exec(key)?.[1];
    const name = place && once(key) ? named.get(key)?.get(value) : undefined;
    return [place && typeof name === 'string' ? [place, name] : [key, value]];
  });
  return linkTo(reportPath(dataset), pairs);
}
