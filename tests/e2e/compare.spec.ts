import type { Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

const AGAINST_REST = '/invented/-/compare?a=_search%3Dpainting&b=rest';

/** All of a page has come: who leaves before breaks its stream off, which the browser logs. */
const settled = (page: Page) => expect(page.locator('.pending')).toHaveCount(0);

test('from a leaderboard to a comparison, to another side, to a link that is shared', async ({ page, context }) => {
  await page.goto('/invented/artists');
  const row = page.locator('.board tbody tr').first();
  const name = (await row.locator('.who a').textContent()) ?? '';
  const count = (await row.locator('.images').textContent()) ?? '';
  await row.getByRole('link', { name: `Compare ${name}` }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Two questions side by side');
  await page.getByRole('link', { name: 'The rest: all that A does not hold' }).click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText(`${count} images whose caption holds`);
  await expect(heading).toContainText('images that A does not hold');
  await expect(page.getByRole('main')).toContainText('No image is in both.');
  const names = page.getByRole('region', { name: 'Names' }).getByRole('table', { name: 'More often in A' });
  await expect(names.getByRole('row').nth(1)).toContainText(name);
  await expect(names.getByRole('row').nth(1)).toContainText('only in A');

  await settled(page);
  await page.getByLabel('Words of captions, or “a name”').fill('painting');
  await page.getByLabel('Words of captions, or “a name”').press('Enter');
  await expect(page).toHaveURL(/&b=_search(=|%3D)painting$/);
  await expect(heading).toContainText('images whose caption holds painting');
  await settled(page);
  const text = await heading.innerText();

  const shared = await context.newPage();
  const address = await page.locator('link[rel="canonical"]').getAttribute('href');
  await shared.goto(new URL(address ?? '').pathname + new URL(address ?? '').search);
  await expect(shared.getByRole('heading', { level: 1 })).toHaveText(text.replace(/\s*\n\s*/g, ''), {
    useInnerText: false,
  });
});

test('the number of a site leads to its images', async ({ page }) => {
  await page.goto('/laion-sample/-/compare?a=_search%3Dpainting&b=_search%3Dprint');
  const sites = page.getByRole('region', { name: 'Sites' }).getByRole('table', { name: 'More often in A' });
  const link = sites.getByRole('link').first();
  await settled(page);
  const count = (await link.textContent()) ?? '';
  await link.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${count} image`);
  await settled(page);
  await page.getByRole('link', { name: 'Compare', exact: true }).click();
  await expect(page).toHaveURL(/-\/compare\?a=/);
  await expect(page.getByRole('main')).toContainText('images from');
});

test('a site is another side, and so is other data', async ({ page }) => {
  await page.goto('/laion-sample/site/fineartamerica.com');
  await settled(page);
  await page.getByRole('link', { name: 'Compare with other images' }).click();
  await page.getByLabel('A site').fill('pinimg.com');
  await page.getByLabel('A site').press('Enter');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toContainText('from fineartamerica.com');
  await expect(heading).toContainText('from pinimg.com');
  await settled(page);
  await page.getByRole('link', { name: 'The same question in invented' }).click();
  await expect(page.getByRole('main')).toContainText(/address|not known/);
  await settled(page);
  await page.goto('/laion-sample/-/compare?a=_search%3Dart&b=%2Finvented%2Fimages%3F_search%3Dart');
  await expect(heading).toContainText('in invented');
  await settled(page);
});

test('a question that cannot be read says which side it is', async ({ page, allowedErrors: _ }) => {
  const response = await page.request.get('/laion-sample/-/compare?a=_search%3Dx&b=nothing%3D1');
  expect(response.status()).toBe(400);
  expect(await response.text()).toContain('b: no such column: nothing');
});

test('pictures stay off until they are asked for', async ({ page }) => {
  await page.goto(AGAINST_REST);
  const images = page.getByRole('region', { name: 'Some images' });
  await expect(images.getByRole('listitem')).toHaveCount(12);
  await expect(images.locator('img')).toHaveCount(0);
  await settled(page);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('choosing and all that is compared is there', async ({ page }) => {
    await page.goto('/laion-sample/-/compare?a=_search%3Dpainting');
    await page.getByLabel('Words of captions, or “a name”').fill('print');
    await page.getByRole('button', { name: 'Compare' }).first().click();
    await page.goto(`${new URL(page.url()).pathname}${new URL(page.url()).search}&_wait=on`);
    for (const name of ['Sites', 'Words', 'Names', 'Some images'])
      await expect(page.getByRole('region', { name })).toBeVisible();
    await expect(page.locator('.pending')).toHaveCount(0);
    await expect(page.getByRole('region', { name: 'Words' }).getByRole('row').nth(1)).toContainText('painting');
  });
});

for (const path of [
  `${AGAINST_REST}&_wait=on`,
  '/laion-sample/-/compare?a=_search%3Dpainting&b=_search%3Dprint&_wait=on',
  '/laion-sample/-/compare?a=_search%3Dzzzzqqqq&b=',
  '/laion-sample/-/compare',
]) {
  test(`axe finds nothing on ${path}`, async ({ page }) => {
    test.slow();
    await expectAccessible(page, path);
  });
}
