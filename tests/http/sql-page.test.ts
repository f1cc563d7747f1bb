import { randomUUID } from 'node:crypto';
import { describe, expect, inject, test } from 'vitest';
import { connect } from '../../db/client.ts';
import storedQueries from '../../db/stored-queries.json' with { type: 'json' };

const query = (format: string, sql: string, rest = '') =>
  `${inject('origin')}/golden/-/query${format}?sql=${encodeURIComponent(sql)}${rest}`;

const get = (path: string) => fetch(inject('origin') + path, { redirect: 'manual' });

interface Answer {
  ok: boolean;
  rows: unknown[];
  truncated: boolean;
  errors?: string[];
  position?: { offset: number; line: number; column: number };
}

async function json(url: string): Promise<{ status: number; text: string; body: Answer }> {
  const response = await fetch(url);
  const text = await response.text();
  return { status: response.status, text, body: JSON.parse(text) as Answer };
}

describe('JSON', () => {
  test('holds every digit, and what JSON has no word for', async () => {
    const { text } = await json(
      query(
        '.json',
        `select 9223372036854775807 as big, 123456789012345678901234567890.10 as exact, 0.1::float8 as f, 1e-7::float8 as tiny,
          'NaN'::float8 as nan, '-Infinity'::numeric as inf, null as nothing, true as yes, '\\x00ff'::bytea as bytes,
          array[1,null] as list, date '2022-01-02' as day, '{"a": 9007199254740993}'::jsonb as j`,
        '&_json=j',
      ),
    );
    expect(text).toBe(
      '{"ok": true, "rows": [{"big": 9223372036854775807, "exact": 123456789012345678901234567890.10, "f": 0.1, ' +
        '"tiny": 1e-07, "nan": null, "inf": null, "nothing": null, "yes": true, "bytes": {"$base64": true, ' +
        '"encoded": "AP8="}, "list": "{1,NULL}", "day": "2022-01-02", "j": {"a": 9007199254740993}}], "truncated": false}',
    );
  });

  test('keeps the values of columns that share a name where rows are arrays', async () => {
    const sql = 'select 1 as x, 2 as x';
    expect((await json(query('.json', sql, '&_shape=arrays'))).body.rows).toEqual([[1, 2]]);
    expect((await json(query('.json', sql))).body.rows).toEqual([{ x: 2 }]);
    expect((await json(query('.json', sql, '&_extra=columns'))).body).toMatchObject({ columns: ['x', 'x'] });
  });

  test('says when rows are missing', async () => {
    const { body } = await json(query('.json', 'select generate_series(1, 101) as n'));
    expect(body.truncated).toBe(true);
    expect(body.rows.length).toBe(100);
  });

  test.each([
    ['select nope', 400, 'column "nope" does not exist (line 1, column 8)'],
    ['drop table images', 400, 'Statement must be a SELECT'],
    ['select pg_sleep(9)', 400, 'pg_sleep cannot be used here'],
    ['select count(*) from generate_series(1, 10000000000)', 400, 'SQL query took too long'],
    ["select repeat('x', 1000000000)", 400, 'memory'],
    ["select repeat('x', 20000000)", 400, 'more than 8 MB'],
  ])('says why there is no answer: %s', async (sql, status, words) => {
    const answer = await json(query('.json', sql));
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ ok: false, errors: [expect.stringContaining(words)] });
  });

  test('says where a statement is wrong', async () => {
    const { body } = await json(query('.json', 'select 1,\n nope'));
    expect(body).toMatchObject({ position: { offset: 11, line: 2, column: 2 }, rows: [], truncated: false });
  });

  test.each(['_shape=object', '_shape=cube', '_extra=nope'])('refuses %s', async (argument) => {
    expect((await json(query('.json', 'select 1', `&${argument}`))).status).toBe(400);
  });

  test('of a statement is kept by no cache, of a stored query for a while', async () => {
    expect((await fetch(query('.json', 'select 1'))).headers.get('cache-control')).toBeNull();
    expect((await get('/golden/top_domains.json')).headers.get('cache-control')).toBe('max-age=5');
    expect((await get('/golden/top_domains.json?_ttl=60')).headers.get('cache-control')).toBe('max-age=60');
  });
});

