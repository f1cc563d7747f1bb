import { expect, test } from 'vitest';
import { type Asked, askedBy } from '../../../scripts/server/asked.ts';
import { Limits } from '../../../scripts/server/limits.ts';

const PAGE = askedBy('/set/images', false);
const EXPORT = askedBy('/set/images.ndjson', false);
const CLIENT = '203.0.113.9';

const limits = (perMinute: number, more: { atOnce?: number; loopback?: boolean } = {}) =>
  new Limits({ perMinute, atOnce: 100, loopback: false, ...more });

/** Whether each of several requests, one after the other, is let in; each has ended before the next. */
async function admitted(of: Limits, count: number, asked: Asked = PAGE, client = CLIENT): Promise<boolean[]> {
  const found: boolean[] = [];
  for (let i = 0; i < count; i++) {
    const admission = await of.admit(client, asked);
    found.push('leave' in admission);
    if ('leave' in admission) admission.leave();
  }
  return found;
}

test('so many in a minute, and not one more', async () => {
  const of = limits(3);
  expect(await admitted(of, 4)).toEqual([true, true, true, false]);
  const refused = await of.admit(CLIENT, PAGE);
  expect(refused).toMatchObject({ why: expect.stringMatching(/^Too many requests\. Try again in \d+ s\.$/) });
  if ('retryAfter' in refused) expect(refused.retryAfter).toBeGreaterThan(50);
});

test('one client does not use up another’s, and the addresses of one IPv6 client are one', async () => {
  const of = limits(1);
  expect(await admitted(of, 2)).toEqual([true, false]);
  expect(await admitted(of, 1, PAGE, '203.0.113.10')).toEqual([true]);
  expect(await admitted(of, 1, PAGE, '2001:db8::1')).toEqual([true]);
  expect(await admitted(of, 1, PAGE, '2001:db8::2')).toEqual([false]);
});

test('what costs more counts several times, what costs nothing not at all', async () => {
  expect(await admitted(limits(45), 3, EXPORT)).toEqual([true, true, false]);
  expect(await admitted(limits(1), 3, askedBy('/x.js', true))).toEqual([true, true, true]);
});

test('so many at once, fewer of what is costly, and again when they have ended', async () => {
  const of = limits(1000, { atOnce: 5 });
  const exports = await Promise.all(Array.from({ length: 4 }, () => of.admit(CLIENT, EXPORT)));
  expect(exports.map((each) => 'leave' in each)).toEqual([true, true, true, false]);
  const pages = await Promise.all(Array.from({ length: 3 }, () => of.admit(CLIENT, PAGE)));
  expect(pages.map((each) => 'leave' in each)).toEqual([true, true, false]);
  for (const each of [...exports, ...pages]) {
    if ('leave' in each) {
      each.leave();
      each.leave();
    }
  }
  expect(await admitted(of, 1, EXPORT)).toEqual([true]);
});

test('one that is refused by its rate is under way no longer', async () => {
  const of = limits(1, { atOnce: 2 });
  await admitted(of, 5);
  expect(await of.admit(CLIENT, PAGE)).toMatchObject({ why: expect.stringContaining('Try again') });
});

test('this machine is let in, unless a setting says otherwise; 0 is no limit', async () => {
  expect(await admitted(limits(1), 3, PAGE, '127.0.0.1')).toEqual([true, true, true]);
  expect(await admitted(limits(1, { loopback: true }), 2, PAGE, '::1')).toEqual([true, false]);
  expect(await admitted(limits(0, { loopback: true }), 3)).toEqual([true, true, true]);
});
