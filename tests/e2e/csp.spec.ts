import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { MARKUP } from './hostile-dataset.ts';
import { type PictureServer, servePictures } from './picture-server.ts';

interface Watched {
  __ran?: unknown;
  __violations: string[];
}

/** Lets every page of this browser remember what the policy forbade. */
async function watch(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const watched = window as unknown as Watched;
    watched.__violations = [];
    addEventListener(
      'securitypolicyviolation',
      ({ effectiveDirective, blockedURI, sourceFile, lineNumber, sample }) => {
        watched.__violations.push(`${effectiveDirective}: ${blockedURI} ${sample} (${sourceFile}:${lineNumber})`);
      },
    );
  });
}

const violations = (page: Page) => page.evaluate(() => (window as unknown as Watched).__violations);
const ran = (page: Page) => page.evaluate(() => (window as unknown as Watched).__ran);

/** Opens a page and does what makes it load the rest of itself. */
async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  for (const summary of await page.locator('summary:visible').all())
    await summary.click({ timeout: 2000 }).catch(() => {});
}

test.beforeEach(({ context }) => watch(context));

const sql = (statement: string) => `/-/query?sql=${encodeURIComponent(statement)}`;

const PAGES = `/ /-/about /-/removal /laion-sample /laion-sample/-/about /laion-sample/images?_search=painting
  /laion-sample/images?_facet=site_id&_sort_desc=aesthetic /laion-sample/images?_view=gallery
  /laion-sample/images?_view=summary /invented/images?_view=summary /laion-sample/images/5 /laion-sample/site
  /laion-sample/domain /laion-sample/artists /laion-sample/site/1 /laion-sample/artists/Thomas+Kinkade /laion-sample/-/name?name=claude+monet
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
  test.use({ allowedErrors: [/Content Security Policy|Refused to|violates|ERR_/] });

  test('runs nothing, styles nothing, frames nothing, sends nothing', async ({ page }) => {
    await page.goto('/laion-sample/images');
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
    const red = await page.locator('#red').evaluate((element) => {
      const { color, fontSize } = getComputedStyle(element);
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

test.describe('what strangers wrote is text', () => {
  const HOSTILE = `/ /-/about /hostile /hostile/-/about /hostile/images /hostile/images?_view=gallery
    /hostile/images?_view=summary /hostile/images?_facet=language&_facet=source /hostile/images?_search=claude
    /hostile/images/1 /hostile/images/3 /hostile/site /hostile/domain /hostile/artists /hostile/site/1
    /hostile/-/query /hostile/hostile /odd/images`.split(/\s+/);

  for (const path of HOSTILE) {
    test(`in the data and its description: ${path}`, async ({ page }) => {
      await visit(page, path);
      expect(await ran(page)).toBeUndefined();
      expect(await violations(page)).toEqual([]);
      await expect(page.locator('main')).toBeVisible();
    });
  }

  test('on the page of a name', async ({ page }) => {
    const rows = (await (await page.request.get('/hostile/artists.json?_shape=array&_size=1')).json()) as {
      name: string;
    }[];
    await visit(page, `/hostile/-/name?name=${encodeURIComponent(rows[0]?.name ?? '')}`);
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
        for (const path of [`/${text}`, `/laion-sample/images?_sort=${text}`, `/laion-sample/-/query?sql=${text}`]) {
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
});
