import type { ServerResponse } from 'node:http';
import type { Exchange } from '../../app/_http/exchange.ts';

/** What the head of every answer depends on, beside the request. */
export interface HeadOptions {
  dev: boolean;
  /** Whether scripts of other sites may read the answers. */
  cors: boolean;
  isDraining: () => boolean;
}

export const ALLOW = 'GET, HEAD, OPTIONS';

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type',
  'Access-Control-Expose-Headers': 'Link',
  'Access-Control-Allow-Methods': ALLOW,
  'Access-Control-Max-Age': '3600',
};

/** What no page uses. Clipboard-write is left: a button copies the address of a view. */
const UNUSED = `accelerometer autoplay browsing-topics camera display-capture encrypted-media fullscreen gamepad
  geolocation gyroscope hid idle-detection local-fonts magnetometer microphone midi payment picture-in-picture
  publickey-credentials-get screen-wake-lock serial usb xr-spatial-tracking`.split(/\s+/);

/** Carried by every answer, also by those that never reach a page. */
export const ALWAYS = {
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': UNUSED.map((feature) => `${feature}=()`).join(', '),
};

/** The policy of what is no page: opened by itself it loads, runs and frames nothing. */
export const NOTHING_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * The Content-Security-Policy of a page: scripts that carry the nonce and what those load, styles and fonts of ours,
 * pictures of other sites only where the visitor asked for them. The server of `npm run dev` evaluates code, writes
 * styles into the page and talks over a web socket.
 */
export function pagePolicy({ nonce, showsPictures }: Exchange, dev: boolean): string {
  return [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`,
    `style-src 'self'${dev ? " 'unsafe-inline'" : ''}`,
    `img-src 'self' data:${showsPictures ? ' https: http:' : ''}`,
    "font-src 'self'",
    `connect-src 'self'${dev ? ' ws:' : ''}`,
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** A suffix of data, or a query string: one of endlessly many addresses, which no search engine is to list. */
const isUnlisted = (url: string): boolean => /\?|\.(json|csv|ndjson|parquet|md)$/.test(url);

/** Puts what the page wished for, and what holds for every answer, into the head, at the moment it is sent. */
export function govern(response: ServerResponse, current: Exchange, options: HeadOptions): void {
  const writeHead = response.writeHead.bind(response);
  response.writeHead = ((status: number, ...rest: unknown[]) => {
    const given = rest.find((argument) => typeof argument === 'object' && argument !== null);
    setAll(response, (given ?? {}) as Record<string, string>);
    const isPage = String(response.getHeader('content-type') ?? '').startsWith('text/html');
    if (isPage && !options.dev) {
      // Next forbids to store pages, which would take the browser's instant "back" away.
      response.setHeader('Cache-Control', 'private, no-cache');
    }
    // Of the visitor's cookies: their paper, and whether there are pictures. Else "back" would bring the old ones back.
    if (isPage) response.appendHeader('Vary', 'Cookie');
    setAll(response, ALWAYS);
    response.setHeader('Content-Security-Policy', isPage ? pagePolicy(current, options.dev) : NOTHING_POLICY);
    if (isUnlisted(current.url)) response.setHeader('X-Robots-Tag', 'noindex');
    if (options.isDraining()) response.setHeader('Connection', 'close');
    if (options.cors) setAll(response, CORS);
    setAll(response, current.responseHeaders);
    // Next knows no status for a page but 200; where it says something else, it knows better than the page.
    return writeHead(status === 200 ? (current.status ?? 200) : status);
  }) as typeof response.writeHead;
}

export function setAll(response: ServerResponse, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
