import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { type PictureServer, servePictures } from './picture-server.ts';

const GALLERY = '/odd/images?_view=gallery';

let pictures: PictureServer;

test.beforeEach(async ({ context }) => {
  pictures = await servePictures(context);
});
test.afterEach(() => pictures.close());
// What the picture server refuses is logged by the browser, and is not the page's fault.
test.use({ allowedErrors: [/Failed to load resource.*(404|ERR_)/] });

const picture = (page: Page, caption: string) => page.locator('.picture').filter({ hasText: caption });

async function turnOn(page: Page, name = 'On'): Promise<void> {
  await page.getByRole('form', { name: 'Pictures' }).getByRole('button', { name, exact: true }).click();
  await expect(page.getByRole('button', { name, exact: true })).toHaveAttribute('aria-pressed', 'true');
}

test('nothing is loaded until the visitor turns pictures on', async ({ page }) => {
  await page.goto(GALLERY);
  await expect(page.getByText('Nothing is loaded from other sites.')).toBeVisible();
  await expect(page.locator('.picture')).toHaveCount(16);
  await expect(page.locator('img')).toHaveCount(0);
  await page.waitForTimeout(300);
  expect(pictures.asked).toEqual([]);
  await page.getByRole('link', { name: 'A good picture, wide' }).click();
  await expect(page).toHaveURL(/\/odd\/images\/1$/);
});

test('turned on, they come from their own sites, without a referrer, and it is kept', async ({ page, context }) => {
  await page.goto(GALLERY);
  await turnOn(page);
  await expect(page).toHaveURL(GALLERY);
  await expect.poll(() => pictures.asked.map(({ path }) => path)).toContain('wide.png');
  expect(pictures.asked.map(({ referer }) => referer).filter(Boolean)).toEqual([]);
  const image = picture(page, 'A good picture, wide').locator('img');
  await expect(image).toHaveAttribute('referrerpolicy', 'no-referrer');
  await expect(image).toHaveAttribute('loading', 'lazy');
  expect(await image.evaluate((element: HTMLImageElement) => element.naturalWidth)).toBe(1);
  const other = await context.newPage();
  await other.goto(GALLERY);
  await expect(other.locator('.picture img').first()).toBeVisible();
  await other.getByRole('button', { name: 'Off', exact: true }).click();
  await expect(other.locator('.picture img')).toHaveCount(0);
  expect((await context.cookies()).filter(({ name }) => name === 'images')).toEqual([]);
});

test('what is unsafe is blurred until it is asked for, counted and named', async ({ page }) => {
  await page.goto(GALLERY);
  await turnOn(page);
  await expect(page.getByText(/^Blurred until you ask for it/)).toHaveText(
    'Blurred until you ask for it: 1 of 16 pictures, 1 with a probability to be unsafe above 0.5.',
  );
  const unsafe = picture(page, 'An unsafe picture');
  // The styles may come after the page; until then nothing of it is painted.
  await expect(unsafe.locator('img')).toHaveCSS('filter', /^blur/);
  await unsafe.getByText('show', { exact: true }).click();
  await expect(unsafe.locator('img')).toHaveCSS('filter', 'none');
  await expect(picture(page, 'A picture nobody scored').locator('.veil')).toHaveCount(0);
});

test('the stricter mode blurs what nobody scored, too; the keyboard lifts it', async ({ page }) => {
  await page.goto(GALLERY);
  await turnOn(page, 'On, blurred where nobody scored them');
  await expect(page.getByText(/2 of 16 pictures/)).toContainText('1 that nobody scored');
  const unscored = picture(page, 'A picture nobody scored');
  await expect(unscored.locator('img')).toHaveCSS('filter', /^blur/);
  await unscored.getByRole('checkbox').focus();
  await page.keyboard.press('Space');
  await expect(unscored.locator('img')).toHaveCSS('filter', 'none');
});

test('a picture that is gone gives way to its caption, in a frame of its shape', async ({ page }) => {
  await page.goto(GALLERY);
  await turnOn(page);
  for (const caption of ['A picture that is gone', 'A page in the place of a picture']) {
    const gone = picture(page, caption);
    await gone.scrollIntoViewIfNeeded();
    await expect(gone).toHaveClass(/dead/);
    await expect(gone.locator('.plate')).toBeVisible();
    const box = await gone.locator('.frame').boundingBox();
    expect((box?.width ?? 0) / (box?.height ?? 1)).toBeCloseTo(1.35, 1);
  }
});

test('frames keep their shapes before anything is loaded, and full lines end together', async ({ page }) => {
  await page.goto(GALLERY);
  await expect(page.locator('.frame').first()).toBeVisible();
  const boxes = await page
    .locator('.frame')
    .evaluateAll((frames) => frames.map((frame) => frame.getBoundingClientRect().toJSON() as DOMRect));
  expect((boxes[0]?.width ?? 0) / (boxes[0]?.height ?? 1)).toBeCloseTo(2, 1);
  const tops = [...new Set(boxes.map(({ y }) => Math.round(y)))];
  const lines = tops.map((top) => boxes.filter(({ y }) => Math.round(y) === top));
  for (const line of lines) {
    const heights = line.map(({ height }) => height);
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(2);
  }
  const ends = lines.slice(0, -1).map((line) => Math.round(line.at(-1)?.right ?? 0));
  expect(Math.max(...ends) - Math.min(...ends)).toBeLessThan(3);
  await turnOn(page);
  await picture(page, 'A slow picture')
    .locator('img')
    .evaluate((image: HTMLImageElement) => image.decode());
  const after = await page.locator('.frame').first().boundingBox();
  expect(after?.height).toBeCloseTo(boxes[0]?.height ?? 0, 0);
});

test('another site cannot turn pictures on', async ({ request }) => {
  const kept = await request.get('/-/keep?images=on&back=/', {
    maxRedirects: 0,
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  expect(kept.headers()['set-cookie']).toBeUndefined();
  for (const back of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)']) {
    const answer = await request.get(`/-/keep?theme=dark&back=${encodeURIComponent(back)}`, { maxRedirects: 0 });
    expect(answer.headers().location).toBe('/');
  }
});
