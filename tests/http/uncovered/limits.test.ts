import { describe, expect, inject, test } from 'vitest';
import { Forbidden } from '../../../app/_url/arguments.ts';
import { parseTable } from '../../../app/_url/parse.ts';
import { settings } from '../../../app/settings.ts';
import { ask, json, query } from '../ask.ts';
import { IMAGES, inOrder, pick, tally } from '../golden.ts';

/** Milliseconds that the server under test gives a question, and what a busy machine may add. */
const LIMIT = 4000;
const SLACK = 2500;
const ENDLESS = query(['_where', '(select count(*) from images a, images b, images c, images d) > 0']).slice(1);
const SLOW = `${ENDLESS}&_timelimit=500`;
const TOO_LONG = /took too long/;

describe('what takes too long never looks like an empty answer', () => {
  test.each(['objects', 'array', 'arrayfirst', 'object', 'array&_nl=on'])('rows as JSON, shape %s', async (shape) => {
    const { status, body, milliseconds } = await ask(`/golden/images.json?${SLOW}&_shape=${shape}`);
    expect(status).toBe(400);
    expect(JSON.parse(body)).toMatchObject({ ok: false, status: 400, errors: [expect.stringMatching(TOO_LONG)] });
    expect(milliseconds).toBeLessThan(500 + SLACK);
  });

  test('rows as CSV, and as a page', async () => {
    const csv = await ask(`/golden/images.csv?${SLOW}`);
    expect(csv.status).toBe(400);
    expect(csv.body).toMatch(TOO_LONG);
    const page = await ask(`/golden/images?${SLOW}`);
    expect(page.body).not.toMatch(/>no rows|nothing matches/i);
    expect(page.body).toMatch(/too long|within|in time/i);
    expect(page.status).toBeLessThan(500);
  });

  test('a lower limit is kept', async () => {
    const asked = 'text__contains=zzzqqqzzz&_facet=site_id&_extra=count';
    const { status, body } = await ask(`/laion-sample/images.json?${asked}&_timelimit=1`);
    expect(status).toBe(400);
    expect(body).toMatch(TOO_LONG);
    expect((await json(`/laion-sample/images.json?${asked}`)).count).toBe(0);
  });

  test('facets and counts that take too long say so beside the rows', async () => {
    const { rows, facet_results, count } = await json(
      '/laion-sample/images.json?_facet=url&_extra=count&_timelimit=1&_size=0&text__contains=zzz',
    );
    expect(rows).toEqual([]);
    expect(facet_results.timed_out).toContain('url');
    expect(facet_results.results.url).toBeUndefined();
    expect(count).toBeNull();
  });

  test('a count that takes too long is a lower bound, and says so', async () => {
    // Quick for the first rows, and then for none.
    const first = (await json('/laion-sample/images.json?_size=1')).rows[0].id;
    const slow = '(select count(*) from images a, images b, images c) > 0';
    const where = query(['_where', `case when id < ${first + 10_500} then true else ${slow} end`]);
    const page = await json(`/laion-sample/images.json${where}&_size=1&_extra=count`);
    expect(page).toMatchObject({ count: 10_001, count_truncated: true, rows: [{ id: first }] });
  });

  test('a higher limit than the own raises nothing', async () => {
    const limits = ['', '&_timelimit=0', '&_timelimit=', '&_timelimit=999999999'];
    const answers = await Promise.all(limits.map((limit) => ask(`/golden/images.json?${ENDLESS}${limit}`)));
    for (const { status, milliseconds } of answers) {
      expect(status).toBe(400);
      expect(milliseconds).toBeLessThan(LIMIT + SLACK);
    }
  });
});

/** The ids of the images that conditions in SQL find. */
async function ids(...conditions: string[]): Promise<unknown[]> {
  const asked = query(
    ...conditions.map((condition): [string, string] => ['_where', condition]),
    ['_size', 'max'],
    ['_col', 'id'],
  );
  return pick((await json(`/golden/images.json${asked}`)).rows, 'id');
}

