import { isIP } from 'node:net';
import { getDomain } from 'tldts';

export const NOT_PARSABLE = 'unparsable URL';
export const OTHER_SCHEME = 'scheme other than http or https';

export type Host = { host: string; site: string } | { reason: typeof NOT_PARSABLE | typeof OTHER_SCHEME };

/** The longest name DNS knows. */
const MAX_HOST = 253;

/**
 * The host of an http(s) URL as browsers read it (WHATWG): lower case, without user, port and a final dot, names in
 * other scripts in their xn-- form, IPv4 in its plain form, IPv6 in brackets; and its site.
 *
 * The site is the registrable domain by the ICANN part of the Public Suffix List; a host without one, such as an IP
 * address, stands for itself.
 */
export function hostOf(url: string): Host {
  const parsed = parse(url);
  if (!parsed) return { reason: NOT_PARSABLE };
  const { protocol, hostname } = parsed;
  if (protocol !== 'http:' && protocol !== 'https:') return { reason: OTHER_SCHEME };
  const host = hostname.replace(/\.$/, '');
  if (host === '' || host.length > MAX_HOST || /^\.+$/.test(host)) return { reason: NOT_PARSABLE };
  return { host, site: siteOf(host) };
}

/** Not URL.canParse: in Node 20 it refuses names in other scripts once it has been called often enough to be optimised. */
function parse(url: string): URL | null {
  try {
    return new URL(url);
  } catch {
    return null;
  }
}

function siteOf(host: string): string {
  if (host.startsWith('[') || isIP(host)) return host;
  return getDomain(host, { allowPrivateDomains: false, extractHostname: false, validateHostname: false }) ?? host;
}
