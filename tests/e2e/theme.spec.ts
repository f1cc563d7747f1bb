import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const paper = (page: Page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
const LIGHT = 'rgb(250, 248, 243)';
const DARK = 'rgb(21, 20, 15)';

test('the system decides, until the visitor does', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/');
  expect(await paper(page)).toBe(DARK);
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await paper(page)).toBe(LIGHT);
});

test('the choice is taken at once, kept, and in the first bytes of every page', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/laion-sample/images');
  await page.getByRole('button', { name: 'Dark' }).click();
  expect(await paper(page)).toBe(DARK);
  await expect(page.getByRole('button', { name: 'Dark' })).toHaveAttribute('aria-pressed', 'true');
  await page.goto('/');
  expect(await paper(page)).toBe(DARK);
  expect(await (await page.request.get('/laion-sample')).text()).toMatch(/<html[^>]*data-theme="dark"/);
  await page.getByRole('button', { name: 'As the system' }).click();
  expect(await paper(page)).toBe(LIGHT);
  await page.goto('/laion-sample/images');
  expect(await paper(page)).toBe(LIGHT);
});

test('going back does not bring the old paper back', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/laion-sample/images');
  await page.goto('/laion-sample/images?_search=cat');
  await page.getByRole('button', { name: 'Dark' }).click();
  await page.goBack();
  await expect.poll(() => paper(page)).toBe(DARK);
});

test('going back does not bring pictures back', async ({ page }) => {
  const pictures = (state: string) =>
    page.getByRole('form', { name: 'Pictures' }).getByRole('button', { name: state, exact: true });
  await page.goto('/odd/images?_view=gallery');
  await pictures('On').click();
  await expect(page.locator('.picture img').first()).toBeAttached();
  await page.goto('/odd/images?_view=gallery&_size=5');
  await expect(page.locator('.picture img').first()).toBeAttached();
  await pictures('Off').click();
  await expect(page.locator('.picture img')).toHaveCount(0);
  for (const count of [5, 16]) {
    await page.goBack();
    await expect(page.locator('.picture')).toHaveCount(count);
    await expect(page.locator('.picture img')).toHaveCount(0);
  }
});
