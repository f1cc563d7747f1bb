import { expect, test } from './fixtures.ts';
import { MARKUP } from './hostile-dataset.ts';
import { ran, sql, violations, visit, watch } from './policy.ts';

test.beforeEach(({ context }) => watch(context));

const HOSTILE = `/ /-/about /hostile /hostile/-/about /hostile/images /hostile/images?_view=gallery
  /hostile/images?_view=summary /hostile/images?_facet=language&_facet=source /hostile/images?_search=claude
  /hostile/images/1 /hostile/images/3 /hostile/site /hostile/domain /hostile/artists /hostile/site/1
  /hostile/-/query /hostile/-/report?q=claude+monet /hostile/hostile /odd/images`.split(/\s+/);

for (const path of HOSTILE) {
  test(`in the data and its description: ${path}`, async ({ page }) => {
    await visit(page, path);
    expect(await ran(page)).toBeUndefined();
    expect(await violations(page)).toEqual([]);
    // It is there, as what it is.
    await expect(page.locator('main')).toContainText(/window\.__ran=1|document\.title=1/);
  });
}

test('on the page of a name', async ({ page }) => {
  const rows = (await (await page.request.get('/hostile/artists.json?_shape=array&_size=1')).json()) as {
    name: string;
  }[];
  await visit(page, `/hostile/-/name?q=${encodeURIComponent(rows[0]?.name ?? '')}`);
  expect([await ran(page), await violations(page)]).toEqual([undefined, []]);
});

test('in the results of a statement', async ({ page }) => {
  for (const markup of MARKUP) {
    const quoted = markup.replaceAll("'", "''");
    await visit(page, `/laion-sample${sql(`select '${quoted}' as "${markup.slice(0, 50).replaceAll('"', '""')}"`)}`);
    expect([markup, await ran(page), await violations(page)]).toEqual([markup, undefined, []]);
  }
});

test('in a question', async ({ page }) => {
  for (const markup of MARKUP) {
    await visit(page, `/laion-sample/images?_search=${encodeURIComponent(`"${markup}"`)}`);
    expect([markup, await ran(page), await violations(page)]).toEqual([markup, undefined, []]);
  }
});

test.describe('in an error', () => {
  test.use({ allowedErrors: [/40[04] \((Not Found|Bad Request)\)/] });
  test('and in what it repeats', async ({ page }) => {
    for (const markup of MARKUP) {
      const text = encodeURIComponent(markup);
      for (const path of [
        `/${text}`,
        `/laion-sample/images?_sort=${text}`,
        `/laion-sample/-/query?sql=${text}`,
        `/laion-sample/-/report?site=${text}`,
      ]) {
        await page.goto(path);
        expect([path, await ran(page), await violations(page)]).toEqual([path, undefined, []]);
      }
    }
  });
});

test('as data, opened in the browser', async ({ page }) => {
  for (const path of ['/hostile/images.json', '/hostile/images.csv', '/hostile/images.json?_nl=on&_shape=array']) {
    const response = await page.goto(path);
    expect(response?.headers()['content-type']).not.toContain('html');
    expect(await ran(page)).toBeUndefined();
  }
});
