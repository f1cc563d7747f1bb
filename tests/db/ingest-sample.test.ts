import { fileURLToPath } from 'node:url';
import { getDomain } from 'tldts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nameEntry } from '../../scripts/ingest/phrases.ts';
import { silentProgress } from '../../scripts/ingest/progress.ts';
import { ingestSample } from '../../scripts/ingest/sample.ts';
import { captionWords, countPhrases, countWords, wordsOf } from './ingest-oracle.ts';
import { type IngestSetup, ingestSetup } from './ingest-setup.ts';
import { runDuck } from './parquet-file.ts';

const FILE = fileURLToPath(new URL('../../scripts/sample/laion-sample.parquet', import.meta.url));
const HOST = `lower(regexp_extract("URL", '^https?://(?:[^/@]*@)?([^/:?#]+)', 1))`;

let setup: IngestSetup;
let schema: string;

beforeAll(async () => {
  setup = await ingestSetup();
  await ingestSample(setup.url, silentProgress());
  schema = await setup.schema('laion-sample');
});
afterAll(() => setup?.close());

const rowsOf = (table: string, columns: string) =>
  setup.owner.unsafe(`select ${columns} from ${schema}.${table} order by image_counts desc, 1`);

test('the numbers of the sample are those of DuckDB on its file', async () => {
  const hosts = await runDuck<{ host: string; n: string }>(
    `SELECT ${HOST} AS host, count(*) AS n FROM '${FILE}' GROUP BY 1 ORDER BY count(*) DESC, host`,
  );
  const domains = await rowsOf('domain', 'domain, image_counts');
  expect(domains.map((row) => [row.domain, row.image_counts])).toEqual(hosts.map(({ host, n }) => [host, Number(n)]));
  expect(domains).toHaveLength(14_145);
  expect({ ...domains[0] }).toEqual({ domain: 'i.pinimg.com', image_counts: 3130 });

  const counts = new Map<string, number>();
  for (const { host, n } of hosts) {
    const site = getDomain(host) ?? host;
    counts.set(site, (counts.get(site) ?? 0) + Number(n));
  }
  const sites = await rowsOf('site', 'site, image_counts');
  expect(new Map(sites.map((row) => [row.site, row.image_counts]))).toEqual(counts);
  expect(sites).toHaveLength(11_387);
  expect({ ...sites[0] }).toEqual({ site: 'pinimg.com', image_counts: 3493 });

  const totals = `count(*) AS images, count("text") AS texts, count(aesthetic) AS scores, sum(hash % 1000) AS hashes,
    round(sum(similarity), 6) AS similarity, sum(width) AS width, sum(octet_length("text")) AS bytes`;
  const [seen] = await setup.owner.unsafe(`
    select ${totals.replace('sum(similarity)', 'sum(similarity::numeric)')} from ${schema}.images`);
  const [expected] = await runDuck<Record<string, string>>(`
    SELECT ${totals.replace('aesthetic', '"AESTHETIC_SCORE"').replace('octet_length("text")', 'strlen("TEXT")')}
    FROM '${FILE}'`);
  const asNumbers = (row: object = {}) => Object.entries(row).map(([name, value]) => [name, Number(value)]);
  expect(asNumbers(seen)).toEqual(asNumbers(expected));
  expect(Number(seen?.images)).toBe(46_956);
});

test('every row is there under its position', async () => {
  const seen = await setup.owner.unsafe(`select id::int, url, text, aesthetic from ${schema}.images order by id`);
  const expected = await runDuck<Record<string, string>>(`
    SELECT (file_row_number + 1)::INTEGER AS id, "URL" AS url, "TEXT" AS text, "AESTHETIC_SCORE" AS aesthetic
    FROM read_parquet('${FILE}', file_row_number = true) ORDER BY 1`);
  expect(seen.map((row) => Object.values(row))).toEqual(expected.map((row) => Object.values(row)));
});

test('the word table is what Postgres counts over all captions', async () => {
  const words = await rowsOf('word', 'word, image_counts');
  const counted = new Map(words.map((row) => [row.word as string, row.image_counts as number]));
  const stat = await setup.owner.unsafe(
    `select word, ndoc from ts_stat($$select to_tsvector('simple', template.norm(text)) from ${schema}.images$$)`,
  );
  expect(counted).toEqual(new Map(stat.map((row) => [row.word, row.ndoc])));
  expect(counted).toEqual(countWords(await captionWords(setup.owner, schema)));
});

test('every name counts the captions that hold it, word by word', async () => {
  const { owner } = setup;
  const captions = await captionWords(owner, schema);
  for (const [table, size] of [
    ['artists', 2265],
    ['celebrities', 525],
    ['characters', 174],
  ] as const) {
    const names = await rowsOf(table, 'name, image_counts');
    expect(names).toHaveLength(size);
    const phrases = names.flatMap((row, i) =>
      nameEntry(row.name, null, () => false).phrases.map((phrase) => ({ i, phrase })),
    );
    const normal = await owner<{ normal: string }[]>`
      select template.norm(p) as normal from unnest(${phrases.map(({ phrase }) => phrase)}::text[])
        with ordinality as u (p, i) order by i`;
    const lists: string[][][] = names.map(() => []);
    for (const [k, { i }] of phrases.entries()) lists[i]?.push(wordsOf(normal[k]?.normal ?? ''));
    expect(names.map((row) => row.image_counts)).toEqual(countPhrases(captions, lists));
  }
});

test('a second time nothing is read', async () => {
  await ingestSample(setup.url, silentProgress());
  expect(await setup.schema('laion-sample')).toBe(schema);
  const [dataset] = await setup.owner`select * from catalog.dataset`;
  expect(dataset).toMatchObject({ name: 'laion-sample', invented: false, aliases: [], last_image_id: 46_956n });
  expect(dataset?.about).toContain('No row has both a caption and a score');
});
