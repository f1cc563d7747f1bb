import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

const NAME = '/laion-sample/-/name?q=Thomas+Kinkade';
const TABLE = '/invented/images?_search=painting&aesthetic__gte=6&_sort_desc=aesthetic&_facet=site_id';

/** A list as this browser would keep it, as if it had been kept before. */
async function keep(context: BrowserContext, questions: object[]): Promise<void> {
  await context.addInitScript((text) => {
    // An empty page of the browser's own keeps nothing.
    if (location.protocol === 'http:' && localStorage.getItem('watch') === null) localStorage.setItem('watch', text);
  }, JSON.stringify({ questions }));
}

const rowOf = (page: Page, words: string) => page.getByRole('row').filter({ hasText: words });
const at = '2026-01-02T03:04:05.000Z';

test('questions are watched from a name and from the table, and counted again', async ({ page, request }) => {
  await page.goto(NAME);
  await page.getByRole('button', { name: 'Watch', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Watched' })).toHaveAttribute('aria-pressed', 'true');
  await page.goto(TABLE);
  await page.getByRole('button', { name: 'Watch', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Watched' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Watched' })).toBeVisible();
  await page.getByRole('link', { name: 'Watched questions' }).click();
  await expect(rowOf(page, 'Images whose caption holds "Thomas Kinkade"').locator('.now')).toHaveText('2');
  const question = '/invented/images?_search=painting&aesthetic__gte=6';
  const { count } = await (await request.get(`${question.replace('?', '.json?')}&_size=0&_extra=count`)).json();
  const row = rowOf(page, 'Images whose caption holds painting and whose score is at least 6');
  await expect(row.locator('.now')).toHaveText(count.toLocaleString('en'));
  await expect(row.locator('.change')).toHaveText('no change');
  await expect(row.getByRole('link')).toHaveAttribute('href', question);
  await row.getByRole('button', { name: 'Remove' }).click();
  await expect(row).toHaveCount(0);
  await page.goto(TABLE);
  await expect(page.getByRole('button', { name: 'Watch', exact: true })).toBeVisible();
});

test('what changed since the last visit is said, until the tab is closed', async ({ context }) => {
  const question = '/laion-sample/images?_search=%22Thomas+Kinkade%22';
  await keep(context, [
    { question, words: 'Images whose caption holds "Thomas Kinkade"', last: { count: 5, truncated: false, at } },
    { question: '/laion-sample/site', words: null, last: { count: 1, truncated: true, at } },
  ]);
  const page = await context.newPage();
  for (let visit = 0; visit < 2; visit++) {
    await page.goto('/-/watch');
    const row = rowOf(page, 'Thomas Kinkade');
    await expect(row.locator('.now')).toHaveText('2');
    await expect(row.locator('.change')).toHaveText('−3');
    await expect(row.locator('.before')).toContainText(/^5.*2 Jan 2026/);
    // A lower bound is compared with nothing.
    await expect(rowOf(page, 'Where the images come from').locator('.change')).toHaveText('');
  }
  await page.close();
  const next = await context.newPage();
  await next.goto('/-/watch');
  await expect(rowOf(next, 'Thomas Kinkade').locator('.change')).toHaveText('no change');
});

test.describe('questions that have no number', () => {
  test.use({ allowedErrors: [/40[04] \((Not Found|Bad Request)\)/] });

  test('say why, and the others have theirs', async ({ page, context }) => {
    await keep(context, [
      { question: '/gone/images?_search=a', words: 'Images of old', last: { count: 5, truncated: false, at } },
      { question: '/laion-sample/images?nothing=1', words: null, last: null },
      {
        question: '/laion-sample/images?site_id=1',
        words: 'Images from elsewhere.example',
        last: { count: 5, truncated: false, at },
      },
    ]);
    await page.goto('/-/watch');
    await expect(rowOf(page, 'Images of old')).toContainText('This data is not here, or no longer.');
    await expect(rowOf(page, 'nothing=1')).toContainText('no such column: nothing');
    await expect(rowOf(page, 'elsewhere.example')).toContainText('this address now asks something else');
    await expect(rowOf(page, 'elsewhere.example').locator('.now')).toHaveText(/^[\d,]+$/);
    // Two questions are not compared.
    await expect(rowOf(page, 'elsewhere.example').locator('.change')).toHaveText('');
    await expect(rowOf(page, 'Images of old').locator('.now')).toHaveText('not known');
  });
});

test('a list goes out as a file and comes in again', async ({ page, browser, baseURL }) => {
  await page.goto(NAME);
  await page.getByRole('button', { name: 'Watch', exact: true }).click();
  await page.goto('/-/watch');
  await expect(page.locator('.now')).toHaveText('2');
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export as a file' }).click();
  const file = await (await waiting).path();
  const exported = JSON.parse(readFileSync(file, 'utf8'));
  expect(exported.questions).toMatchObject([
    { question: '/laion-sample/images?_search=%22Thomas+Kinkade%22', last: { count: 2 } },
  ]);

  const other = await browser.newContext({ baseURL });
  const fresh = await other.newPage();
  await fresh.goto('/-/watch');
  const input = fresh.getByLabel('Import a file');
  await input.setInputFiles({
    name: 'a.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"questions": [{"question": "https://evil.example/"}]}'),
  });
  await expect(fresh.getByRole('main').getByRole('alert')).toContainText('Entry 1 is no question about a table');
  await input.setInputFiles({ name: 'b.json', mimeType: 'application/json', buffer: Buffer.from('none') });
  await expect(fresh.getByRole('main').getByRole('alert')).toContainText('This is no JSON');
  await input.setInputFiles(file);
  await expect(rowOf(fresh, 'Thomas Kinkade').locator('.now')).toHaveText('2');
  await expect(fresh.getByRole('main').getByRole('alert')).toHaveCount(0);
  await fresh.reload();
  await expect(rowOf(fresh, 'Thomas Kinkade')).toHaveCount(1);
  await other.close();
});

