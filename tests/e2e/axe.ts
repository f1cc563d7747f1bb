import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** Desk and phone. */
const SCREENS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** axe finds nothing on a page, light and dark, desk and phone; and nothing is wider than the screen. */
export async function expectAccessible(page: Page, path: string): Promise<void> {
  for (const screen of SCREENS) {
    await page.setViewportSize(screen);
    await page.goto(path);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const { violations } = await new AxeBuilder({ page }).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
      );
      expect(found, `${path} at ${screen.width}, ${colorScheme}`).toEqual([]);
    }
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, `${path} at ${screen.width}`).toBeLessThanOrEqual(screen.width);
  }
}
