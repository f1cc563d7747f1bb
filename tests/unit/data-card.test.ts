import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type DataCard, dataCard, KEPT_FILES } from '../../db/data-card.ts';
import { cardText } from '../../scripts/subset/card-text.ts';

const file = (name: string, rowsIn: number, rowsOut: number) => ({
  name,
  sha256: 'a'.repeat(64),
  bytes: 9,
  rowsIn,
  rowsOut,
});

const card = (): DataCard => ({
  format: 1,
  program: 'aesthetic-explorer 0.1.0',
  madeAt: '2026-11-22T10:00:00.000Z',
  where: "aesthetic >= 6\nand language = 'en'",
  limit: null,
  rowsIn: 100,
  rowsOut: 40,
  conditions: [
    { text: 'aesthetic >= 6', holds: 60, unknown: 5, first: 40, only: 30 },
    { text: "language = 'en'", holds: 70, unknown: 0, first: 20, only: 20 },
  ],
  scores: { edges: [5, 6], before: { counts: [10, 25, 60], blank: 5 }, after: { counts: [0, 0, 40], blank: 0 } },
  mended: { 'width out of range': 3 },
  fileCount: 2,
  files: [file('a.parquet', 60, 30), file('b.parquet', 40, 10)],
});

test('a card is read as it was written, without what else somebody put into it', () => {
  const written = JSON.parse(JSON.stringify(card()));
  expect(dataCard(written)).toEqual(card());
  const more = { ...written, more: 'x'.repeat(1e6) };
  more.files[0].more = 1;
  more.scores.after.more = 1;
  more.conditions[0].more = [];
  expect(dataCard(more)).toEqual(card());
});

/** Every place in a value, as the keys that lead to it. */
function placesIn(value: unknown, before: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [before];
  return [
    ...(before.length > 0 ? [before] : []),
    ...Object.keys(value).flatMap((key) => placesIn((value as never)[key], [...before, key])),
  ];
}

function changed(place: string[], value: unknown): unknown {
  const copy = JSON.parse(JSON.stringify(card()));
  const last = place.at(-1) as string;
  const parent = place.slice(0, -1).reduce((at, key) => at[key], copy);
  parent[last] = value;
  return copy;
}

test('whatever else stands in a place of it, it is a card or none, and no card is of another form', () => {
  const odd = fc.oneof(
    fc.anything(),
    fc.constantFrom(-1, 0.5, 1e300, Number.NaN, '\0', '\ud800', 'x'.repeat(20_000), [], {}, null, undefined, '1'),
  );
  fc.assert(
    fc.property(fc.constantFrom(...placesIn(card())), odd, (place, value) => {
      const read = dataCard(changed(place, value));
      if (read === null) return;
      expect(JSON.stringify(read).length).toBeLessThan(20_000);
      expect(JSON.stringify(read)).not.toMatch(/\\u0000|\\ud[89a-f]/);
      // What is shown of it works.
      expect(cardText('x.parquet', read)).toContain('x.parquet: ');
    }),
    { numRuns: 5000 },
  );
});

test('nothing is a card by chance', () => {
  fc.assert(fc.property(fc.anything(), (value) => dataCard(value) === null));
});

test.each([
  ['rowsIn', 101],
  ['rowsOut', 41],
  ['conditions.0.first', 41],
  ['conditions.0.holds', 101],
  ['conditions.1.only', 21],
  ['scores.before.counts.0', 11],
  ['scores.after.blank', 1],
  ['scores.edges.1', 5],
  ['scores.edges', [5]],
  ['files.0.rowsIn', 61],
  ['files.0.rowsOut', 31],
  ['files.0.sha256', 'A'.repeat(64)],
  ['files.0.sha256', ['a'.repeat(64)]],
  ['fileCount', 1],
  ['format', 2],
  ['madeAt', 'yesterday'],
  ['where', 'a\u0007'],
  ['program', '\ud83d'],
])('with %s as %j it is none', (place, value) => {
  expect(dataCard(changed(place.split('.'), value))).toBeNull();
});

test('of very many files the first are kept, and how many there were', () => {
  const files = Array.from({ length: 3000 }, (_, i) => file(`${i}.parquet`, i === 0 ? 100 : 0, i === 0 ? 40 : 0));
  const read = dataCard({ ...card(), fileCount: 3000, files });
  expect(read?.files).toHaveLength(KEPT_FILES);
  expect(read?.fileCount).toBe(3000);
  expect(dataCard(JSON.parse(JSON.stringify(read)))).toEqual(read);
});

test('the card for people', () => {
  const scores = { edges: [5, 6], before: { counts: [0, 35, 60], blank: 5 }, after: { counts: [0, 0, 40], blank: 0 } };
  expect(cardText('six.parquet', { ...card(), scores }).split('\n')).toEqual([
    'six.parquet: 40 of 100 rows from 2 files.',
    '  aesthetic >= 6   holds for 60, unknown for 5; out first 40, out alone 30',
    "  language = 'en'  holds for 70, unknown for 0; out first 20, out alone 20",
    '  mended, width out of range: 3',
    '           score      rows read   rows written',
    `          5 to 6             35              0  ${'#'.repeat(18)}`,
    `      6 and more             60             40  ${'#'.repeat(30)}`,
    '            none              5              0',
  ]);
});
