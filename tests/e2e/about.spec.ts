import { expectAccessible } from './axe.ts';
import { SUBSET_WHERE } from './datasets.ts';
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

test('About: how a file was made from others, by the card it holds', async ({ page, request }) => {
  await page.goto('/subset/-/about?_wait=on');
  const count = async (question: string) => {
    const answer = await request.get(`/invented/images.json?_size=0&_extra=count&${question}`);
    return ((await answer.json()) as { count: number }).count.toLocaleString('en');
  };
  const taken = await count('aesthetic__gte=6&width__gte=512&text__notblank=1');
  const card = page.getByRole('region', { name: 'How subset.parquet was made' });
  await expect(card).toContainText(`${taken} of 5,000 rows`);
  await expect(card.locator('pre')).toHaveText(SUBSET_WHERE);
  const term = (text: string) => card.getByRole('row', { name: text });
  await expect(term('aesthetic >= 6').getByRole('cell').nth(0)).toHaveText(await count('aesthetic__gte=6'));
  await expect(term('width >= 512').getByRole('cell').nth(0)).toHaveText(await count('width__gte=512'));
  await expect(term('width >= 512').getByRole('cell').nth(1)).toHaveText(await count('width__isnull=1'));
  await expect(term('text not like').getByRole('rowheader')).toHaveText(SUBSET_WHERE.split(' and ')[1] as string);
  await expect(card.getByRole('img', { name: 'Scores of the 5,000 rows read that have one' })).toBeVisible();
  const bars = card.getByRole('img', { name: `Scores of the ${taken} rows taken that have one` }).locator('rect');
  await expect(bars.nth(3)).toBeAttached();
  await card.getByText('The file it was made from').click();
  await expect(card.getByRole('row', { name: /part-00000\.parquet/ })).toContainText(`5,000${taken}`);
  await expect(page.locator('script:has-text("alert(1)")')).toHaveCount(0);
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

for (const path of ['/laion-sample', '/laion-sample/-/about', '/subset/-/about', '/-/about', '/-/removal']) {
  test(`axe finds nothing on ${path}`, async ({ page }) => {
    test.slow();
    await expectAccessible(page, path);
  });
}
