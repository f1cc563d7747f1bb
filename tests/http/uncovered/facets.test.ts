import { describe, expect, inject, test } from 'vitest';
import { json } from '../ask.ts';
import { DOMAIN, type GoldenRow, IMAGES, pick, tally } from '../golden.ts';

interface FacetValue {
  value: string | number;
  label: string;
  count: number;
  selected: boolean;
  toggle_url: string;
}

const compareText = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
/** The commonest first, ties by value: numbers by size, text by code point. */
const ranked = (counts: Record<string, number>) =>
  Object.entries(counts).sort(([a, x], [b, y]) => y - x || Number(a) - Number(b) || compareText(a, b));

const shown = (facet: { results: FacetValue[] }) => facet.results.map(({ value, count }) => [String(value), count]);
const rowsWhere = (holds: (row: GoldenRow) => boolean) => IMAGES.rows.filter(holds);
const tagsOf = (row: GoldenRow): string[] => [...new Set<string>(JSON.parse(String(row.tags ?? '[]')))];

function tallyTags(rows: GoldenRow[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const tag of rows.flatMap(tagsOf)) counts[tag] = (counts[tag] ?? 0) + 1;
  return counts;
}

async function facets(
  pairs: string,
): Promise<Record<string, { results: FacetValue[]; toggle_url: string; truncated: boolean; type: string }>> {
  const { facet_results } = await json(`/golden/images.json?${pairs}`);
  expect(facet_results.timed_out).toEqual([]);
  return facet_results.results;
}

describe('counts', () => {
  test('are of every matching row, on the second page as on the first', async () => {
    const asked = 'width__gte=640&_facet=domain_id&_facet=height&_sort_desc=aesthetic&_size=10';
    const { next } = await json(`/golden/images.json?${asked}`);
    const [first, second] = [await facets(asked), await facets(`${asked}&_next=${encodeURIComponent(next)}`)];
    const rows = rowsWhere(({ width }) => Number(width) >= 640);
    for (const column of ['domain_id', 'height']) {
      expect(shown(first[column] as never)).toEqual(ranked(tally(rows, column)));
      expect(shown(second[column] as never)).toEqual(shown(first[column] as never));
    }
  });

  test('leave out the choices of their own column, and mark them', async () => {
    const { width, height } = await facets('width=512&height=600&_facet=width&_facet=height');
    expect(shown(width as never)).toEqual(
      ranked(
        tally(
          rowsWhere((row) => row.height === 600),
          'width',
        ),
      ),
    );
    expect(shown(height as never)).toEqual(
      ranked(
        tally(
          rowsWhere((row) => row.width === 512),
          'height',
        ),
      ),
    );
    expect(width?.results.filter(({ selected }) => selected).map(({ value }) => value)).toEqual([512]);
    const several = await facets('width__in=512,640&_facet=width');
    expect(shown(several.width as never)).toEqual(ranked(tally(IMAGES.rows, 'width')));
    const ranged = await facets('width__gte=1024&_facet=width');
    expect(shown(ranged.width as never)).toEqual(
      ranked(
        tally(
          rowsWhere((row) => Number(row.width) >= 1024),
          'width',
        ),
      ),
    );
  });

  test('of arrays count a row once for each item', async () => {
    const { tags } = await facets('_facet_array=tags&width__gt=700');
    expect(shown(tags as never)).toEqual(ranked(tallyTags(rowsWhere((row) => Number(row.width) > 700))));
  });

  test('of days count text by its date', async () => {
    const { created } = await facets('_facet_date=created&_facet_size=100');
    const days = IMAGES.rows
      .filter((row) => row.created !== null)
      .map((row) => ({ day: String(row.created).slice(0, 10) }));
    expect(shown(created as never)).toEqual(ranked(tally(days, 'day')));
  });

  test('of one column under several types have names of their own', async () => {
    const found = await facets('_facet=tags&_facet_array=tags&_facet=created&_facet_date=created&_facet=tags');
    expect(Object.entries(found).map(([name, { type }]) => [name, type])).toEqual([
      ['tags', 'column'],
      ['created', 'column'],
      ['tags_2', 'array'],
      ['created_2', 'date'],
    ]);
    expect(shown(found.tags_2 as never)).toEqual(ranked(tallyTags(IMAGES.rows)));
    expect(shown(found.tags as never)[0]).toEqual(ranked(tally(IMAGES.rows, 'tags'))[0]);
  });

  test('carry the label of the linked row', async () => {
    const { domain_id } = await facets('_facet=domain_id');
    const labels = new Map(DOMAIN.rows.map((row) => [row.id, row.domain]));
    for (const { value, label } of domain_id?.results ?? []) expect(label).toBe(labels.get(value));
  });
});

