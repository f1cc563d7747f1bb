import { expect, inject, test } from 'vitest';

const origin = inject('origin');
const ask = (path: string, headers: Record<string, string> = {}) => fetch(origin + path, { headers });

const QUESTION = '_search=painting&_facet=site_id&_extra=count';

test.each(['json', 'csv', 'ndjson', 'parquet'])('%s: an ETag of the version, and 304 to who has it', async (format) => {
  const path = `/laion-sample/images.${format}?${format === 'json' ? QUESTION : '_search=kinkade'}`;
  const first = await ask(path);
  const etag = first.headers.get('etag') ?? '';
  expect(first.status).toBe(200);
  expect(etag).toMatch(/^W\/"[\w-]{22}"$/);
  await first.arrayBuffer();
  const again = await ask(path, { 'if-none-match': `"other", ${etag}` });
  expect([again.status, await again.text()]).toEqual([304, '']);
  expect(again.headers.get('etag')).toBe(etag);
  const other = await ask(path, { 'if-none-match': '"other"' });
  expect(other.status).toBe(200);
  await other.arrayBuffer();
});

test('each question has its own', async () => {
  const etags = new Set<string | null>();
  for (const question of ['_size=1', '_size=2', '_size=1&_sort=id', '_search=a', '_search=b'])
    etags.add((await ask(`/laion-sample/images.json?${question}`)).headers.get('etag'));
  expect(etags.size).toBe(5);
  expect(etags.has(null)).toBe(false);
});

test('what is kept is byte for byte what was found, and what is found anew is the same', async () => {
  const path = `/laion-sample/images.json?${QUESTION}&_sort_desc=aesthetic`;
  const found = await ask(path);
  const kept = await ask(path);
  const anew = await ask(path, { 'cache-control': 'no-cache' });
  const [first, second, third] = await Promise.all([found.text(), kept.text(), anew.text()]);
  expect(second).toBe(first);
  expect(third).toBe(first);
  expect(kept.headers.get('content-type')).toBe(found.headers.get('content-type'));
  expect(kept.headers.get('link')).toBe(found.headers.get('link'));
});

test.each([
  '/laion-sample/images.json?_where=id<9',
  '/laion-sample/images.json?nothing=1',
  '/laion-sample/nothing.json',
])('%s has none', async (path) => {
  const response = await ask(path);
  expect(response.headers.get('etag')).toBeNull();
  await response.text();
});
