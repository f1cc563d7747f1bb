import { BlockList, isIP, isIPv4 } from 'node:net';

/** Those whose word is taken for the address of the client behind them. */
export interface Addresses {
  has(address: string): boolean;
}

/**
 * Reads a list such as `127.0.0.1, 10.0.0.0/8, ::1`, by commas or blanks; null when one of them is neither an address
 * nor a network.
 */
export function addressList(text: string): Addresses | null {
  const list = new BlockList();
  for (const each of text.split(/[\s,]+/).filter(Boolean)) {
    const [address = '', bits, more] = each.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    const most = family === 'ipv4' ? 32 : 128;
    const isNetwork = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most);
    if (isIP(address) === 0 || address.includes('%') || !isNetwork || more !== undefined) return null;
    list.addSubnet(address, bits === undefined ? most : Number(bits), family);
  }
  return { has: (address) => isIP(address) !== 0 && list.check(address, isIPv4(address) ? 'ipv4' : 'ipv6') };
}

const loopback = addressList('127.0.0.0/8 ::1') as Addresses;

export const isLoopback = (address: string): boolean => loopback.has(address);

/** An IPv4 address within IPv6 is that IPv4 address; a port and brackets, as some proxies add them, are left out. */
function plain(text: string): string {
  const bare = text
    .trim()
    .replace(/^\[(.*)\](:\d+)?$/, '$1')
    .replace(/^(\d+(?:\.\d+){3}):\d+$/, '$1');
  return bare.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
}

/**
 * The address of the client: that of the connection, or, where a proxy we trust holds it, the last one in
 * X-Forwarded-For that is not a trusted proxy. What is before that was written by strangers.
 */
export function clientAddress(
  remote: string | undefined,
  forwardedFor: string | undefined,
  trusted: Addresses,
): string {
  let address = plain(remote ?? '');
  const hops = (forwardedFor ?? '').split(',').map(plain);
  while (trusted.has(address)) {
    const before = hops.pop() ?? '';
    if (isIP(before) === 0) break;
    address = before;
  }
  return address;
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  return [...before, ...Array.from({ length: 8 - before.length - after.length }, () => '0'), ...after];
}

const network = (address: string, groups: number): string => `${groupsOf(address).slice(0, groups).join(':')}::`;

/** Whom a limit holds: an IPv4 address, or the /64 of an IPv6 one, which is what one client is given. */
export const clientKey = (address: string): string => (isIP(address) === 6 ? network(address, 4) : address);

/** An address as a log may hold it: enough to see where load comes from, too little to name somebody. */
export function cutAddress(address: string): string {
  if (isIP(address) === 6) return network(address, 3);
  return isIP(address) === 4 ? address.replace(/\d+$/, '0') : '';
}
