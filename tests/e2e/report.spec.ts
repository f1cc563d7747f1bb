import type { Page } from '@playwright/test';
import { getDocumentProxy } from 'unpdf';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

/** A printed page: its text as it is read, without white space, and how far to the right any of it goes. */
interface PrintedPage {
  text: string;
  packed: string;
  right: number;
  left: number;
  width: number;
}

/** Prints the page as a visitor's browser would, dark paper or not. */
async function printed(page: Page): Promise<PrintedPage[]> {
  const pdf = await getDocumentProxy(new Uint8Array(await page.pdf({ format: 'A4', preferCSSPageSize: true })));
  const pages: PrintedPage[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const sheet = await pdf.getPage(number);
    const items = (await sheet.getTextContent()).items.flatMap((item) =>
      'str' in item && item.str.trim() !== '' ? [item] : [],
    );
    const text = items.map(({ str }) => str).join(' ');
    pages.push({
      text: text.replace(/\s+/g, ' '),
      packed: text.replace(/\s+/g, ''),
      left: Math.min(...items.map(({ transform }) => Number(transform[4]))),
      right: Math.max(...items.map(({ transform, width }) => Number(transform[4]) + width)),
      width: Number(sheet.view[2]),
    });
  }
  return pages;
}

test('from the home page over a name to a report', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('link', { name: '“Thomas Kinkade”' }).first().click();
  await page.getByRole('link', { name: 'Report to print or send' }).click();
  await expect(page).toHaveURL('/laion-sample/-/report?q=Thomas+Kinkade');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'Is Thomas Kinkade in the captions of LAION sample?',
  );
  const main = page.getByRole('main');
  await expect(main).toContainText('Yes: 2 images whose caption holds "Thomas Kinkade", of 46,956 in all.');
  await expect(main.getByRole('region', { name: 'What was searched' })).toContainText(
    'Thomas Kinkade, artist: 2 images',
  );
  await expect(main.getByRole('region', { name: 'The data' })).toContainText('SHA-256');
  const images = main.getByRole('region', { name: 'The images' });
  await expect(images.locator('tbody tr')).toHaveCount(2);
  await images
    .getByRole('link', { name: /\/laion-sample\/images\/\d+$/ })
    .first()
    .click();
  await expect(page).toHaveURL(/\/laion-sample\/images\/\d+$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Thomas Kinkade');
});

test('on paper: pages with numbers, links written out, rows whole, nothing cut off', async ({ page, request }) => {
  const path = '/laion-sample/-/report?q=oil+painting';
  const { rows, report_url: own } = await (await request.get(path.replace('?', '.json?'))).json();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(path);
  const sheets = await printed(page);
  expect(sheets.length).toBeGreaterThan(2);
  for (const [i, { text, left, right, width }] of sheets.entries()) {
    expect(text).toContain(`${i + 1} / ${sheets.length}`);
    expect(left).toBeGreaterThan(40);
    expect(right).toBeLessThan(width - 40);
    // What only a screen can do stays there.
    expect(text).not.toMatch(/Celebrities|Make the report|Copy link|Keyboard/);
  }
  const all = sheets.map(({ packed }) => packed).join('');
  expect(sheets[0]?.packed).toContain(own.replaceAll(' ', ''));
  expect(all).toContain('/laion-sample/images?_search=%22oil+painting%22)');
  expect(all).toContain('/laion-sample/-/about)');
  for (const { id, link, url, text } of rows) {
    const caption = text.slice(0, 20).replace(/\s+/g, '');
    const whole = sheets.some(({ packed }) => [link, url, caption].every((part) => packed.includes(part)));
    expect(whole, `row ${id} on one page`).toBe(true);
  }
  // The head stands on every page that has rows.
  const withRows = sheets.filter(({ packed }) => rows.some(({ link }: { link: string }) => packed.includes(link)));
  expect(withRows.length).toBeGreaterThan(1);
  for (const { text } of withRows) expect(text).toContain('permanent address of the record');
});

test('paper is white, whatever the screen is', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
  await page.goto('/laion-sample/-/report?q=oil+painting');
  const body = page.locator('body');
  await expect(body).toHaveCSS('background-color', 'rgb(255, 255, 255)');
  await expect(body).toHaveCSS('color', 'rgb(29, 27, 24)');
  await expect(page.locator('footer')).toBeHidden();
});

test('from the table, with all that was asked there', async ({ page }) => {
  await page.goto('/invented/images?_search=oil+painting&aesthetic__gte=6&_sort_desc=aesthetic&_facet=site_id');
  const count = (await page.locator('h1 b').textContent()) ?? '';
  await page.getByRole('link', { name: 'Report', exact: true }).click();
  await expect(page).toHaveURL('/invented/-/report?_search=oil+painting&aesthetic__gte=6&_sort_desc=aesthetic');
  await expect(page.locator('.finding b')).toHaveText(count);
  await expect(page.getByRole('region', { name: 'About this data' })).toContainText('This data is invented');
});

test('from the page of a site', async ({ page }) => {
  await page.goto('/laion-sample/site/fineartamerica.com');
  const count = (await page.locator('h1 b').textContent()) ?? '';
  await page.getByRole('link', { name: 'Report to print or send' }).click();
  await expect(page).toHaveURL('/laion-sample/-/report?site=fineartamerica.com');
  await expect(page.locator('.finding b')).toHaveText(count);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false, allowedErrors: [/400 \(Bad Request\)/] });

  test('the form asks for a name and for addresses, and keeps what cannot be read', async ({ page }) => {
    await page.goto('/');
    await page.getByRole('link', { name: 'Make a report' }).click();
    await page.getByLabel('A name or a phrase').fill('oil painting');
    await page.getByRole('button', { name: 'Make the report' }).click();
    await expect(page).toHaveURL('/laion-sample/-/report?q=oil+painting');
    await expect(page.locator('.listed tbody tr')).toHaveCount(31);
    await expect(page.locator('.pending')).toHaveCount(0);
    const address = (await page.locator('.listed .address a').first().textContent()) ?? '';
    await page.getByLabel('A name or a phrase').fill('');
    const box = page.getByLabel('Or addresses of pictures, one a line');
    await box.fill(`${address}\nno address`);
    await page.getByRole('button', { name: 'Make the report' }).click();
    await expect(page.getByRole('alert')).toContainText('address 2 is none of the web: no address');
    await expect(box).toHaveValue(`${address}\nno address`);
    await box.fill(`${address}\nhttps://nowhere.example/1.jpg`);
    await page.getByRole('button', { name: 'Make the report' }).click();
    await expect(page.locator('.finding')).toHaveText('1 of 2 is in the data, in 1 row.');
    const outcomes = page.getByRole('region', { name: 'The addresses' }).locator('.outcome');
    await expect(outcomes).toHaveText([/^found: no\. \d+$/, 'not found']);
  });
});

test.describe('axe', () => {
  test.use({ allowedErrors: [/400 \(Bad Request\)/] });

  for (const path of [
    '/laion-sample/-/report',
    '/laion-sample/-/report?q=zzzz',
    '/laion-sample/-/report?q=Thomas+Kinkade',
    '/laion-sample/-/report?url=https://nowhere.example/1.jpg&url=https://www.puzzlehouse.com/ImagesPuzzle/peacefulretreat.jpg',
    '/laion-sample/-/report?site=a+b',
  ]) {
    test(`axe finds nothing on ${path}`, async ({ page }) => {
      test.slow();
      await expectAccessible(page, path);
    });
  }
});