const idsOf = (holds: (row: (typeof IMAGES.rows)[0]) => boolean) => pick(IMAGES.rows.filter(holds), 'id').slice(0, 100);

describe('conditions in SQL', () => {
  test('find what they say', async () => {
    expect(await ids('width = 512')).toEqual(idsOf((row) => row.width === 512));
    expect(await ids('width = 512', 'height > 600')).toEqual(
      idsOf((row) => row.width === 512 && Number(row.height) > 600),
    );
    expect(await ids('width = 512 or width = 640', 'id < 50')).toEqual(
      idsOf((row) => [512, 640].includes(Number(row.width)) && Number(row.id) < 50),
    );
    expect(await ids("text like '%)%' or id = 3 -- a comment")).toEqual([3]);
    expect(await ids('id in (select max(id) from images)')).toEqual([260]);
    expect(await ids('domain_id in (select id from domain where image_counts = 2)')).toEqual(
      idsOf((row) => row.domain_id === 8 || row.domain_id === 9),
    );
    expect(await ids('', '  ', 'id = 7')).toEqual([7]);
  });

  test('count, facet, sort and page as any question', async () => {
    const asked =
      '_where=width+%3E%3D+1024&_sort_desc=aesthetic&_size=40&_extra=count,human_description_en&_facet=height';
    const wanted = inOrder(
      IMAGES.rows.filter((row) => Number(row.width) >= 1024),
      ['id'],
      '-aesthetic',
    );
    const found: unknown[] = [];
    for (let at = `/golden/images.json?${asked}`; at; ) {
      const page = await json(at);
      expect(page.count).toBe(wanted.length);
      found.push(...pick(page.rows, 'id'));
      const heights = page.facet_results.results.height.results.map((each: { value: number; count: number }) => [
        each.value,
        each.count,
      ]);
      expect(Object.fromEntries(heights)).toEqual(tally(wanted, 'height'));
      expect(page.human_description_en).toContain('width >= 1024');
      at = page.next_url?.replace(inject('origin'), '');
    }
    expect(found).toEqual(pick(wanted, 'id'));
  });

  test.each([
    'width =',
    'nope = 1',
    'width = 1) or (1 = 1',
    'true); select (1',
    'true; select 1',
    'width = 1 --)\n) or (true',
    '/*',
    "'",
    '$$',
    '"',
    "width = 'abc'",
    'pg_sleep(3) is null',
    "set_config('a.b', '1', false) = '1'",
    'exists (select from pg_authid)',
    '$1 = 1',
    ':a = 1',
    'exists (select from catalog.dataset)',
    "query_to_xml('select 1', true, true, '') is null",
    'true union select 1',
    'width = 1 limit 1',
    'exists (select from images for update)',
    '1',
    'count(*) > 1',
    "current_setting('is_superuser') = 'on'",
  ])('refused: %s', async (condition) => {
    for (const target of ['/golden/images.json', '/golden/images.csv', '/golden/images']) {
      const { status, body } = await ask(target + query(['_where', condition]));
      expect({ target, status }).toEqual({ target, status: 400 });
      expect(body).not.toMatch(/"images"\."|statement_timeout|golden_|order by|PostgresError/i);
    }
  });

  test('are refused where they are off', () => {
    const dataset = { tables: new Map() } as never;
    const table = { name: 'images', columns: [], primaryKey: [], outgoing: [], incoming: [], config: {} } as never;
    for (const off of [
      { allowSql: false, sqlUrl: 'x' },
      { allowSql: true, sqlUrl: '' },
    ]) {
      const context = { dataset, table, settings: { ...settings({} as never), ...off } };
      expect(() => parseTable([['_where', 'true']], context)).toThrow(Forbidden);
      expect(() => parseTable([['_where', ' ']], context)).not.toThrow();
    }
  });
});
