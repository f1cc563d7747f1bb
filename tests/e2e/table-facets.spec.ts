import type { Page } from '@playwright/test';
import { expect, test, textsOf } from './fixtures.ts';

const INVENTED = '/invented/images';

const aside = (page: Page) => page.getByRole('complementary', { name: 'Facets and plots' });
const facet = (page: Page, name: string) =>
  aside(page)
    .locator('section')
    .filter({ has: page.getByRole('heading', { name, exact: true }) });
const numberOf = async (page: Page) => Number((await page.locator('h1 b').textContent())?.replace(/\D/g, ''));

/** The value, count and link of a line of a facet. */
async function line(page: Page, name: string, place: number) {
  const link = facet(page, name).getByRole('listitem').nth(place).getByRole('link');
  const [value = '', count = ''] = await textsOf(link.locator('> span'));
  return { link, value, count: Number(count.replace(/\D/g, '')) };
}

test('values of a facet are alternatives, and each number is what its link finds', async ({ page }) => {
  await page.goto(`${INVENTED}?_search=painting`);
  const first = await line(page, 'Site', 0);
  const second = await line(page, 'Site', 1);
  await first.link.click();
  await expect(page).toHaveURL(/site_id=\d+$/);
  expect(await numberOf(page)).toBe(first.count);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`from ${first.value}`);
  const still = await line(page, 'Site', 1);
  expect(still).toMatchObject({ value: second.value, count: second.count });
  await still.link.click();
  await expect(page).toHaveURL(/site_id__in=\d+,\d+$/);
  expect(await numberOf(page)).toBe(first.count + second.count);
  await expect(facet(page, 'Site').locator('[aria-current]')).toHaveCount(2);
  await (await line(page, 'Site', 0)).link.click();
  expect(await numberOf(page)).toBe(second.count);
});

test('rows without a value can be chosen', async ({ page }) => {
  await page.goto('/laion-sample/images?_search=painting');
  const blank = facet(page, 'Language').getByRole('link', { name: /not recorded/ });
  const count = Number((await blank.locator('> span').nth(1).textContent())?.replace(/\D/g, ''));
  await blank.click();
  await expect(page).toHaveURL(/language__isnull=1/);
  expect(await numberOf(page)).toBe(count);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('whose language is not recorded');
});

test('a facet leads to all its values', async ({ page }) => {
  await page.goto(INVENTED);
  const more = facet(page, 'Site').getByRole('link', { name: /^all [\d,]+ sites$/ });
  const number = Number((await more.textContent())?.replace(/\D/g, ''));
  await more.click();
  await expect(facet(page, 'Site').getByRole('listitem')).toHaveCount(Math.min(number, 1000));
});

test('a bar is a link to its rows; its histogram keeps the whole', async ({ page }) => {
  await page.goto(`${INVENTED}?language=en`);
  const bars = facet(page, 'Score').locator('svg a');
  const all = (await textsOf(bars)).length;
  const words = (await bars.nth(1).locator('title').textContent()) ?? '';
  await bars.nth(1).click();
  await expect(page).toHaveURL(/aesthetic__gte=[\d.]+&aesthetic__lt=[\d.]+$/);
  expect(await numberOf(page)).toBe(Number(words.split(': ')[1]?.replace(/\D/g, '')));
  await expect(bars).toHaveCount(all);
  await expect(facet(page, 'Score').locator('.on')).toHaveCount(1);
  await bars.nth(1).click();
  await expect(page).not.toHaveURL(/aesthetic/);
});

test('a drag takes several bars', async ({ page }) => {
  await page.goto(INVENTED);
  const bars = facet(page, 'Score').locator('svg a');
  const titles = await textsOf(bars.locator('title'));
  await expect(page.locator('html[data-hands]')).toBeAttached();
  await bars.first().scrollIntoViewIfNeeded();
  const [from, to] = [await bars.nth(1).boundingBox(), await bars.nth(3).boundingBox()];
  if (!from || !to) throw new Error('the bars are not to be seen');
  await page.mouse.move(from.x + from.width / 2, from.y + from.height - 2);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height - 2, { steps: 6 });
  await page.mouse.up();
  await expect(page).toHaveURL(/aesthetic__gte=.*aesthetic__lt=/);
  const counted = titles.slice(1, 4).map((title) => Number(title.split(': ')[1]?.replace(/\D/g, '')));
  expect(await numberOf(page)).toBe(counted.reduce((sum, count) => sum + count, 0));
});

test('arrows and shift do the same', async ({ page }) => {
  await page.goto(INVENTED);
  const bars = facet(page, 'Score').locator('svg a');
  await expect(page.locator('html[data-hands]')).toBeAttached();
  await bars.first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(bars.nth(1)).toBeFocused();
  await page.keyboard.press('Shift+ArrowRight');
  await expect(page.locator('.brushed')).toHaveCount(2);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/aesthetic__gte=.*aesthetic__lt=/);
  await expect(facet(page, 'Score').locator('.on')).toHaveCount(2);
});

test('the same range as numbers', async ({ page }) => {
  await page.goto(`${INVENTED}?_search=painting&width__gt=1`);
  await page.getByLabel('Width from').fill('512');
  await page.getByLabel('Width to below').fill('1024');
  await page.getByLabel('Width to below').press('Enter');
  await expect(page).toHaveURL(`${INVENTED}?_search=painting&width__gte=512&width__lt=1024`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('whose width is from 512 to below 1024 pixels');
  await page.getByLabel('Width from').fill('');
  await page.getByLabel('Width from').press('Enter');
  await expect(page).toHaveURL(`${INVENTED}?_search=painting&width__lt=1024`);
});

test('what nobody recorded is said in one line', async ({ page }) => {
  await page.goto('/laion-sample/images?source=cc3m_validation');
  await expect(aside(page).getByText(/^Not recorded in any of these rows:/)).toHaveText(
    'Not recorded in any of these rows: safety tag, licence, score, similarity, width, height, unsafe probability, watermark probability.',
  );
  await expect(aside(page).locator('svg.hist')).toHaveCount(0);
});

test('on a phone they are a drawer', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${INVENTED}?_search=painting`);
  await expect(aside(page)).toBeHidden();
  await page.getByRole('button', { name: 'Narrow' }).click();
  await expect(aside(page)).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(aside(page)).toBeHidden();
  await expect(page.getByRole('columnheader')).toHaveCount(2);
});
