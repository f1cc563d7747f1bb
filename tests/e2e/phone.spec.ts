import { expect, test } from './fixtures.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

test('on a phone every way is in sight', async ({ page }) => {
  await page.goto('/laion-sample/images');
  const ways = page.getByRole('navigation', { name: 'Main' }).getByRole('link');
  await expect(ways).toHaveCount(8);
  for (const way of await ways.all()) await expect(way).toBeInViewport({ ratio: 1 });
});

test('on a phone a name is found, its images read, and one of them opened', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('main').locator('input[type=search]').fill('Claude Monet');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('4 images whose caption holds Claude Monet');
  // The caption and the one number that matters; the rest waits for a wider screen.
  await expect(page.getByRole('columnheader')).toHaveText([/^Caption/, /^Score/]);
  await page.getByRole('row').nth(1).getByRole('link').tap();
  await expect(page.getByRole('region', { name: 'What is recorded' })).toBeVisible();
});
