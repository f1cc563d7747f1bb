import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pictureLink, wantedOf } from '../../app/_url/found.ts';
import { readPairs } from '../../app/_url/pairs.ts';

const picture = (...urls: string[]) => ({ kind: 'picture', urls });
const host = (name: string) => ({ kind: 'host', host: name });
const words = (text: string) => ({ kind: 'words', text });

test.each([
  ['', { kind: 'nothing' }],
  ['  ', { kind: 'nothing' }],
  ['Thomas Kinkade', words('Thomas Kinkade')],
  [' oil painting ', words('oil painting')],
  ['artstation.com', host('artstation.com')],
  ['ArtStation.com', host('artstation.com')],
  ['www.artstation.com/', host('www.artstation.com')],
  ['https://www.artstation.com', host('www.artstation.com')],
  ['http://93.184.216.34/', host('93.184.216.34')],
  ['https://i.pinimg.com/a/b.jpg', picture('https://i.pinimg.com/a/b.jpg')],
  ['HTTPS://i.pinimg.com/?q=1', picture('HTTPS://i.pinimg.com/?q=1')],
  ['i.pinimg.com/a.jpg', picture('https://i.pinimg.com/a.jpg', 'http://i.pinimg.com/a.jpg')],
  ['münchen.de', host('xn--mnchen-3ya.de')],
  ['javascript:alert(1)', words('javascript:alert(1)')],
  ['data:image/png;base64,AAAA', words('data:image/png;base64,AAAA')],
  ['file:///etc/passwd', words('file:///etc/passwd')],
  ['https://', words('https://')],
  ['http://[', words('http://[')],
  ['o.k. then', words('o.k. then')],
  ['3.5', words('3.5')],
  ['…', words('…')],
])('%j asks for %j', (typed, wanted) => {
  expect(wantedOf(typed)).toEqual(wanted);
});

test('whatever is typed is read, and never as anything but http', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.domain(), fc.string({ unit: 'binary' })), (typed) => {
      const wanted = wantedOf(typed);
      if (wanted.kind === 'picture') for (const url of wanted.urls) expect(url).toMatch(/^https?:\/\//i);
      if (wanted.kind === 'host') expect(wanted.host).toMatch(/^[\x21-\x7e]+$/);
    }),
  );
});

test('an address keeps every character on its way into the link', () => {
  fc.assert(
    fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
      const link = pictureLink('d', [url]);
      expect(readPairs(link.slice(link.indexOf('?') + 1))).toEqual([['url', url]]);
    }),
  );
});
