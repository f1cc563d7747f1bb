import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostOf, NOT_PARSABLE, OTHER_SCHEME } from '../../db/host-of.ts';

test.each([
  ['http://I.PINIMG.com/x', 'i.pinimg.com', 'pinimg.com'],
  ['https://cdna.artstation.com:443/p?x#y', 'cdna.artstation.com', 'artstation.com'],
  ['https://user:p%40ss@www.bbc.co.uk/', 'www.bbc.co.uk', 'bbc.co.uk'],
  // A platform is one site: the private part of the Public Suffix List is left aside.
  ['http://1.bp.blogspot.com/x', '1.bp.blogspot.com', 'blogspot.com'],
  ['https://foo.github.io/', 'foo.github.io', 'github.io'],
  ['http://example.com./x', 'example.com', 'example.com'],
  ['http://my_host.example.com/x', 'my_host.example.com', 'example.com'],
  ['http://bücher.example.de/x', 'xn--bcher-kva.example.de', 'example.de'],
  ['http://例え.jp/x', 'xn--r8jz45g.jp', 'xn--r8jz45g.jp'],
  ['http://192.168.0.1:8080/x', '192.168.0.1', '192.168.0.1'],
  ['http://0x7f.1/x', '127.0.0.1', '127.0.0.1'],
  ['http://[2001:DB8::0001]/x', '[2001:db8::1]', '[2001:db8::1]'],
  ['http://localhost:3000/x', 'localhost', 'localhost'],
  ['http://co.uk/x', 'co.uk', 'co.uk'],
  ['http://a.b.c.invalidtld/x', 'a.b.c.invalidtld', 'c.invalidtld'],
  [' http:\\\\a.example.com\\x', 'a.example.com', 'example.com'],
])('%s', (url, host, site) => {
  expect(hostOf(url)).toEqual({ host, site });
});

test.each([
  '',
  'x',
  '/x.jpg',
  '//a.com/x',
  'http://',
  'http://a b.com/',
  'http://../',
  'http://[::1/',
  `http://${'a'.repeat(254)}/`,
])('%j has no host', (url) => {
  expect(hostOf(url)).toEqual({ reason: NOT_PARSABLE });
});

test.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://a.com/x', 'file:///etc/passwd', 'mailto:a@b.c'])(
  '%s is of another scheme',
  (url) => {
    expect(hostOf(url)).toEqual({ reason: OTHER_SCHEME });
  },
);

test('never throws, and every host is in lower case and leads back to itself', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.webUrl(),
        fc.string(),
        fc.string().map((text) => `http://${text}`),
      ),
      (url) => {
        const found = hostOf(url);
        if (!('host' in found)) return;
        expect(found.host).toBe(found.host.toLowerCase());
        expect(found.host.endsWith(found.site)).toBe(true);
        expect(hostOf(`http://${found.host}/`)).toEqual(found);
      },
    ),
    { numRuns: 300, seed: 1 },
  );
});
