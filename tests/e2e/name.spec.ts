import { expectAccessible } from './axe.ts';
import { expect, test, textsOf } from './fixtures.ts';

test('a name that is nowhere gets the same page, with what was searched', async ({ page }) => {
  await page.goto('/laion-sample/-/name?q=greg+rutkowski');
  const main = page.getByRole('main');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('No images with greg rutkowski in the caption');
  await expect(main.getByRole('region', { name: 'What was searched' })).toContainText('"greg rutkowski"');
  await expect(main).toContainText('The name itself stands in the list of artists, as Greg Rutkowski');
  await main.getByRole('link', { name: 'Greg Rutkowski', exact: true }).click();
  await expect(page).toHaveURL('/laion-sample/artists/Greg+Rutkowski');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('No images');
});

test('a misspelled name leads to the right one', async ({ page }) => {
  await page.goto('/laion-sample/-/name?q=vinsent+van+gog');
  const near = page.getByRole('region', { name: /Spelled much like it/ });
  await near.getByRole('link', { name: /Vincent Van Gogh/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('2 images with Vincent Van Gogh in the caption');
});

test('any phrase: how many images, from which sites, the search behind it', async ({ page, request }) => {
  await page.goto('/laion-sample/-/name?q=oil+painting');
  const answer = await (
    await request.get('/laion-sample/images.json?_search="oil+painting"&_size=0&_extra=count')
  ).json();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    `${answer.count} images with oil painting in the caption`,
  );
  const sites = page.getByRole('region', { name: 'Where they come from' });
  const first = sites.getByRole('listitem').first();
  const count = (await first.locator('.n').textContent()) ?? '';
  await first.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${count} image`);
  await page.goBack();
  await page.getByRole('region', { name: 'What was searched' }).getByRole('link', { name: '"oil painting"' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${answer.count} images`);
});

test('the page of an artist: rank, share, images by score, the spread of scores against all', async ({ page }) => {
  await page.goto('/invented/artists');
  const first = page.locator('.board tbody tr').first();
  const name = (await first.locator('.who a').textContent()) ?? '';
  const count = (await first.locator('.images').textContent()) ?? '';
  await first.locator('.who a').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${count} images with ${name} in the caption`);
  await expect(page.locator('.figures')).toContainText(/rank among 2,265 artists\s*1/);
  const scores = page.locator('.images li .n');
  const shown = (await textsOf(scores)).map(Number);
  expect(shown.length).toBeGreaterThan(5);
  expect(shown).toEqual([...shown].sort((a, b) => b - a));
  await expect(page.getByRole('img', { name: /^Scores of/ })).toBeVisible();
  await page.getByRole('link', { name: 'All, best score first' }).click();
  await expect(page).toHaveURL(/_sort_desc=aesthetic/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`${count} images`);
});

test('a name that is counted in other words says so', async ({ page }) => {
  await page.goto('/laion-sample/characters/Star+Wars+(1977)');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('20 images with Star Wars in the caption');
  await expect(page.getByRole('main')).toContainText('counted for Star Wars (1977), in the list of characters');
  await page.goto('/laion-sample/artists/Mike+Winkelmann+(Beeple)');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('with Mike Winkelmann or Beeple in the caption');
});

test('what is searched is what is asked, whatever is typed', async ({ page }) => {
  const hostile = ['"quoted" phrase', '-minus* OR AND', '<b>bold</b>', "o'shea", '²', '한국', 'x'.repeat(900)];
  for (const text of hostile) {
    const response = await page.goto(`/laion-sample/-/name?q=${encodeURIComponent(text)}`);
    expect(response?.status(), text.slice(0, 20)).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toContainText(text.replaceAll('"', '').slice(0, 20).trim());
  }
  expect((await page.request.get(`/laion-sample/-/name?q=${'x'.repeat(2000)}`)).status()).toBe(400);
  expect((await page.request.get('/laion-sample/-/name')).status()).toBe(200);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('all of it is there when it is asked for in one piece', async ({ page }) => {
    await page.goto('/laion-sample/artists/Thomas+Kinkade?_wait=on');
    for (const name of ['The images', 'Where they come from', 'Their scores', 'What was searched'])
      await expect(page.getByRole('region', { name })).toBeVisible();
    await expect(page.locator('.pending')).toHaveCount(0);
  });
});

for (const path of [
  '/laion-sample/-/name?q=oil+painting',
  '/laion-sample/-/name?q=zzzz',
  '/invented/artists/Canaletto',
]) {
  test(`axe finds nothing on ${path}`, async ({ page }) => {
    test.slow();
    await expectAccessible(page, path);
  });
}
