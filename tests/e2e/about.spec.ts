import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

test('the page of a dataset: its tables with their numbers, questions, the way to About', async ({ page }) => {
  await page.goto('/laion-sample');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('46,956 images in LAION sample');
  const tables = page.getByRole('region', { name: 'What it holds' }).getByRole('listitem');
  await expect(tables.first()).toContainText(/Images\s*46,956 images/);
  await expect(tables).toHaveCount(7);
  await page
    .getByRole('region', { name: 'What it holds' })
    .getByRole('link', { name: /What it is and is not/ })
    .click();
  await expect(page).toHaveURL('/laion-sample/-/about');
});

test('About: what is recorded, what was read, kept and left out, from where', async ({ page }) => {
  await page.goto('/laion-sample/-/about?_wait=on');
  const columns = page.getByRole('region', { name: 'What is recorded of an image' });
  await expect(columns.getByRole('row', { name: /^Score/ })).toContainText(/9,407\s*20\.0%/);
  await expect(columns.getByRole('row', { name: /^Unsafe/ })).toContainText('nowhere');
  const report = page.getByRole('region', { name: 'How it was read in' });
  await expect(report.getByRole('row', { name: /laion-sample\.parquet/ })).toContainText(/46,956\s*46,956\s*0/);
  // Only the name of a file: where it lay is nobody's business.
  await expect(report).not.toContainText('scripts/');
  await expect(page.getByRole('main')).toContainText('No row has both a caption and a score');
  await expect(page.getByRole('region', { name: 'Where it comes from' })).toContainText(/cc3m_validation\s*15,781/);
});

test('without a setting nobody is named for removals', async ({ page }) => {
  for (const path of ['/laion-sample/-/about', '/-/removal', '/-/about']) {
    await page.goto(path);
    await expect(page.getByRole('main')).toContainText('has not named an address');
    await expect(page.locator('a[href^="mailto:"]')).toHaveCount(0);
  }
});

test('invented data says so, and nothing about training', async ({ page }) => {
  await page.goto('/invented/-/about');
  await expect(page.getByRole('region', { name: 'About this data' })).toContainText('This data is invented');
  await expect(page.getByRole('main')).toContainText('drew its rows by chance');
  await expect(page.getByRole('region', { name: /training/ })).toHaveCount(0);
});

for (const path of ['/laion-sample', '/laion-sample/-/about', '/-/about', '/-/removal']) {
  test(`axe finds nothing on ${path}`, async ({ page }) => {
    test.slow();
    await expectAccessible(page, path);
  });
}
