import { expect, test } from './fixtures.ts';

test('a slash goes to the search box, and types where one types', async ({ page }) => {
  await page.goto('/laion-sample/images?_search=cat');
  await expect(page.locator('html[data-hands]')).toBeAttached();
  await page.keyboard.press('/');
  const box = page.getByRole('searchbox');
  await expect(box).toBeFocused();
  await page.keyboard.type('old/new');
  await expect(box).toHaveValue('old/new');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/_search=old/);
});

test('a question mark lists the shortcuts, Escape puts them away', async ({ page }) => {
  await page.goto('/laion-sample/images');
  await expect(page.locator('html[data-hands]')).toBeAttached();
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(list).toBeVisible();
  await expect(list).toContainText('Go to the search box');
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await page.getByRole('button', { name: 'Keyboard' }).click();
  await expect(list).toBeVisible();
});

test('Tab leads to the content first, and every stop is to be seen', async ({ page }) => {
  await page.goto('/invented/images?_search=painting&_size=3');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  const unmarked = await page.evaluate(async () => {
    const stops = [...document.querySelectorAll<HTMLElement | SVGElement>('a, button, input, select, [tabindex="0"]')];
    const bad: string[] = [];
    for (const stop of stops.filter((each) => each.checkVisibility() && each.tabIndex >= 0)) {
      stop.focus();
      if (document.activeElement !== stop) continue;
      const isMarked = (element: Element | null): boolean =>
        element !== null && getComputedStyle(element).outlineStyle !== 'none';
      const search = stop.closest('.search');
      const isUnderlined = search !== null && stop.matches('input');
      if (!isMarked(stop) && !isMarked(stop.closest('svg')) && !isUnderlined) bad.push(stop.outerHTML.slice(0, 120));
    }
    return bad;
  });
  expect(unmarked).toEqual([]);
});

test('a question is asked, narrowed and read without a pointer', async ({ page }) => {
  await page.goto('/invented/images');
  await expect(page.locator('html[data-hands]')).toBeAttached();
  await page.keyboard.press('/');
  await page.keyboard.type('painting');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('whose caption holds painting');
  const site = page.getByRole('complementary').locator('.facet').first().getByRole('link').first();
  await site.focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/site_id=/);
  await page.locator('td.caption a').first().focus();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/invented\/images\/\d+$/);
});
