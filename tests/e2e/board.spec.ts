import { expectAccessible } from './axe.ts';
import { expect, test, textsOf } from './fixtures.ts';

const percent = (text: string | null) => Number(text?.replace('%', ''));

test('sites by the number of images, then ArtStation by search within the leaderboard', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Sites' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('11,387 sites');
  const rows = page.locator('table.board tbody tr');
  await expect(rows.first()).toContainText(/1\s*pinimg\.com\s*3,493\s*7\.44%\s*7\.44%/);
  await expect(page.locator('.figures')).toContainText(/30\.3%\s*/);
  await page.getByRole('searchbox').fill('artstation');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/laion-sample/site?_search=artstation');
  await expect(rows).toHaveCount(1);
  await expect(page.locator('.figures .answer')).toHaveText(
    /from artstation\.com, 0\.006% of all images, rank \d+\s*3/,
  );
  // Rank and shares are those among all sites, not among the one that was found.
  await expect(rows.first().locator('.rank')).not.toHaveText('1');
  await expect(rows.first()).toContainText('0.006%');
  await rows.first().getByRole('link', { name: 'artstation.com', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('3 images come from artstation.com');
});

test('ranks and running shares go on from page to page', async ({ page }) => {
  await page.goto('/laion-sample/site?_size=10');
  const cells = (at: number) => page.locator(`table.board tbody tr td:nth-child(${at})`);
  expect(await textsOf(cells(1))).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
  const shares = (await textsOf(cells(5))).map(percent);
  const running = (await textsOf(cells(6))).map(percent);
  let sum = 0;
  for (const [i, share] of shares.entries()) {
    sum += share;
    expect(Math.abs(sum - (running[i] ?? 0))).toBeLessThan(0.11);
  }
  await page.getByRole('link', { name: /^Next/ }).click();
  await expect(cells(1).first()).toHaveText('11');
  await expect(page.getByRole('navigation', { name: 'Pages' })).toContainText('11–20 of 11,387');
  expect(percent(await cells(6).first().textContent())).toBeGreaterThan(running.at(-1) ?? 0);
});

test('sorted by another column, rows keep their rank', async ({ page }) => {
  await page.goto('/laion-sample/site');
  await page.getByRole('columnheader', { name: /Site/ }).getByRole('link', { name: 'Site' }).click();
  await expect(page).toHaveURL(/_sort=site/);
  await expect(page.getByRole('columnheader', { name: /^Site/ })).toHaveAttribute('aria-sort', 'ascending');
  const places = (await textsOf(page.locator('.board tbody .rank'))).map((text) => Number(text.replace(/,/g, '')));
  expect(new Set(places).size).toBe(places.length);
  expect(Math.max(...places)).toBeGreaterThan(100);
});

test('names say what they are among, and which are common words', async ({ page }) => {
  await page.goto('/laion-sample/characters');
  const main = page.getByRole('main');
  await expect(main.locator('.figures')).toContainText('of 174 characters named at least once');
  await expect(main).toContainText('the running share is of all mentions');
  await expect(main).toContainText('also a common word');
  await expect(main).toContainText('No score is recorded for any image of these characters');
});

test('on data with scores names have mean scores', async ({ page }) => {
  await page.goto('/invented/artists');
  await expect(page.getByRole('columnheader', { name: 'Mean score' })).toBeVisible();
  await expect(page.locator('.board tbody tr').first().locator('td:not(.act)').last()).toHaveText(/^\d\.\d\d$/);
});

test('a search for a name nobody has shows a way out', async ({ page }) => {
  await page.goto('/laion-sample/artists?_search=zzzz');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('No artists');
  await page.getByRole('link', { name: 'All artists' }).click();
  await expect(page).toHaveURL('/laion-sample/artists');
});

test('a misspelled name shows the names that are spelled much like it', async ({ page }) => {
  await page.goto('/laion-sample/artists?_search=vinsent+van+gog');
  await page
    .getByRole('region', { name: 'Spelled much like it' })
    .getByRole('link', { name: /Vincent Van Gogh/ })
    .click();
  await expect(page).toHaveURL('/laion-sample/artists/Vincent+Van+Gogh');
});

test('columns that are asked for are shown as a plain table', async ({ page }) => {
  await page.goto('/laion-sample/site?_col=site&_col=image_counts');
  await expect(page.locator('table.board')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'pinimg.com' })).toBeVisible();
});

for (const path of ['/laion-sample/site?_size=20', '/laion-sample/artists?_size=20', '/invented/domain?_size=20']) {
  test(`axe finds nothing on ${path}`, async ({ page }) => {
    test.slow();
    await expectAccessible(page, path);
  });
}
