import { KEPT_CHOICES } from '../../_answer/kept.ts';
import { exchange } from '../../_http/exchange.ts';
import { first, readPairs } from '../../_url/pairs.ts';

const YEAR = 31_536_000;

/** The choice of a form, as the cookie that keeps it; null when it is none there is. */
function cookieOf(pairs: ReturnType<typeof readPairs>): string | null {
  for (const [name, choices] of Object.entries(KEPT_CHOICES)) {
    const value = first(pairs, name);
    if (value === null || !(choices as readonly string[]).includes(value)) continue;
    const seconds = value === choices[0] ? 0 : YEAR;
    return `${name}=${value}; Path=/; Max-Age=${seconds}; SameSite=Lax`;
  }
  return null;
}

/** A path of ours that a browser cannot take for another host. */
const ownPath = (path: string) => (/^\/(?![/\\])[^\s]*$/.test(path) ? path : '/');

/**
 * Keeps a choice without a script: `/-/keep?theme=dark&back=/…` sets the cookie and leads back. A form on another
 * site changes nothing.
 */
export function GET(): Response {
  const { url, headers } = exchange();
  const pairs = readPairs(url.slice(url.indexOf('?') + 1));
  const from = headers['sec-fetch-site'];
  const isOwn = from === undefined || from === 'same-origin' || from === 'none';
  const cookie = isOwn ? cookieOf(pairs) : null;
  const answer = new Headers({ location: ownPath(first(pairs, 'back') ?? '/'), 'cache-control': 'no-store' });
  if (cookie) answer.set('set-cookie', cookie);
  return new Response(null, { status: 302, headers: answer });
}