describe('CSV', () => {
  test('writes what the others write', async () => {
    const sql = `select 7::float8 as f, 1.50 as n, null as nothing, 'a"b,c' as t, '=1+1' as "=f", '\\x00'::bytea as b`;
    expect(await (await fetch(query('.csv', sql))).text()).toBe(
      'f,n,nothing,t,=f,b\r\n7.0,1.50,,"a""b,c",=1+1,AA==\r\n',
    );
    expect(await (await fetch(query('.csv', sql, '&_safe=1'))).text()).toContain('\'=f,b\r\n7.0,1.50,,"a""b,c",\'=1+1');
  });

  test('says in its head when rows are missing', async () => {
    const cut = await fetch(query('.csv', 'select generate_series(1, 101)'));
    expect(cut.headers.get('x-truncated')).toBe('rows');
    expect((await fetch(query('.csv', 'select 1'))).headers.get('x-truncated')).toBeNull();
  });
});

describe('the page', () => {
  const html = async (url: string) => {
    const response = await fetch(url);
    return { status: response.status, headers: response.headers, text: await response.text() };
  };

  test('without a statement is an empty editor beside the tables', async () => {
    const { status, text } = await html(`${inject('origin')}/golden/-/query`);
    expect(status).toBe(200);
    expect(text).toContain('<textarea');
    expect(text).toContain('aesthetic');
    expect(text).toContain('double precision');
  });

  test('keeps the statement and its parameters, and shows the answer', async () => {
    const { status, text, headers } = await html(
      query('', 'select id, :words as words from images where id < :n order by id', '&words=<b>é&n=3'),
    );
    expect(status).toBe(200);
    expect(text).toContain('select id, :words as words from images where id &lt; :n order by id</textarea>');
    expect(text).toMatch(/name="words"[^>]* value="&lt;b&gt;é"|value="&lt;b&gt;é"[^>]* name="words"/);
    expect(text).toContain('2 rows');
    expect(text).not.toContain('<b>é');
    expect(headers.get('link')).toContain('/golden/-/query.json?sql=');
  });

  test('keeps a statement that is wrong, and shows where', async () => {
    const { status, text } = await html(query('', 'select id\nform images'));
    expect(status).toBe(400);
    expect(text).toContain('select id\nform images</textarea>');
    expect(text).toContain('(line 2, column 6)');
    expect(text).toMatch(/form images\n {5}\^/);
  });

  test.each([
    ['select count(*) from generate_series(1, 10000000000)', 'took too long'],
    ['select 1; select 2', 'one statement at a time'],
  ])('keeps a statement that may not be run: %s', async (sql, words) => {
    const { status, text } = await html(query('', sql));
    expect(status).toBe(400);
    expect(text).toContain(`${sql}</textarea>`);
    expect(text).toContain(words);
  });

  test('says when rows are missing', async () => {
    expect((await html(query('', 'select generate_series(1, 101)'))).text).toContain('Truncated');
  });

  test('folds the statement away', async () => {
    const { text } = await html(query('', 'select 1', '&_hide_sql=1'));
    expect(text).not.toContain('<textarea');
    expect(text).toContain('type="hidden" name="sql" value="select 1"');
    expect(text).toContain('Show SQL');
  });
});

