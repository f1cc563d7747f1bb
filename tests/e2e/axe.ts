import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** Desk and phone. */
const SCREENS = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** The rules that colours decide; all others find the same on dark paper as on light. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

export interface Look {
  /** A selector of what is looked at; the page. */
  within?: string;
  /** All. */
  rules?: string[];
}

/** What axe finds on the page as it is: each violation with the elements it was found at. */
export async function violationsOn(page: Page, { within, rules }: Look = {}): Promise<string[]> {
  // The other mode opens a tab for every look, for the sake of frames, of which there are none.
  const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  if (within) axe.include(within);
  if (rules) axe.withRules(rules);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`);
}

/** axe finds nothing on a page, light and dark, desk and phone; and nothing is wider than the screen. */
export async function expectAccessible(page: Page, path: string): Promise<void> {
  for (const screen of SCREENS) {
    await page.setViewportSize(screen);
    await page.goto(path);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const found = await violationsOn(page, colorScheme === 'dark' ? { rules: COLOUR_RULES } : {});
      expect(found, `${path} at ${screen.width}, ${colorScheme}`).toEqual([]);
    }
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width, `${path} at ${screen.width}`).toBeLessThanOrEqual(screen.width);
  }
}