describe('sizes', () => {
  test.each([
    ['3', 3],
    ['max', 5],
    ['0', 0],
    ['', 5],
    ['-1', 5],
    ['abc', 5],
    ['1e9', 5],
    ['99999999999999999999', 5],
  ])('_facet_size=%s', async (size, shownValues) => {
    const { width } = await facets(`_facet=width&_facet_size=${size}`);
    expect(width?.results).toHaveLength(shownValues);
    expect(width?.truncated).toBe(shownValues < 5);
  });

  test('_nofacet leaves them out, _shape=array too', async () => {
    const { facet_results } = await json('/golden/images.json?_facet=width&_nofacet=1');
    expect(facet_results).toEqual({ results: {}, timed_out: [] });
    expect(await json('/golden/images.json?_facet=width&_shape=array&_size=1')).toHaveLength(1);
  });
});

/** Asks an address that an answer gave. */
const follow = (url: string) => json(url.replace(inject('origin'), ''));

describe('links', () => {
  test('of a value lead to the rows it counts, from any page', async () => {
    const { next } = await json('/golden/images.json?_size=7&_sort=text');
    const asked = `_size=7&_sort=text&_next=${encodeURIComponent(next)}&_facet=height&_facet_array=tags&_facet_date=created`;
    const found = await facets(asked);
    for (const facet of Object.values(found)) {
      for (const { count, toggle_url } of facet.results.slice(0, 3)) {
        expect(toggle_url).not.toContain('_next');
        expect(await follow(`${toggle_url}&_extra=count`)).toMatchObject({ count });
      }
      expect(facet.toggle_url).toMatch(/^\/golden\/images\.json\?/);
      expect(facet.toggle_url).not.toContain('_next');
    }
  });

  test('of a chosen value give it up again', async () => {
    const { width } = await facets('width=512&_facet=width&text__contains=&_size=1');
    const chosen = width?.results.find(({ selected }) => selected);
    const { searchParams } = new URL(chosen?.toggle_url ?? '');
    expect([...searchParams]).toEqual([
      ['_facet', 'width'],
      ['text__contains', ''],
      ['_size', '1'],
    ]);
  });

  test('of suggestions lead to facets, and there are none on later pages', async () => {
    const { suggested_facets } = await json('/golden/images.json?_extra=suggested_facets&width=512');
    const names = suggested_facets.map(
      ({ name, type = 'column' }: { name: string; type?: string }) => `${name} ${type}`,
    );
    expect(names).toEqual(expect.arrayContaining(['height column', 'tags array', 'created date']));
    expect(names).not.toContain('width column');
    for (const { toggle_url } of suggested_facets) expect((await follow(toggle_url)).facet_results).toBeTruthy();
    const later = await json('/golden/images.json?_extra=suggested_facets&_next=20');
    expect(later.suggested_facets).toEqual([]);
  });
});

test('counts ignore the page, and are exact', async () => {
  const wanted = rowsWhere((row) => row.width === 1024).length;
  const { count, count_truncated, next } = await json('/golden/images.json?width=1024&_extra=count&_size=5');
  expect([count, count_truncated]).toEqual([wanted, false]);
  const second = await json(`/golden/images.json?width=1024&_extra=count&_size=5&_next=${next}`);
  expect(second.count).toBe(wanted);
  expect(await json('/golden/images.json?_extra=count&_nocount=1&_size=0')).toMatchObject({
    count: null,
    rows: [],
    next: null,
  });
  expect(pick((await json('/golden/images.json?_size=3')).rows, 'id')).toEqual([1, 2, 3]);
});
