import { addressOf } from './address.ts';
import { ownPath } from './paths.ts';

/** Where a request goes: to one of Next's folders, or elsewhere. */
export type Destination = { kind: 'next'; path: string } | { kind: 'redirect'; status: number; location: string };

/** The pages of a dataset and of a table that are pages of HTML; everything else is data. */
const DATASET_PAGES = ['query', 'about', 'name', 'compare', 'report'];
const INSTANCE_PAGES = ['about', 'removal', 'keep', 'watch'];

/** Characters of a request target beyond which nobody has typed it, and proxies let it pass no more. */
export const LONGEST_ADDRESS = 8 * 1024;

/** Whether a target that is too long goes to its page all the same, to be told how much of its list there is room for. */
export function saysWhatFits(url: string): boolean {
  const address = addressOf(url.split('?', 1)[0] ?? '');
  return address.kind === 'datasetPage' && address.page === 'report';
}

/** Answers beside the pages of a dataset, each with a folder of its own below /data. */
const DATASET_ANSWERS = ['find', 'suggest', 'preview'];

/**
 * Decides by the raw request target alone. Next sees only which page is meant (`/d/t`); the page reads the raw URL of
 * the exchange, because Next's own reading of paths and query strings loses order, blanks and odd encodings.
 */
export function destination(url: string): Destination {
  const cut = url.indexOf('?');
  const path = cut < 0 ? url : url.slice(0, cut);
  const query = cut < 0 ? '' : url.slice(cut);
  const redirect = (status: number, to: string): Destination => ({
    kind: 'redirect',
    status,
    location: ownPath(to) + query,
  });
  if (path === '/-') return redirect(301, '/-/');
  if (path === '/-/') return { kind: 'next', path: '/' };
  if (path.length > 1 && path.endsWith('/')) return redirect(302, path.replace(/[/\\]+$/, '') || '/');

  const address = addressOf(path);
  if (address.kind === 'nothing') return { kind: 'next', path: address.format === 'html' ? '/nothing' : '/data' };
  if (address.kind === 'datasetPage' && DATASET_ANSWERS.includes(address.page)) {
    return { kind: 'next', path: `/data/${address.page}` };
  }
  if (address.kind === 'dataset' && new URLSearchParams(query).has('sql')) {
    return redirect(302, `${path.replace(/\.json$/, '')}/-/query${address.format === 'json' ? '.json' : ''}`);
  }
  if (address.format !== 'html') return { kind: 'next', path: '/data' };
  switch (address.kind) {
    case 'home':
      return { kind: 'next', path: '/' };
    case 'dataset':
      return { kind: 'next', path: '/d' };
    case 'table':
      return { kind: 'next', path: '/d/t' };
    case 'row':
      return { kind: 'next', path: '/d/t/r' };
    case 'datasetPage':
      return { kind: 'next', path: DATASET_PAGES.includes(address.page) ? `/d/-/${address.page}` : '/data' };
    case 'instance':
      return { kind: 'next', path: INSTANCE_PAGES.includes(address.page) ? `/-/${address.page}` : '/data' };
    case 'tablePage':
      return { kind: 'next', path: '/data' };
  }
}
