import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { MARKUP } from './hostile-dataset.ts';
import { type PictureServer, servePictures } from './picture-server.ts';
import { ran, sql, violations, visit, watch } from './policy.ts';

test.beforeEach(({ context }) => watch(context));

const PAGES = `/ /-/about /-/removal /laion-sample /laion-sample/-/about /laion-sample/images?_search=painting
  /laion-sample/images?_facet=site_id&_sort_desc=aesthetic /laion-sample/images?_view=gallery
  /laion-sample/images?_view=summary /invented/images?_view=summary /laion-sample/images/5 /laion-sample/site
  /laion-sample/domain /laion-sample/artists /laion-sample/site/1 /laion-sample/artists/Thomas+Kinkade /laion-sample/-/name?q=claude+monet
  /laion-sample/-/query /laion-sample${sql('select * from site limit 3')} /odd/images /invented/images/5`.split(/\s+/);

for (const path of PAGES) {
  test(`${path} keeps its own policy`, async ({ page }) => {
    await visit(page, path);
    expect(await violations(page)).toEqual([]);
  });
}

test.describe('pages of errors', () => {
  test.use({ allowedErrors: [/40[04] \((Not Found|Bad Request)\)/] });

  for (const path of ['/nope', '/laion-sample/images?_sort=nope', `/laion-sample${sql('select nope')}`]) {
    test(`${path} keeps its own policy`, async ({ page }) => {
      await visit(page, path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect(await violations(page)).toEqual([]);
    });
  }
});

test('suggestions, a theme and the brush of a histogram work under it', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('combobox').fill('claude');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.goto('/invented/images');
  await page.getByRole('button', { name: 'Dark', exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(await violations(page)).toEqual([]);
});

test.describe('pictures of other sites', () => {
  let pictures: PictureServer;
  test.beforeEach(async ({ context }) => {
    pictures = await servePictures(context);
  });
  test.afterEach(() => pictures.close());
  test.use({ allowedErrors: [/Content Security Policy|Failed to load resource.*(404|ERR_)/] });

  /** Puts a picture into the page, as markup that got into it would. */
  const addPicture = (page: Page) =>
    page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const image = new Image();
          image.onload = () => resolve('loaded');
          image.onerror = () => resolve('blocked');
          image.src = 'http://good.test/extra.png';
          document.body.append(image);
        }),
    );

  test('are blocked until they are turned on', async ({ page }) => {
    await page.goto('/odd/images?_view=gallery');
    expect(await addPicture(page)).toBe('blocked');
    expect(pictures.asked).toEqual([]);
    expect(await violations(page)).toEqual([expect.stringMatching(/^img-src: http:\/\/good\.test\/extra\.png/)]);
  });

  for (const choice of ['on', 'strict']) {
    test(`are allowed when they are ${choice}, scripts no more than before`, async ({ page, context, baseURL }) => {
      await context.addCookies([{ name: 'images', value: choice, url: baseURL ?? '' }]);
      await page.goto('/odd/images?_view=gallery');
      expect(await addPicture(page)).toBe('loaded');
      expect(await violations(page)).toEqual([]);
    });
  }
});

test.describe('markup that got into a page', () => {
  test.use({ allowedErrors: [/Content Security Policy|Refused to|violates|ERR_|404/] });

  test('runs nothing, styles nothing, frames nothing, sends nothing', async ({ page }) => {
    await page.goto('/laion-sample/images');
    // While React takes the page over it would take out what is not its own.
    await expect(page.locator('html[data-hands]')).toBeAttached();
    await page.evaluate((markup) => {
      for (const each of markup) document.body.insertAdjacentHTML('beforeend', each);
      document.body.insertAdjacentHTML(
        'beforeend',
        `<p id=red style="color:red">x</p><style>#red{font-size:99px}</style>
         <iframe src="/"></iframe><object data="/"></object><link rel=stylesheet href="//evil.example/x.css">
         <form action="http://evil.example/"><button id=send>x</button></form>
         <a id=go href="javascript:window.__ran=20">x</a>`,
      );
      document.querySelector<HTMLElement>('#send')?.click();
      document.querySelector<HTMLElement>('#go')?.click();
    }, MARKUP);
    await page.waitForTimeout(500);
    expect(await ran(page)).toBeUndefined();
    const red = await page.evaluate(() => {
      const { color, fontSize } = getComputedStyle(document.querySelector('#red') as Element);
      return { color, fontSize };
    });
    expect(red.color).not.toBe('rgb(255, 0, 0)');
    expect(red.fontSize).not.toBe('99px');
    const found = (await violations(page)).map((each) => each.split(':')[0]);
    for (const directive of ['script-src-attr', 'style-src-attr', 'style-src-elem', 'frame-src', 'object-src']) {
      expect(found).toContain(directive);
    }
  });

  test('no page of ours may be framed', async ({ page }) => {
    const { headers } = await page.request.get('/').then((r) => ({ headers: r.headers() }));
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-frame-options']).toBe('DENY');
  });
});
