import { test as base, expect, type Locator } from '@playwright/test';

/**
 * Playwright's test, on the explorer of this run: addresses are relative to it, requests to anywhere else are blocked,
 * and a page that logs an error or throws fails the test. A test that provokes one names it in `allowedErrors`.
 */
export const test = base.extend<{ allowedErrors: RegExp[] }>({
  allowedErrors: [[], { option: true }],
  baseURL: async ({ browserName: _ }, use) => {
    const address = process.env.EXPLORER_ADDRESS;
    if (!address) throw new Error('The browser tests run on the server that tests/e2e/server.ts starts.');
    await use(address);
  },
  context: async ({ context, allowedErrors }, use) => {
    const errors: string[] = [];
    const note = (text: string) => {
      if (!allowedErrors.some((allowed) => allowed.test(text))) errors.push(text);
    };
    context.on('console', (message) => {
      // What cannot be reached is logged by the browser, and is not the page's fault.
      if (message.type() === 'error' && !/ERR_NAME_NOT_RESOLVED/.test(message.text())) {
        note(`${message.text()} (${message.location().url})`);
      }
    });
    context.on('weberror', (error) => note(String(error.error())));
    await use(context);
    expect(errors, 'errors logged by the page').toEqual([]);
  },
});

/** The texts of some elements, once there are any: parts of a page come after its address. */
export async function textsOf(elements: Locator): Promise<string[]> {
  await expect(elements.first()).toBeAttached();
  return elements.allTextContents();
}

export { expect };
