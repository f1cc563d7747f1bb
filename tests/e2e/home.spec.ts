import { expectAccessible, violationsOn } from './axe.ts';
import { expect, test } from './fixtures.ts';

test('home says what the data is, from where, since when and under which licence', async ({ page }) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'What is in the pictures that taught machines to paint?',
  );
  const main = page.getByRole('main');
  await expect(main).toContainText('LAION sample holds 46,956 records');
  await expect(main.getByRole('link', { name: 'laion.ai' })).toHaveAttribute('href', 'https://laion.ai/');
  await expect(main).toContainText(/read in on \d{1,2} \w+ \d{4}/);
  await expect(main).toContainText('CC-BY 4.0');
  for (const figure of ['46,956', '11,387', '14,145']) await expect(main.locator('.figures')).toContainText(figure);
});

test('the ten sites and artists with the most images lead to their pages', async ({ page }) => {
  await page.goto('/');
  const sites = page.getByRole('region', { name: 'Sites with the most images' });
  await expect(sites.getByRole('listitem')).toHaveCount(10);
  await expect(sites.getByRole('listitem').first()).toHaveText(/pinimg\.com\s*3,493/);
  await expect(page.getByRole('region', { name: /^Artists/ }).getByRole('listitem')).toHaveCount(10);
  await sites.getByRole('link', { name: /pinimg/ }).click();
  await expect(page).toHaveURL('/laion-sample/site/pinimg.com');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('3,493 images come from pinimg.com');
});

test('every example finds something', async ({ page, request }) => {
  await page.goto('/');
  const examples = await page.locator('.try a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  expect(examples.length).toBeGreaterThanOrEqual(3);
  for (const href of examples) {
    const response = await request.get(href ?? '');
    expect(response.status(), href ?? '').toBe(200);
    expect(await response.text(), href ?? '').not.toContain('>No images');
  }
});

test('the published figures of the original stand beside those of this data', async ({ page }) => {
  await page.goto('/');
  const table = page.getByRole('region', { name: 'Beside the original' }).getByRole('table');
  await expect(table.getByRole('row', { name: /All images/ })).toContainText(/12,096,835\s*46,956/);
  await expect(table.getByRole('row', { name: /^i\.pinimg\.com/ })).toContainText(/1,043,949 8\.63%\s*3,130 6\.67%/);
  await expect(table.getByRole('row', { name: /Kinkade/ })).toContainText(/9,268 0\.08%\s*2 0\.004%/);
});

test('other data is listed, and invented data says so', async ({ page }) => {
  await page.goto('/');
  const others = page.getByRole('region', { name: 'Other data here' });
  await expect(others.getByRole('listitem').filter({ hasText: /^invented/ })).toContainText('5,000 images');
});

test('the box suggests as one types, by the keyboard alone', async ({ page }) => {
  await page.goto('/');
  const box = page.getByRole('combobox');
  await expect(box).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('/');
  await expect(box).toBeFocused();
  await page.keyboard.type('thomas kin');
  const first = page.getByRole('option').first();
  await expect(first).toHaveText(/Thomas Kinkade\s*artist\s*2 images/);
  await expect(box).toHaveAttribute('aria-expanded', 'true');
  await expect(page.locator('[role=status]')).toContainText('suggestion');
  await page.keyboard.press('ArrowDown');
  await expect(first).toHaveAttribute('aria-selected', 'true');
  expect(await box.getAttribute('aria-activedescendant')).toBe(await first.getAttribute('id'));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await expect(box).toHaveValue('thomas kin');
  await page.keyboard.press('ArrowDown');
  await expect(first).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/laion-sample/artists/Thomas+Kinkade');
});

test('sites and words are suggested too, and a click follows', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('combobox').fill('artst');
  await page.getByRole('option', { name: /artstation\.com\s*site\s*3 images/ }).click();
  await expect(page).toHaveURL('/laion-sample/site/artstation.com');
  await page.goto('/');
  await page.getByRole('combobox').fill('waterco');
  await expect(page.getByRole('option', { name: /watercolor\s*word/ })).toBeVisible();
});

test('with no option chosen Enter sends what was typed', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('combobox').fill('oil painting');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/laion-sample/images?_search=oil+painting');
});

const SENT: [typed: string, path: string][] = [
  ['oil painting', '/laion-sample/images?_search=oil+painting'],
  ['https://www.artstation.com/', '/laion-sample/site/artstation.com'],
  ['cdna.artstation.com', '/laion-sample/domain/cdna.artstation.com'],
  ['no-such-site.com', '/laion-sample/site?_search=%22no-such-site.com%22'],
  ['st.petersburg', '/laion-sample/images?_search=st.petersburg'],
  ['https://i.pinimg.com/a.jpg', '/laion-sample/images?url=https://i.pinimg.com/a.jpg'],
  ['javascript:alert(1)', '/laion-sample/images?_search=javascript:alert(1)'],
  ['', '/laion-sample'],
];

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  for (const [typed, path] of SENT) {
    test(`the form sends ${JSON.stringify(typed)} where it belongs`, async ({ page }) => {
      await page.goto('/');
      await page.getByRole('searchbox').fill(typed);
      await page.getByRole('button', { name: 'Search' }).click();
      await expect(page).toHaveURL(path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    });
  }
});

test('a picture’s address finds its row', async ({ page, request }) => {
  const { rows } = await (await request.get('/laion-sample/images/399.json')).json();
  await page.goto('/');
  await page.getByRole('combobox').fill(rows[0].url);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('1 image');
  await expect(page.getByRole('main')).toContainText('Handpainted Gold Tree Oil Painting');
});

test('suggestions are data, whatever is typed', async ({ request }) => {
  for (const typed of ['', '²', '"', "'; drop table images; --", 'a'.repeat(5000), '<script>', '%']) {
    const response = await request.get(`/laion-sample/-/suggest.json?q=${encodeURIComponent(typed)}`);
    expect(response.status(), typed.slice(0, 20)).toBe(200);
    expect((await response.json()).ok).toBe(true);
  }
  expect((await request.get('/nothing-here/-/suggest.json?q=a')).status()).toBe(404);
});

test('axe finds nothing on home, the suggestions open', async ({ page }) => {
  test.slow();
  await expectAccessible(page, '/');
  await page.getByRole('combobox').fill('van');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  expect(await violationsOn(page)).toEqual([]);
});
