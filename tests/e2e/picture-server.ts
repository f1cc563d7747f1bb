import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext } from '@playwright/test';

/** One red pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'base64',
);

/** What was asked of the local picture server. */
export interface PictureServer {
  /** Paths with the Referer they came with, in order. */
  asked: { host: string; path: string; referer: string | undefined }[];
  close(): Promise<void>;
}

/**
 * A picture server on 127.0.0.1 that stands in for every host of `.test` in this browser: `slow` takes a second, `gone`
 * answers 404, `page` sends HTML, every other a picture.
 */
export async function servePictures(context: BrowserContext): Promise<PictureServer> {
  const asked: PictureServer['asked'] = [];
  const server = createServer((request, response) => {
    const [, host = '', ...rest] = (request.url ?? '').split('/');
    asked.push({ host, path: rest.join('/'), referer: request.headers.referer });
    if (host === 'gone.test') response.writeHead(404).end();
    else if (host === 'page.test') response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>No picture</h1>');
    else
      setTimeout(
        () => response.writeHead(200, { 'content-type': 'image/png' }).end(PNG),
        host === 'slow.test' ? 1000 : 0,
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await context.route(
    (url) => url.hostname.endsWith('.test'),
    async (route) => {
      const { hostname, pathname } = new URL(route.request().url());
      const answer = await route.fetch({ url: `http://127.0.0.1:${port}/${hostname}${pathname}` });
      await route.fulfill({ response: answer });
    },
  );
  return { asked, close: () => new Promise((resolve) => server.close(() => resolve())) };
}
