import { expect, test } from 'vitest';
import { isWebAddress, shownAddress } from '../../app/_url/web-address.ts';

test.each([
  [
    'https://cdn.shopify.com/s/files/1/0089/product-image-784155394.jpg',
    'cdn.shopify.com/…/product-image-784155394.jpg',
  ],
  ['https://example.com/a.jpg', 'example.com/a.jpg'],
  ['https://example.com', 'example.com'],
  ['https://example.com/a/', 'example.com/a/'],
  ['http://Example.COM:8080/x/y.png?v=1', 'example.com:8080/…/y.png?v=1'],
  ['https://google.com@evil.example/login.jpg', 'evil.example/login.jpg'],
  ['https://аррӏе.com/a.jpg', 'xn--80ak6aa92e.com/a.jpg'],
  ['https://example.com/%E2%80%AEgpj.exe', 'example.com/gpj.exe'],
  ['https://example.com/%zz.jpg', 'example.com/%zz.jpg'],
  [`https://example.com/${'x'.repeat(40)}.jpg`, `example.com/…${'x'.repeat(24)}.jpg`],
])('%s is shown as %s', (address, expected) => {
  const shown = shownAddress(address);
  expect(`${shown?.host}${shown?.tail}`).toBe(expected);
});

test.each([
  'javascript:alert(1)',
  'data:image/png;base64,x',
  'ftp://a.example/x',
  '//a.example',
  'https://',
  '',
  ' https://a',
])('%s is no address of the web', (value) => {
  expect(isWebAddress(value)).toBe(false);
  expect(shownAddress(value)).toBeNull();
});