describe('stored queries', () => {
  const names = Object.keys(storedQueries);

  test('are listed', async () => {
    const { body } = await json(`${inject('origin')}/laion-sample/-/queries.json`);
    expect(body).toMatchObject({ ok: true, queries: names.map((name) => ({ name })) });
  });

  test.each(names)('%s answers on the sample in every format', async (name) => {
    const path = `${inject('origin')}/laion-sample/${name}`;
    const parameters = name === 'sites_of_artist' ? '?artist=claude+monet' : '';
    const { status, body } = await json(`${path}.json${parameters}`);
    expect(status).toBe(200);
    expect(body.rows.length).toBeGreaterThan(0);
    expect((await (await fetch(`${path}.csv${parameters}`)).text()).split('\r\n').length).toBeGreaterThan(2);
    const page = await fetch(path + parameters);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain(storedQueries[name as keyof typeof storedQueries].title);
  });

  test('agree with the tables', async () => {
    const rows = async (path: string) => (await json(inject('origin') + path)).body.rows as Record<string, number>[];
    const [counted] = await rows('/laion-sample/-/query.json?sql=select+count(*)+as+n+from+images');
    const scores = await rows('/laion-sample/score_histogram.json');
    expect(scores.reduce((sum, row) => sum + (row.images ?? 0), 0)).toBe(counted?.n);
    const [top] = await rows('/laion-sample/top_domains.json');
    const [first] = await rows('/laion-sample/domain.json?_size=1');
    expect(top).toMatchObject({ rank: 1, domain: first?.domain, image_counts: first?.image_counts });
    for (const name of ['claude monet', 'van gogh', 'painting', 'frida kahlo']) {
      const sites = await rows(
        `/laion-sample/-/query.json?sql=${encodeURIComponent(
          storedQueries.sites_of_artist.sql.replace('limit 100', ''),
        )}&artist=${encodeURIComponent(name)}`,
      );
      const [found] = await rows(
        `/laion-sample/-/query.json?artist=${encodeURIComponent(name)}&sql=${encodeURIComponent(
          "select count(*) as n from images where to_tsvector('simple', template.norm(text)) @@ phraseto_tsquery('simple', template.norm(:artist))",
        )}`,
      );
      if (sites.length < 100) expect(sites.reduce((sum, row) => sum + (row.images ?? 0), 0)).toBe(found?.n);
    }
  });

  test('leave the name to a table', async () => {
    expect((await get('/golden/nope.json')).status).toBe(404);
    expect((await get('/golden/nope')).status).toBe(404);
    expect((await get('/golden/by_artist.parquet')).status).toBe(404);
    expect((await get('/golden/-/queries')).status).toBe(404);
  });
});

describe('_where', () => {
  const where = (condition: string, rest = '') =>
    json(`${inject('origin')}/golden/images.json?_where=${encodeURIComponent(condition)}&_size=5${rest}`);

  test('takes a condition, with tables beside it', async () => {
    const { body } = await where("domain_id in (select id from domain where domain = 'EXAMPLE.COM') -- these");
    expect((body.rows as { domain_id: number }[]).every((row) => row.domain_id === 5)).toBe(true);
    expect((await where('width > 1024', '&_extra=count')).body).toMatchObject({ count: 45 });
  });

  test.each([
    '1=1) union select * from images --',
    '1=1); drop table images; --',
    '(1=1',
    "text = 'x",
    'nope > 5',
    'width > ',
    'pg_sleep(10) is null',
    'exists (select from catalog.dataset)',
    'exists (select from laion_sample_v2.images)',
    'exists (select from images for update)',
    "exists (select query_to_xml('select 1', true, true, ''))",
    'exists (with d as (delete from images returning 1) select from d)',
    "length(repeat('x', 300000000)) > 0",
    'true order by id',
    'count(*) > 1',
  ])('refuses: %s', async (condition) => {
    const { status, body } = await where(condition);
    expect(status).toBe(400);
    expect(body.errors?.join('').length).toBeGreaterThan(10);
  });

  test('is held to the time', async () => {
    const { status, body } = await where('(select count(*) from images a, images b, images c, images d) > 0');
    expect(status).toBe(400);
    expect(body.errors?.[0]).toContain('took too long');
  });
});

test('a client that goes away ends its statement', async () => {
  const owner = connect(inject('ownerUrl'), 1);
  // Other files ask meanwhile, and the statement may be left over from a run before: it has a word of its own.
  const mark = `gone-${randomUUID()}`;
  const running = async () => {
    const [row] = await owner<{ n: number }[]>`
      select count(*)::int as n from pg_stat_activity
      where backend_type = 'client backend' and state <> 'idle' and query like ${`%'${mark}'%`}`;
    return row?.n;
  };
  const leaving = new AbortController();
  const asked = fetch(query('.json', `select '${mark}', count(*) from generate_series(1, 10000000000)`), {
    signal: leaving.signal,
  }).catch(() => null);
  await expect.poll(running, { timeout: 10_000, interval: 10 }).toBe(1);
  leaving.abort();
  await asked;
  // The statement's own limit of a second would end it later.
  await expect.poll(running, { timeout: 800, interval: 20 }).toBe(0);
  await owner.end();
});

test('a statement of a dataset’s own address leads to its page', async () => {
  for (const [from, to] of [
    ['/golden?sql=select+1&x=1', '/golden/-/query?sql=select+1&x=1'],
    ['/golden.json?x=%2F&sql=select+1', '/golden/-/query.json?x=%2F&sql=select+1'],
  ] as const) {
    const response = await get(from);
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(to);
  }
});
