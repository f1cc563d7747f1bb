import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { ensureRoles } from '../db/roles.ts';
import { ROOT, startExplorer } from './explorer-process.ts';
import { ingest } from './ingest/ingest.ts';
import { silentProgress } from './ingest/progress.ts';
import { ingestSample } from './ingest/sample.ts';
import { invent } from './invent/invent.ts';
import { ensureChromium } from './test/chromium.ts';

const OUTPUT = join(ROOT, 'tests/.output/screenshots');

/** Every kind of page, by the name of its file. */
const PAGES: Record<string, string> = {
  home: '/',
  dataset: '/laion-sample',
  about: '/laion-sample/-/about',
  images: '/laion-sample/images?_search=painting',
  korean: '/laion-sample/images?language=ko',
  empty: '/laion-sample/images?_search=painting&site_id=999999',
  error: '/laion-sample/images?nothing=1',
  removal: '/-/removal',
  sites: '/laion-sample/site',
  artists: '/laion-sample/artists',
  later: '/laion-sample/site?_next=47,100',
  found: '/laion-sample/site?_search=artstation',
  site: '/laion-sample/site/pinimg.com',
  host: '/laion-sample/domain/i.pinimg.com',
  artist: '/laion-sample/artists/Thomas+Kinkade',
  name: '/laion-sample/-/name?q=greg+rutkowski',
  image: '/laion-sample/images/399',
  sql: '/laion-sample/-/query?sql=select+site,+image_counts+from+site+order+by+image_counts+desc+limit+10',
  'sql-error': '/laion-sample/-/query?sql=select+sit%0Afrom+site',
  'sql-kept': '/laion-sample/sites_of_artist?artist=monet',
  scores: '/invented/images?_sort_desc=aesthetic',
  gallery: '/invented/images?_view=gallery',
  summary: '/invented/images?_view=summary',
  compare: '/laion-sample/-/compare?a=_search%3Dpainting&b=_search%3Dphotograph&_wait=on',
  report: '/laion-sample/-/report?q=Thomas+Kinkade',
  'report-site': '/laion-sample/-/report?site=pinimg.com',
  watch: '/-/watch',
};

const SIZES = { desk: { width: 1440, height: 1000 }, phone: { width: 390, height: 844 } };

async function photograph(browser: Browser, address: string): Promise<void> {
  for (const [size, viewport] of Object.entries(SIZES)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await browser.newContext({ viewport, colorScheme });
      await context.route(
        (url) => url.origin !== address,
        (route) => route.abort(),
      );
      const page = await context.newPage();
      for (const [name, path] of Object.entries(PAGES)) {
        await page.goto(address + path);
        // What needs a script is there, too.
        await page.locator('html[data-hands]').waitFor();
        await page.screenshot({ path: join(OUTPUT, `${name}-${size}-${colorScheme}.png`) });
      }
      await context.close();
    }
  }
}

async function readIn(ownerUrl: string, folder: string): Promise<void> {
  await migrate(ownerUrl);
  await ensureRoles(ownerUrl);
  await ingestSample(ownerUrl);
  await invent({ rows: 20_000, out: folder, files: 1, seed: 1 });
  const filter = { minAesthetic: null, language: null };
  const fields = { title: 'Invented', invented: true };
  const options = { paths: [folder], name: 'invented', mode: 'new' as const, filter, limit: null, fields };
  await ingest(ownerUrl, options, silentProgress());
}

/** A picture of every kind of page, desk and phone, light and dark, in tests/.output/screenshots. */
async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'explorer-screenshots-'));
  const database = await startEmbedded(join(folder, 'data'), { settings: { fsync: 'off' } });
  try {
    await readIn(database.url, join(folder, 'parquet'));
    const server = await startExplorer({ DATABASE_URL: database.url });
    const browser = await chromium.launch({
      executablePath: ensureChromium(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
    });
    mkdirSync(OUTPUT, { recursive: true });
    await photograph(browser, server.address);
    await browser.close();
    await server.end('SIGTERM');
    console.log(`${Object.keys(PAGES).length * 4} pictures are in ${OUTPUT}`);
  } finally {
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
