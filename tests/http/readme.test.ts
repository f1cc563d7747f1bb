import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';

/** The addresses of the README's curl examples. */
const examples = [...readFileSync('README.md', 'utf8').matchAll(/^curl '(http:\/\/127\.0\.0\.1:3000[^']+)'/gm)].map(
  ([, url]) => (url as string).replace('http://127.0.0.1:3000', ''),
);

test('the README shows every format', () => {
  for (const format of ['.json', '.csv', '.ndjson', '.parquet', '/-/query.json']) {
    expect(examples.some((path) => path.split('?')[0]?.endsWith(format))).toBe(true);
  }
});

test.each(examples)('curl %s', async (path) => {
  const response = await fetch(inject('origin') + path);
  expect(response.status).toBe(200);
  const body = Buffer.from(await response.arrayBuffer());
  const format = /\.(\w+)(\?|$)/.exec(path)?.[1];
  if (format === 'json') expect(JSON.parse(body.toString())).toBeTruthy();
  if (format === 'csv') expect(body.toString()).toMatch(/^id,url,text,.*\r\n\d+,/);
  if (format === 'ndjson')
    expect(
      body
        .toString()
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)).length,
    ).toBeGreaterThan(10);
  if (format === 'parquet') expect(body.subarray(0, 4).toString()).toBe('PAR1');
});
