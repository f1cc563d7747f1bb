import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

const PAGE = '/laion-sample/-/query';

test('a statement is written and run from the keyboard; its answer has a link for programs', async ({ page }) => {
  await page.goto(PAGE);
  const editor = page.getByRole('textbox', { name: 'SQL' });
  await editor.fill('select site, image_counts from site order by image_counts desc limit 3');
  await editor.press('Control+Enter');
  await expect(page.getByRole('status')).toHaveText('3 rows');
  await expect(page.getByRole('row').nth(1)).toHaveText(/pinimg\.com\s*3493/);
  await expect(page.getByRole('link', { name: 'CSV' })).toHaveAttribute('href', /query\.csv\?sql=/);
});

test('a parameter is filled in beside the statement', async ({ page }) => {
  await page.goto(`${PAGE}?sql=select+site+from+site+where+image_counts+%3E+:n&n=3000`);
  await expect(page.getByRole('status')).toHaveText('1 row');
  await page.getByRole('textbox', { name: ':n' }).fill('1500');
  await page.getByRole('button', { name: 'Run SQL' }).click();
  await expect(page).toHaveURL(/n=1500/);
  await expect(page.getByRole('status')).toHaveText('3 rows');
});

test('a table shows its columns and leads to its rows', async ({ page }) => {
  await page.goto(PAGE);
  const tables = page.getByRole('complementary', { name: 'Tables' });
  await tables.getByText('artists', { exact: true }).click();
  await expect(tables.locator('details[open]').getByText('image_counts', { exact: true })).toBeVisible();
  await tables.getByRole('link', { name: 'its rows' }).click();
  await expect(page).toHaveURL('/laion-sample/artists');
});

test('a question kept in SQL asks for its values', async ({ page }) => {
  await page.goto('/laion-sample/sites_of_artist');
  await page.getByRole('textbox', { name: ':artist' }).fill('claude monet');
  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.getByRole('status')).toContainText('row');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sites of one artist');
});

test.describe('a statement that cannot be run', () => {
  test.use({ allowedErrors: [/400 \(Bad Request\)/] });

  test('stays, with what is wrong and where', async ({ page }) => {
    await page.goto(`${PAGE}?sql=select+sit+from+site`);
    await expect(page.getByRole('alert').first()).toContainText('column "sit" does not exist (line 1, column 8)');
    await expect(page.getByRole('textbox', { name: 'SQL' })).toHaveValue('select sit from site');
    await expectAccessible(page, `${PAGE}?sql=select+sit+from+site`);
  });
});

for (const path of [
  `${PAGE}?sql=select+*+from+images+where+width+>+:w+limit+20&w=600`,
  '/laion-sample/sites_of_artist',
]) {
  test(`axe finds nothing on ${path}`, async ({ page }) => {
    test.slow();
    await expectAccessible(page, path);
  });
}
