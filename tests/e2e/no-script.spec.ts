import { expect, test } from './fixtures.ts';

test.use({ javaScriptEnabled: false });

test('search, facets, ranges, sort, pages and views need no script', async ({ page }) => {
  await page.goto('/invented/images?_wait=on');
  await page.getByRole('searchbox').fill('painting');
  await page.getByRole('button', { name: 'Search' }).click();
  await expect(page).toHaveURL('/invented/images?_search=painting');
  await page.getByLabel('Score from').fill('5.5');
  await page.getByRole('button', { name: 'Set the range of Score' }).click();
  await expect(page).toHaveURL(/_search=painting&aesthetic__gte=5.5$/);
  await page.getByRole('columnheader', { name: /Score/ }).getByRole('link').first().click();
  await expect(page).toHaveURL(/_sort_desc=aesthetic/);
  await page.getByRole('link', { name: 'Gallery' }).click();
  await expect(page.locator('.picture').first()).toBeVisible();
  await page.getByRole('button', { name: 'On', exact: true }).click();
  await expect(page.locator('.picture img').first()).toHaveAttribute('loading', 'lazy');
  await page.getByRole('link', { name: 'Summary' }).click();
  await expect(page.getByRole('heading', { name: 'Watermark', exact: true })).toBeVisible();
});

test('menus open, the paper changes, and what needs a script is not there', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/invented/images?_search=painting');
  await page.getByRole('button', { name: 'View SQL' }).click();
  await expect(page.getByRole('dialog', { name: 'The SQL behind this page' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Copy link')).toBeHidden();
  await page.getByRole('button', { name: 'Dark' }).click();
  await expect(page).toHaveURL('/invented/images?_search=painting');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('what comes late can be waited for', async ({ page }) => {
  // A condition that takes its time on every row; what is quick all the same is there at once.
  await page.goto('/laion-sample/images?text__like=%25a%25e%25i%25o%25u%25a%25e%25');
  const link = page.getByRole('link', { name: 'Show the count' });
  await expect(page.locator('h1 b:visible').or(link).first()).toBeVisible();
  if (await link.isVisible()) await link.click();
  await expect(page.locator('h1 b')).toHaveText(/^[\d,]+ images$/);
  await page.goto('/laion-sample/images?_search=painting&_wait=on');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('264 images whose caption holds painting');
  await expect(page.getByRole('complementary').getByRole('listitem').first()).toContainText('fineartamerica.com');
});
