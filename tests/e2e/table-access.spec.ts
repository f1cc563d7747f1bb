import { expectAccessible, violationsOn } from './axe.ts';
import { expect, test } from './fixtures.ts';

/** A dozen rows each: every row is alike, and axe looks at each of them again and again. */
const PAGES: Record<string, string> = {
  table: '/invented/images?_search=painting&aesthetic__gte=5&site_id__in=1,2,3&_wait=on&_size=12',
  'many columns':
    '/laion-sample/images?_col=text&_col=url&_col=domain_id&_col=site_id&_col=hash&_col=language&_wait=on&_size=12',
  gallery: '/odd/images?_view=gallery&_wait=on&_size=12',
  summary: '/invented/images?_view=summary&_wait=on',
  'odd captions': '/odd/images?_col=text&_col=url&_wait=on',
  'nothing found': '/laion-sample/images?_search=painting&language=ko&nsfw=NSFW&_wait=on',
};

test.slow();

for (const [kind, path] of Object.entries(PAGES)) {
  test(`axe finds nothing: ${kind}`, async ({ page }) => {
    await expectAccessible(page, path);
  });
}

test('axe finds nothing: pictures, blurred ones among them', async ({ page, context, baseURL }) => {
  await context.addCookies([{ name: 'images', value: 'strict', url: baseURL ?? '' }]);
  await expectAccessible(page, PAGES.gallery as string);
});

test.describe('a question that cannot be read', () => {
  test.use({ allowedErrors: [/400 \(Bad Request\)/] });

  test('axe finds nothing', async ({ page }) => {
    await expectAccessible(page, '/laion-sample/images?colour=red');
  });
});

test('axe finds nothing: open menus', async ({ page }) => {
  await page.goto('/invented/images?_search=painting&_wait=on&_size=5');
  for (const menu of ['Add a condition', 'Export', 'View SQL', 'Columns', 'Keyboard', 'Menu of Score']) {
    await page.getByRole('button', { name: menu, exact: true }).focus();
    await page.keyboard.press('Enter');
    await expect(page.locator(':popover-open')).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await violationsOn(page, { within: ':popover-open' }), `${menu}, ${colorScheme}`).toEqual([]);
    }
    await page.keyboard.press('Escape');
  }
});
