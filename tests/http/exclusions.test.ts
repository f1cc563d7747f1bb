import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';
import { addRules, removeRules } from '../../db/exclusions/exclusions.ts';
import { ruleOf } from '../../db/exclusions/rules.ts';
import { ingest } from '../../scripts/ingest/ingest.ts';
import { silentProgress } from '../../scripts/ingest/progress.ts';
import { writeParquet } from '../db/parquet-file.ts';

const SECRET = 'https://hidden.example/private-picture.jpg';
const CAPTION = 'zebrafinch by Thomas Kinkade';
const RULES = [ruleOf('url', SECRET)];

const origin = inject('origin');
let owner: Sql;
let folder: string;

beforeAll(async () => {
  owner = connect(inject('ownerUrl'), 2);
  folder = mkdtempSync(join(tmpdir(), 'explorer-exclusions-'));
  const path = join(folder, 'images.parquet');
  const rows = Array.from({ length: 50 }, (_, i) => [`https://kept.example/${i}.jpg`, `a caption ${i}`, 5 + i / 50]);
  await writeParquet(path, { url: 'VARCHAR', text: 'VARCHAR', aesthetic: 'FLOAT' }, [...rows, [SECRET, CAPTION, 9.5]]);
  await ingest(
    inject('ownerUrl'),
    {
      paths: [path],
      name: 'taken',
      mode: 'new',
      filter: { minAesthetic: null, language: null },
      limit: null,
      fields: {},
    },
    silentProgress(),
  );
});

afterAll(async () => {
  await removeRules(owner, RULES).catch(() => {});
  await owner?.end();
  rmSync(folder, { recursive: true, force: true });
});

/** Every kind of surface that could show the row; each holds `secret` while it is there. */
const SURFACES: [path: string, secret: string][] = [
  ['/taken/images?_sort_desc=aesthetic', 'zebrafinch'],
  ['/taken/images?_search=zebrafinch', 'by Thomas Kinkade'],
  ['/taken/images?_view=gallery&_sort_desc=aesthetic', 'zebrafinch'],
  ['/taken/images/51', 'private-picture'],
  ['/taken/images/51.json', 'private-picture'],
  ['/taken/images.json?_search=zebrafinch', 'private-picture'],
  ['/taken/images.json?_sort_desc=aesthetic&_size=1', 'private-picture'],
  ['/taken/images.json?_facet=site_id&_extra=count', 'hidden.example'],
  ['/taken/images.csv?_stream=on', 'private-picture'],
  ['/taken/images.ndjson', 'private-picture'],
  ['/taken/images.parquet?_col=url', 'private-picture'],
  ['/taken/site', 'hidden.example'],
  ['/taken/site/hidden.example', 'hidden.example'],
  ['/taken/domain.json', 'hidden.example'],
  ['/taken/word.json?word=zebrafinch', '"word"'],
  ['/taken/-/suggest.json?q=hidden', 'hidden.example'],
  ['/taken/-/name?q=zebrafinch', 'by Thomas Kinkade'],
  ['/taken/-/report?aesthetic__gte=9', 'private-picture'],
  ['/taken/-/report.json?aesthetic__gte=9', 'private-picture'],
  ['/taken/-/report.csv?aesthetic__gte=9', 'private-picture'],
  ['/taken/-/query.json?sql=select+url+from+images', 'private-picture'],
  ['/taken/-/query.csv?sql=select+site+from+site', 'hidden.example'],
];

const read = async (path: string) => {
  const response = await fetch(origin + path);
  return { status: response.status, body: Buffer.from(await response.arrayBuffer()).toString('latin1') };
};

/** The surfaces that show the secret. */
async function showing(): Promise<string[]> {
  const seen: string[] = [];
  for (const [path, secret] of SURFACES) if ((await read(path)).body.includes(secret)) seen.push(path);
  return seen;
}

/** Asks for every surface again and again, six at once, until it is told to end; returns how many answers there were. */
function readMeanwhile(): () => Promise<number> {
  let isOver = false;
  let answers = 0;
  const readers = Array.from({ length: 6 }, async (_, first) => {
    for (let at = first; !isOver; at++, answers++) await read(SURFACES[at % SURFACES.length]?.[0] ?? '');
  });
  return async () => {
    isOver = true;
    await Promise.all(readers);
    return answers;
  };
}

test('an exclusion under load is gone from every surface within two seconds, and comes back', async () => {
  expect(await showing()).toEqual(SURFACES.map(([path]) => path));
  const end = readMeanwhile();
  await sleep(500);
  const began = performance.now();
  await addRules(owner, RULES, 'asked for');
  await sleep(Math.max(0, began + 2000 - performance.now()));
  // What was asked for is said again, but nothing that was found by it.
  const seen = (await showing()).filter((path) => !/zebrafinch|hidden\.example/.test(path));
  expect(seen).toEqual([]);
  for (const path of ['/taken/images?_search=zebrafinch', '/taken/-/name?q=zebrafinch'])
    expect((await read(path)).body).not.toContain('by Thomas Kinkade');
  const { body } = await read('/taken/images.json?_search=zebrafinch&_extra=count');
  expect(JSON.parse(body)).toMatchObject({ count: 0, rows: [] });
  expect((await read('/taken/site/hidden.example')).status).toBe(404);
  expect((await read('/taken/images/51')).status).toBe(410);
  expect((await read('/taken/images/51.json')).status).toBe(410);
  expect((await read('/taken/images/52')).status).toBe(404);
  for (const table of ['_excluded_images', '_gone', '_posting'])
    expect((await read(`/taken/-/query.json?sql=select+*+from+${table}`)).status).toBe(400);
  await removeRules(owner, RULES);
  expect(await end()).toBeGreaterThan(SURFACES.length);
  expect(await showing()).toEqual(SURFACES.map(([path]) => path));
});

test('while many rows are being taken out every surface says so, and other data can be read', async () => {
  const close = (by: number) => owner`
    update catalog.version set closed = closed + ${by} where dataset = 'taken' and state = 'published'`;
  await close(1);
  try {
    for (const [path] of SURFACES) {
      const { status, body } = await read(path);
      expect([path, status]).toEqual([path, 503]);
      expect(body).not.toContain('private-picture');
    }
    expect((await read('/taken/images')).body).toContain('are being taken out of');
    expect((await read('/')).status).toBe(200);
  } finally {
    await close(-1);
  }
  expect((await read('/taken/images')).status).toBe(200);
});
