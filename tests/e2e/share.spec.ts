import type { APIRequestContext, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const meta = (page: Page, name: string) =>
  page.locator(`meta[property="${name}"], meta[name="${name}"]`).first().getAttribute('content');

/** Width and height of a PNG. */
async function pngSize(request: APIRequestContext, url: string): Promise<[number, number]> {
  const response = await request.get(url);
  expect(response.status(), url).toBe(200);
  expect(response.headers()['content-type']).toBe('image/png');
  const body = await response.body();
  expect(body.subarray(1, 4).toString()).toBe('PNG');
  return [body.readUInt32BE(16), body.readUInt32BE(20)];
}

test('an artist by name, from home to a link that is opened by somebody else', async ({ page, browser, baseURL }) => {
  await page.goto('/');
  await page.getByRole('combobox').fill('Thomas Kinkade');
  await page.getByRole('option', { name: /Thomas Kinkade\s*artist/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 images with Thomas Kinkade in the caption');
  const link = await page.getByRole('button', { name: 'Copy link' }).getAttribute('data-copy');
  const other = await browser.newContext();
  const theirs = await other.newPage();
  await theirs.goto(`${baseURL}${link}`);
  await expect(theirs.getByRole('heading', { level: 1 })).toHaveText('2 images with Thomas Kinkade in the caption');
  expect(theirs.url()).toBe(page.url());
  await other.close();
});

const PAGES: [path: string, canonical: string, sentence: RegExp][] = [
  ['/', '/', /46,956 images/],
  ['/laion-sample', '/laion-sample', /46,956 images/],
  ['/laion-sample/site/pinimg.com', '/laion-sample/site/pinimg.com', /3,493 images come from pinimg\.com/],
  [
    '/laion-sample/artists/Thomas+Kinkade?x=y',
    '/laion-sample/artists/Thomas+Kinkade',
    /2 images with “Thomas Kinkade”/,
  ],
  [
    '/laion-sample/-/name?q=greg++rutkowski',
    '/laion-sample/-/name?q=greg+rutkowski',
    /no images with “greg rutkowski”/i,
  ],
  ['/laion-sample/images/399', '/laion-sample/images/399', /Handpainted Gold Tree/],
  ['/laion-sample/images?_search=painting', '/laion-sample/images?_search=painting', /264 images/],
  ['/laion-sample/-/about', '/laion-sample/-/about', /What LAION sample is and is not/],
];

for (const [path, canonical, sentence] of PAGES) {
  test(`${path} says what it is to those it is sent to`, async ({ page, request, baseURL }) => {
    await page.goto(path);
    await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', `${baseURL}${canonical}`);
    expect(await meta(page, 'og:url')).toBe(`${baseURL}${canonical}`);
    expect(await meta(page, 'description')).toMatch(sentence);
    expect(await meta(page, 'og:description')).toBe(await meta(page, 'description'));
    expect(await meta(page, 'og:title')).toBe(await page.title());
    expect(await meta(page, 'twitter:card')).toBe('summary_large_image');
    const picture = (await meta(page, 'og:image')) ?? '';
    expect(picture.startsWith(`${baseURL}/`)).toBe(true);
    expect(await pngSize(request, picture)).toEqual([1200, 630]);
    await expect(page.locator('link[rel=canonical]')).toHaveCount(1);
    await expect(page.locator('head > title')).toHaveCount(1);
  });
}

test('a preview is drawn of whatever is asked, and never fails', async ({ request }) => {
  for (const of of [
    '',
    '/',
    '/nowhere/x',
    'https://evil.example/',
    '/laion-sample/images?_search=한국+😀',
    '/laion-sample/images?_where=1=1',
    '/laion-sample/images?nosuch=1',
    `/laion-sample/-/name?q=${'x'.repeat(900)}`,
  ])
    expect(await pngSize(request, `/laion-sample/-/preview?of=${encodeURIComponent(of)}`)).toEqual([1200, 630]);
  expect((await request.get('/nothing-here/-/preview?of=/')).status()).toBe(404);
});

test('robots are kept off facets, sorts and files, and lists of them are not listed', async ({ page, request }) => {
  const robots = await (await request.get('/robots.txt')).text();
  for (const rule of ['/*_facet', '/*_sort', '/*.csv', '/*/-/query']) expect(robots).toContain(`Disallow: ${rule}\n`);
  await page.goto('/laion-sample/site?_sort=site');
  expect(await meta(page, 'robots')).toContain('noindex');
  await page.goto('/laion-sample/site');
  await expect(page.locator('meta[name=robots]')).toHaveCount(0);
  const sorts = page.locator('thead a[href*="_sort"]');
  await expect(sorts.first()).toBeAttached();
  for (const rel of await sorts.evaluateAll((links) => links.map((link) => link.getAttribute('rel'))))
    expect(rel).toContain('nofollow');
});
