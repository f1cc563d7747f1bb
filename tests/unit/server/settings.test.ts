import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CHECKS, checkSettings, serverSettings } from '../../../scripts/server/server-settings.ts';
import { startSettings } from '../../../scripts/settings.ts';

test.each([
  ['PORT', '65536', 'PORT is "65536": give a number from 0 to 65535.'],
  ['PORT', 'http', 'PORT is "http": give a number from 0 to 65535.'],
  ['ORIGIN', 'explorer.example', 'ORIGIN is "explorer.example": give a scheme and a host'],
  ['ORIGIN', 'https://explorer.example/below', 'give a scheme and a host'],
  ['ORIGIN', 'javascript:alert(1)', 'give a scheme and a host'],
  ['PAGE_SIZE', '0', 'PAGE_SIZE is "0": give a whole number from 1 on.'],
  ['FACET_SIZE', '3.5', 'FACET_SIZE is "3.5": give a whole number from 1 on.'],
  ['TIME_LIMIT_MS', '3s', 'TIME_LIMIT_MS is "3s": give milliseconds, from 1 to 2147483647.'],
  ['EXPORT_TIME_LIMIT_MS', '2147483648', 'give milliseconds'],
  ['CACHE_TTL', '-1', 'CACHE_TTL is "-1": give a whole number from 0 on.'],
  ['CORS', 'yes', 'CORS is "yes": give on or off.'],
  ['ALLOW_SQL', 'no', 'ALLOW_SQL is "no": give on or off.'],
  ['TRUSTED_PROXIES', '10.0.0.0/99', 'TRUSTED_PROXIES is "10.0.0.0/99": give addresses or networks'],
  ['RATE_LIMIT', 'many', 'RATE_LIMIT is "many": give a whole number from 0 on.'],
  ['REQUESTS_AT_ONCE', '0', 'REQUESTS_AT_ONCE is "0": give a whole number from 1 on.'],
  ['CLIENT_TIMEOUT_MS', '0', 'give milliseconds'],
  ['LOG', 'loud', 'LOG is "loud": give text, json or off.'],
  ['METRICS', 'maybe', 'METRICS is "maybe": give on or off.'],
  ['MAX_PAGE_SIZE', '50', 'PAGE_SIZE is 100, which is more than MAX_PAGE_SIZE, 50.'],
  ['DATABASE_REPLICA_URL', 'replica', 'DATABASE_REPLICA_URL is not an address such as postgres://'],
  ['DATABASE_URL', 'mysql://x', 'DATABASE_URL is not an address such as postgres://'],
])('%s=%s is refused in one sentence', (name, value, sentence) => {
  expect(() => startSettings([], { [name]: value } as never)).toThrow(sentence);
});

test('an empty setting is one that was not given', () => {
  const empty = Object.fromEntries(Object.keys(CHECKS).map((name) => [name, '']));
  expect(JSON.stringify(startSettings([], empty as never))).toBe(JSON.stringify(startSettings([], {} as never)));
  expect(serverSettings({})).toMatchObject({ cors: false, metrics: false, logKind: 'text', clientTimeout: 30_000 });
});

test('what the README says is taken', () => {
  const good = { ORIGIN: 'https://explorer.example', TRUSTED_PROXIES: '127.0.0.1, 10.0.0.0/8 ::1', RATE_LIMIT: '0' };
  expect(() => checkSettings(good)).not.toThrow();
});

test('every setting that is checked is in the README', () => {
  const readme = readFileSync('README.md', 'utf8');
  expect(Object.keys(CHECKS).filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
});
