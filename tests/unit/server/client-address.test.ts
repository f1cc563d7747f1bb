import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Addresses,
  addressList,
  clientAddress,
  clientKey,
  cutAddress,
  isLoopback,
} from '../../../scripts/server/client-address.ts';

const list = (text: string) => addressList(text) as Addresses;

test.each([
  ['nobody is trusted', '203.0.113.9', '198.51.100.1', '', '203.0.113.9'],
  ['a proxy is', '127.0.0.1', '198.51.100.1', '127.0.0.1', '198.51.100.1'],
  ['one that wrote before it is not', '127.0.0.1', '1.1.1.1, 198.51.100.1', '127.0.0.1', '198.51.100.1'],
  ['a chain of proxies is', '10.0.0.1', '198.51.100.1, 10.9.9.9', '10.0.0.0/8', '198.51.100.1'],
  ['a proxy that says nothing', '127.0.0.1', undefined, '127.0.0.1', '127.0.0.1'],
  ['a proxy that says nonsense', '127.0.0.1', 'unknown', '127.0.0.1', '127.0.0.1'],
  ['nonsense behind a proxy', '10.0.0.1', '<b>, 10.0.0.2', '10.0.0.0/8', '10.0.0.2'],
  ['an address within IPv6', '::ffff:127.0.0.1', '198.51.100.1', '127.0.0.1', '198.51.100.1'],
  ['ports', '127.0.0.1', '198.51.100.1:4711', '127.0.0.1', '198.51.100.1'],
  ['brackets', '::1', '[2001:db8::1]:443', '::1', '2001:db8::1'],
  ['a connection that has gone', undefined, '198.51.100.1', '127.0.0.1', ''],
])('where %s', (_, remote, forwardedFor, trusted, expected) => {
  expect(clientAddress(remote, forwardedFor, list(trusted))).toBe(expected);
});

test.each([
  'nonsense',
  '10.0.0.0/33',
  '::1/129',
  '10.0.0/8',
  '10.0.0.0/8/8',
  '10.0.0.0/-1',
  'fe80::1%eth0',
  '10.0.0.0/',
])('%s is no list of addresses', (text) => expect(addressList(text)).toBeNull());

test('what a stranger writes never makes an address that is none', () => {
  const trusted = list('127.0.0.0/8, ::1');
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.ipV4(), fc.ipV6(), fc.constant('127.0.0.1'))), (hops) => {
      const address = clientAddress('127.0.0.1', hops.join(','), trusted);
      expect(address).toMatch(/^[0-9a-f.:]+$/i);
      expect(clientKey(address)).toMatch(/^[0-9a-f.:]+$/i);
      expect(cutAddress(address)).toMatch(/^[0-9a-f.:]+$/i);
    }),
  );
});

test('loopback', () => {
  for (const address of ['127.0.0.1', '127.9.9.9', '::1']) expect(isLoopback(address)).toBe(true);
  for (const address of ['128.0.0.1', '::2', '10.0.0.1', '', 'localhost']) expect(isLoopback(address)).toBe(false);
});

test.each([
  ['203.0.113.9', '203.0.113.9', '203.0.113.0'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::', '2001:db8:1::'],
  ['2001:db8::6', '2001:db8:0:0::', '2001:db8:0::'],
  ['', '', ''],
])('%s counts as %s and is logged as %s', (address, key, cut) => {
  expect([clientKey(address), cutAddress(address)]).toEqual([key, cut]);
});
