import { hostOf } from '../../db/host-of.ts';
import { wantedOf } from './found.ts';

/** The address of a picture that somebody looks for. */
export interface AskedAddress {
  /** As it was given. */
  given: string;
  /** The host it names, as the data has hosts. */
  host: string;
  /** What counts as this very address: itself, or under either scheme where it was given without one. */
  exact: string[];
  /** These, and what a browser or a server would hardly tell apart from them. */
  alike: string[];
}

const SCHEME = /^https?:\/\//i;

/** With the other scheme too; as a browser writes it; with and without a fragment and a last slash. */
function alikeOf(written: string): string[] {
  const whole = written.split('#', 1)[0] ?? '';
  const forms = [written, whole, new URL(whole).href].flatMap((form) => [
    form,
    form.endsWith('/') ? form.slice(0, -1) : `${form}/`,
  ]);
  return forms.flatMap((form) => ['https://', 'http://'].map((scheme) => form.replace(SCHEME, scheme)));
}

/** Reads one address; null for what is none, or not one of the web. */
export function askedAddress(text: string): AskedAddress | null {
  const given = text.trim();
  const withScheme = SCHEME.test(given);
  if (!withScheme && !['picture', 'host'].includes(wantedOf(given).kind)) return null;
  const exact = withScheme ? [given] : [`https://${given}`, `http://${given}`];
  const place = hostOf(exact[0] ?? '');
  if ('reason' in place) return null;
  return { given, host: place.host, exact, alike: [...new Set([...exact, ...exact.flatMap(alikeOf)])] };
}
