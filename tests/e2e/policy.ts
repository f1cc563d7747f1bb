import type { BrowserContext, Page } from '@playwright/test';

interface Watched {
  __ran?: unknown;
  __violations: string[];
}

/** Lets every page of this browser remember what the policy forbade. */
export async function watch(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    const watched = window as unknown as Watched;
    watched.__violations = [];
    addEventListener(
      'securitypolicyviolation',
      ({ effectiveDirective, blockedURI, sourceFile, lineNumber, sample }) => {
        watched.__violations.push(`${effectiveDirective}: ${blockedURI} ${sample} (${sourceFile}:${lineNumber})`);
      },
    );
  });
}

export const violations = (page: Page) => page.evaluate(() => (window as unknown as Watched).__violations);
export const ran = (page: Page) => page.evaluate(() => (window as unknown as Watched).__ran);

/** Opens a page and does what makes it load the rest of itself. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  for (const summary of await page.locator('summary:visible').all())
    await summary.click({ timeout: 2000 }).catch(() => {});
}

/** The address of a statement, behind a dataset's. */
export const sql = (statement: string) => `/-/query?sql=${encodeURIComponent(statement)}`;
