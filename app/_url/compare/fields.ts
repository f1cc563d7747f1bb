import { first, type Pairs, without, withPair, writePairs } from '../pairs.ts';
import { labelPath, tablePath } from '../paths.ts';
import { SIDES, type SideName } from './sides.ts';

/** The ways to choose a side by typing: words of captions, a site, an address. */
export type FieldKind = 'words' | 'site' | 'address';

/** How the field of a form is called that chooses a side. */
export const sideField = (side: SideName, kind: FieldKind): string => `${side}.${kind}`;

const VALUES: Record<FieldKind, (text: string, dataset: string) => string> = {
  words: (text) => writePairs([['_search', text]]),
  site: (text, dataset) =>
    text === '' ? tablePath(dataset, 'images') : labelPath(dataset, 'site', text.toLowerCase()),
  address: (text) => text,
};

/** What the fields of the form mean, as `a` and `b`; null when the pairs hold none. Blank ones choose nothing. */
export function sideRedirect(pairs: Pairs, dataset: string): Pairs | null {
  let meant = pairs;
  for (const side of SIDES)
    for (const kind of ['words', 'site', 'address'] as const) {
      const text = first(pairs, sideField(side, kind))?.trim();
      if (text) meant = withPair(meant, side, VALUES[kind](text, dataset));
      meant = without(meant, sideField(side, kind));
    }
  return meant.length === pairs.length && meant.every((pair, i) => pair === pairs[i]) ? null : meant;
}