test('a list is shared as a link, and kept only where somebody wants it', async ({ page, browser, baseURL }) => {
  await page.goto(NAME);
  await page.getByRole('button', { name: 'Watch', exact: true }).click();
  await page.goto('/-/watch');
  const link = (await page.getByRole('button', { name: 'Copy a link to this list' }).getAttribute('data-copy')) ?? '';
  expect(link).toMatch(/^\/-\/watch#question=/);

  const other = await browser.newContext({ baseURL });
  const fresh = await other.newPage();
  const asked: string[] = [];
  fresh.on('request', (request) => asked.push(request.url().slice(String(baseURL).length)));
  await fresh.goto(`${link}&question=https://evil.example/x&question=/-/watch`);
  const shared = fresh.getByRole('region', { name: 'A list somebody shared with you' });
  await expect(shared.locator('.now')).toHaveText('2');
  await expect(shared.getByRole('row')).toHaveCount(2);
  // Nothing is sent but the page and the question itself.
  expect(asked.filter((url) => !url.startsWith('/_next/') && !/icon/.test(url)).sort()).toEqual([
    '/-/watch',
    '/laion-sample/images.json?_search=%22Thomas+Kinkade%22&_size=0&_extra=count,count_truncated,sentence',
  ]);
  expect(await fresh.evaluate(() => localStorage.getItem('watch'))).toBeNull();
  await fresh.getByRole('button', { name: 'Keep it in this browser' }).click();
  await expect(shared).toHaveCount(0);
  await fresh.goto('/-/watch');
  await expect(rowOf(fresh, 'Thomas Kinkade').locator('.now')).toHaveText('2');
  await other.close();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the page says what it needs', async ({ page }) => {
    await page.goto('/-/watch');
    await expect(page.locator('noscript p')).toContainText('This page needs a script');
    await expect(page.locator('noscript p')).toBeVisible();
    await page.goto(NAME);
    await expect(page.getByText('Watch', { exact: true })).toBeHidden();
  });
});

test('axe finds nothing', async ({ page, context }) => {
  test.slow();
  const last = { count: 5, truncated: false, at };
  await keep(context, [{ question: '/laion-sample/images?_search=kinkade', words: null, last }]);
  await expectAccessible(page, '/-/watch#question=/laion-sample/site');
});
