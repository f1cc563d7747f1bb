import { gzipSync } from 'node:zlib';
import { expect, test } from './fixtures.ts';

/** What an empty app of this version of Next loads, in kilobytes after gzip, without the polyfill for old browsers. */
const EMPTY = 134;
const BUDGET = 40;

for (const path of ['/laion-sample/images', '/laion-sample/site', '/laion-sample/artists']) {
  test(`${path} loads at most ${BUDGET} KB of script above an empty app`, async ({ request }) => {
    const html = await (await request.get(path)).text();
    const scripts = [...html.matchAll(/<script[^>]*\bsrc="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag));
    const sizes = await Promise.all(
      [...new Set(scripts.map(([, source = '']) => source))].map(
        async (source) => gzipSync(await (await request.get(source)).body()).length / 1024,
      ),
    );
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(EMPTY + BUDGET);
  });
}
