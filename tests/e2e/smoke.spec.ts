import { expect, test } from './fixtures.ts';

test('the home page leads to the sample', async ({ page }) => {
  const response = await page.goto('/');
  expect(response?.status()).toBe(200);
  await page
    .getByRole('link', { name: /sample/i })
    .first()
    .click();
  await expect(page).toHaveURL(/\/laion-sample/);
});

test('a page may be kept by the browser for going back, and says what all answers say', async ({ request }) => {
  const response = await request.get('/');
  expect(response.headers()).toMatchObject({
    'content-type': expect.stringMatching(/^text\/html/),
    'cache-control': 'private, no-cache',
    vary: expect.stringMatching(/\bCookie$/),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  expect(response.headers()).not.toHaveProperty('x-powered-by');
});

test('HEAD is GET without a body', async ({ request }) => {
  const [head, get] = await Promise.all([request.head('/'), request.get('/')]);
  expect(head.status()).toBe(200);
  expect(head.headers()['content-type']).toBe(get.headers()['content-type']);
  expect((await head.body()).length).toBe(0);
});

for (const method of ['POST', 'PUT', 'DELETE', 'PATCH']) {
  test(`${method} is refused`, async ({ request }) => {
    const response = await request.fetch('/laion-sample/images', { method });
    expect(response.status()).toBe(405);
    expect(response.headers().allow).toBe('GET, HEAD, OPTIONS');
    expect(await response.text()).toBe('Method not allowed');
  });
}

test('OPTIONS names the methods', async ({ request }) => {
  const response = await request.fetch('/laion-sample/images', { method: 'OPTIONS' });
  expect(response.status()).toBe(200);
  expect(response.headers().allow).toBe('GET, HEAD, OPTIONS');
});

test('an address too long, or with a NUL in it, is refused as such', async ({ request }) => {
  expect((await request.get(`/?_search=${'x'.repeat(17_000)}`)).status()).toBe(414);
  expect((await request.get('/laion-sample/images?_search=%00')).status()).toBe(400);
  const json = await request.get('/laion-sample/images.json?_search=%00');
  expect(json.status()).toBe(400);
  expect(await json.json()).toMatchObject({ ok: false, status: 400 });
});

for (const path of [
  '/%E0%A4%A',
  '/%',
  '/laion-sample/%FF',
  '/_next/%E0%A4%A',
  '//evil.example/',
  '/laion-sample/images?x=%E0%A4%A',
]) {
  test(`${path} does not fail`, async ({ request, baseURL }) => {
    const response = await request.get(`${baseURL}${path}`, { maxRedirects: 0 });
    expect(response.status()).toBeLessThan(500);
    expect(response.headers().location ?? '/').toMatch(/^\/(?![/\\])/);
  });
}
