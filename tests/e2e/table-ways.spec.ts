import { expect, test, textsOf } from './fixtures.ts';

const IMAGES = '/laion-sample/images';

test('nothing found: what each condition keeps out, as links', async ({ page }) => {
  await page.goto(`${IMAGES}?_search=painting&language=ko&nsfw=NSFW`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^No images whose/);
  const plight = page.getByRole('region', { name: 'Nothing found' });
  await expect(plight.getByRole('listitem')).toHaveCount(3);
  await expect(plight).toContainText('still no images');
  await plight.getByRole('link', { name: /Without .safety tag is NSFW/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    '1 image whose caption holds painting and whose language is ko',
  );
});

test('not in time: it is said, and it is not "nothing"', async ({ page }) => {
  const response = await page.goto(`${IMAGES}?text__like=%25a%25b%25c%25zzzq%25&_timelimit=1&_wait=on`);
  expect(response?.status()).toBe(200);
  await expect(page.getByRole('status')).toContainText('This does not mean that there are none');
  await expect(page.locator('.lede').getByText('Not counted: it took longer than')).toBeVisible();
  await expect(page.getByRole('complementary').getByText(/^Not counted within/)).toBeVisible();
  await expect(page).toHaveTitle(/timed out/);
  await expect(page.getByText('Nothing found')).toHaveCount(0);
});

test.describe('bad questions', () => {
  test.use({ allowedErrors: [/400 \(Bad Request\)/] });

  test('what is wrong is named, and there is a way back', async ({ page }) => {
    const response = await page.goto(`${IMAGES}?colour=red&_view=table`);
    expect(response?.status()).toBe(400);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('This question cannot be read');
    await expect(page.getByText('no such column: colour')).toBeVisible();
    await page.getByRole('link', { name: 'The same page with nothing asked' }).click();
    await expect(page).toHaveURL(IMAGES);
  });

  test('a view there is not is said to be none', async ({ page }) => {
    const response = await page.goto('/laion-sample/word?_view=gallery');
    expect(response?.status()).toBe(400);
    await expect(page.getByText('views: table, summary')).toBeVisible();
  });
});

test('the SQL behind the page runs on the SQL page', async ({ page }) => {
  await page.goto('/invented/images?_search=painting&aesthetic__gte=6&_size=7');
  await page.getByRole('button', { name: 'View SQL' }).click();
  const sheet = page.getByRole('dialog', { name: 'The SQL behind this page' });
  await expect(sheet).toContainText('from images');
  await expect(sheet).toContainText('limit 7');
  const captions = await textsOf(page.locator('td.caption'));
  await sheet.getByRole('link', { name: 'Change it on the SQL page' }).click();
  await expect(page).toHaveURL(/\/invented\/-\/query\?sql=/);
  for (const caption of captions) await expect(page.getByText(caption, { exact: true }).first()).toBeVisible();
});

test('every export says how many rows it has, and has them', async ({ page, request }) => {
  await page.goto('/invented/images?_search=painting&_view=gallery');
  const number = Number((await page.locator('h1 b').textContent())?.replace(/\D/g, ''));
  await page.getByRole('button', { name: 'Export' }).click();
  const menu = page.getByRole('dialog', { name: 'Export' });
  for (const format of ['CSV', 'NDJSON', 'Parquet']) {
    await expect(menu.getByRole('row', { name: format })).toContainText(`${number.toLocaleString('en')} rows`);
  }
  const csv = await menu.getByRole('link', { name: 'CSV' }).getAttribute('href');
  expect(csv).not.toContain('_view');
  const lines = (await (await request.get(csv ?? '')).text()).trim().split('\r\n');
  expect(lines.length).toBe(number + 1);
  const json = await (
    await request.get((await menu.getByRole('link', { name: 'JSON', exact: true }).getAttribute('href')) ?? '')
  ).json();
  expect(json.rows.length).toBe(Math.min(number, 100));
});

test('the link to a view is copied, and opens the same view elsewhere', async ({ page, context, browser, baseURL }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/invented/images?_search=painting&_sort_desc=aesthetic&_wait=on');
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(`${baseURL}/invented/images?_search=painting&_sort_desc=aesthetic`);
  const other = await browser.newPage();
  await other.goto(link);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText((await page.locator('h1').textContent()) ?? '');
  await other.close();
});

test('the summary plots and counts every column', async ({ page }) => {
  await page.goto('/invented/images?_view=summary&_search=painting');
  const summary = page.getByRole('region', { name: 'Summary' });
  for (const name of ['Score', 'Similarity', 'Width', 'Height', 'Unsafe', 'Watermark', 'Site', 'Language', 'Host'])
    await expect(summary.getByRole('heading', { name, exact: true })).toBeVisible();
  await expect(summary).toContainText('tell rows apart: number, address, hash');
  await expect(page.locator('table tbody td.caption')).toHaveCount(0);
  await summary.getByRole('link', { name: /^UNSURE/ }).click();
  await expect(page).toHaveURL(/_view=summary.*nsfw=UNSURE/);
});
