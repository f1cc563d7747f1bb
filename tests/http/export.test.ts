import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';

const SAMPLE = 'scripts/sample/laion-sample.parquet';
const at = (path: string) => `${inject('origin')}${path}`;
let duck: Awaited<ReturnType<DuckDBInstance['connect']>>;
let owner: Sql;

beforeAll(async () => {
  duck = await (await DuckDBInstance.create(':memory:')).connect();
  owner = connect(inject('ownerUrl'), 1);
});

afterAll(() => owner.end());

const asked = async (sql: string) => (await duck.runAndReadAll(sql)).getRowObjectsJson();

/** Rows, captions and a hash over both addresses and captions, whatever their order. */
const DIGEST = 'count(*) as rows, count(text) as captions, sum(hash(url, text)::hugeint)::varchar as digest';

test.each(['csv', 'ndjson', 'parquet'])('every row as %s is every row of the file', async (format) => {
  const file = `tests/.output/export.${format}`;
  const response = await fetch(at(`/laion-sample/images.${format}?_stream=on`));
  expect(response.status).toBe(200);
  const { writeFile } = await import('node:fs/promises');
  await writeFile(file, Buffer.from(await response.arrayBuffer()));
  // In our CSV null and an empty caption are alike, so both sides read an empty one as null there.
  const reader = {
    csv: `read_csv('${file}', all_varchar = true, parallel = false)`,
    ndjson: `read_json('${file}')`,
    parquet: `'${file}'`,
  }[format];
  const [got] = await asked(
    `select ${DIGEST} from (select url::varchar as url, nullif(text::varchar, '') as text from ${reader})`,
  );
  const [wanted] = await asked(
    `select ${DIGEST} from (select "URL" as url, nullif("TEXT", '') as text from '${SAMPLE}')`,
  );
  expect(got).toEqual(wanted);
});

test('a filtered and sorted export holds the rows of the pages in their order', async () => {
  const question = '_search=painting&aesthetic__isnull=1&_sort_desc=id&_col=id';
  const csv = await (await fetch(at(`/laion-sample/images.csv?${question}&_stream=on`))).text();
  const ids: string[] = [];
  let next: string | null = at(`/laion-sample/images.json?${question}&_size=100`);
  while (next) {
    const page = (await (await fetch(next)).json()) as { rows: { id: number }[]; next_url: string | null };
    ids.push(...page.rows.map((row) => String(row.id)));
    next = page.next_url;
  }
  expect(ids.length).toBeGreaterThan(200);
  expect(csv.trimEnd().split('\r\n')).toEqual(['id', ...ids]);
});

test('an export from a later page is refused', async () => {
  const response = await fetch(at('/laion-sample/images.csv?_stream=on&_next=5'));
  expect(response.status).toBe(400);
  expect(await response.text()).toContain('_next not allowed for CSV streaming');
});

test('cells that a spreadsheet would run are escaped where asked, and exact otherwise', async () => {
  const path = '/golden/artists.csv?_stream=on&_col=name';
  const exact = await (await fetch(at(path))).text();
  const safe = await (await fetch(at(`${path}&_safe=1`))).text();
  expect(exact).not.toContain("'=");
  expect(safe.split('\r\n').filter((line) => /^"?[=+\-@]/.test(line))).toEqual([]);
});

/** Columns in an order that nobody else asks for, by which the statements of these tests are told apart. */
const OWN_COLUMNS = ['language', 'text', 'hash', 'url', 'domain_id'];
const OWN = OWN_COLUMNS.map((column) => `_col=${column}`).join('&');
const OWN_SQL = OWN_COLUMNS.map((column) => `"images"."${column}"`).join(', ');

/** Statements of these exports that Postgres is running or holding open. */
async function running(): Promise<number> {
  const [row] = await owner<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity
    where backend_type = 'client backend' and pid <> pg_backend_pid() and state <> 'idle'
      and query like ${`%${OWN_SQL}%`}`;
  return row?.count ?? 0;
}

test('a client that goes away ends its statement', async () => {
  // More than the buffers on the way hold, to a client that stops reading: the export waits, its cursor open.
  const request = get(at(`/laion-sample/images.ndjson?_labels=on&${OWN}`));
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  await once(response, 'readable');
  await sleep(500);
  expect(await running()).toBe(1);
  request.destroy();
  // A second on a machine with nothing else to do; the limit of time would end it after two minutes.
  await expect.poll(running, { timeout: 10_000 }).toBe(0);
});

test('HEAD of an export starts none', async () => {
  const response = await fetch(at(`/laion-sample/images.csv?_stream=on&${OWN}`), { method: 'HEAD' });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  await sleep(300);
  expect(await running()).toBe(0);
});

describe('an export with a visitor’s condition has the time of a visitor’s statement', () => {
  const ENDLESS = '(select count(*) from images a, images b, images c) > 0';
  const where = (condition: string) => `_stream=on&_where=${encodeURIComponent(condition)}`;

  test.each(['csv', 'ndjson', 'parquet'])('to its first row, as %s', async (format) => {
    const response = await fetch(at(`/laion-sample/images.${format}?${where(ENDLESS)}`), {
      signal: AbortSignal.timeout(20_000),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ ok: false, errors: [expect.stringContaining('took too long')] });
  });

  test.each(['csv', 'ndjson', 'parquet'])('and between rows, as %s: what was begun is cut', async (format) => {
    const [first] = (await (await fetch(at('/laion-sample/images.json?_size=1&_shape=array'))).json()) as [
      { id: number },
    ];
    const slow = `case when id < ${first.id + 5000} then true else ${ENDLESS} end`;
    const whole = fetch(at(`/laion-sample/images.${format}?${where(slow)}`), {
      signal: AbortSignal.timeout(20_000),
    }).then((response) => response.arrayBuffer());
    // What the connection's end is to fetch, within the answer and before its head.
    await expect(whole).rejects.toThrow(/^(terminated|fetch failed)$/);
  });
});
