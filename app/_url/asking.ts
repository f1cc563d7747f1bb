import type { Pairs } from './pairs.ts';

/** Keys that begin with `_` and hold no `__` are arguments, unknown ones ignored; everything else is a filter. */
export const isArgument = (key: string): boolean => key.startsWith('_') && !key.includes('__');

const ASKING = ['_search', '_searchmode', '_through', '_where'];

/** The pairs that say which rows, and not in what order or how they are shown. */
export const askingPairs = (pairs: Pairs): Pairs =>
  pairs.filter(([key]) => key !== '' && (!isArgument(key) || ASKING.includes(key) || key.startsWith('_search_')));
