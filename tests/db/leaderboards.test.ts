import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Table } from '../../db/catalog.ts';
import { neighboursStatement } from '../../db/queries/neighbours.ts';
import { isLeaderboard, rankStatement } from '../../db/queries/rank.ts';
import { boardTotalsStatement, offsetStatement, placesStatement } from '../../db/queries/share.ts';
import { suggestionsStatement } from '../../db/queries/suggestions.ts';
import { totalsStatement } from '../../db/queries/totals.ts';
import type { Row } from '../../db/query.ts';
import { Random } from '../oracle/random.ts';
import { wordsOf } from '../oracle/words.ts';
import { type PagesFixture, pagesFixture } from './pages-fixture.ts';

const BOARDS = ['site', 'domain', 'artists', 'celebrities', 'characters', 'word'];
const random = new Random(20261122);

let fixture: PagesFixture;

beforeAll(async () => {
  fixture = await pagesFixture();
}, 120_000);
afterAll(() => fixture?.setup.close());

function tableOf(name: string): Table {
  const table = fixture.dataset.tables.get(name);
  if (!table) throw new Error(`there is no ${name}`);
  return table;
}

const byKey = (a: Row, b: Row, key: string) => {
  const [x, y] = [a[key], b[key]];
  if (typeof x === 'number' && typeof y === 'number') return x - y;
  return Buffer.compare(Buffer.from(String(x)), Buffer.from(String(y)));
};

/** Every row of a board in its order, with its place and the sum up to it. */
async function standings(table: Table): Promise<(Row & { place: number; sum: number })[]> {
  const key = table.primaryKey[0] as string;
  const rows = (await fixture.setup.owner.unsafe(`select * from ${fixture.dataset.schema}.${table.name}`)) as Row[];
  rows.sort((a, b) => Number(b.image_counts) - Number(a.image_counts) || byKey(a, b, key));
  let sum = 0;
  return rows.map((row, i) => {
    sum += Number(row.image_counts);
    return { ...row, place: i + 1, sum };
  });
}

test.each(BOARDS)('%s: place, running sum and ties of any row are those of the oracle', async (name) => {
  const table = tableOf(name);
  expect(isLeaderboard(table)).toBe(true);
  const all = await standings(table);
  const key = table.primaryKey[0] as string;
  const some = Array.from({ length: 25 }, () => random.pick(all));
  const places = await fixture.rows(placesStatement(fixture.reader.place, table, some));
  const found = new Map(places.map((row) => [String(row.key), [Number(row.place), Number(row.sum)]]));
  for (const row of some) {
    expect(found.get(String(row[key])), String(row[key])).toEqual([row.place, row.sum]);
    const [before] = await fixture.rows(offsetStatement(fixture.reader.place, table, row));
    expect([Number(before?.rows), Number(before?.sum)]).toEqual([row.place - 1, row.sum - Number(row.image_counts)]);
    const [rank] = await fixture.rows(rankStatement(fixture.reader.place, table, row));
    const ties = all.filter((other) => other.image_counts === row.image_counts).length - 1;
    expect([Number(rank?.place), Number(rank?.ties), Number(rank?.rows)]).toEqual([row.place, ties, all.length]);
    expect(Number(rank?.total)).toBe(all.at(-1)?.sum);
  }
});

test.each(BOARDS)('%s: what ten and a hundred of them hold', async (name) => {
  const all = await standings(tableOf(name));
  const [totals] = await fixture.rows(boardTotalsStatement(fixture.reader.place, tableOf(name)));
  const upTo = (rows: number) => all[Math.min(rows, all.length) - 1]?.sum;
  expect(Object.values(totals ?? {}).map(Number)).toEqual([
    all.length,
    all.filter((row) => Number(row.image_counts) > 0).length,
    all.at(-1)?.sum,
    upTo(10),
    upTo(100),
  ]);
});

test('the sites and the hosts hold every image once', async () => {
  const [totals] = await fixture.rows(totalsStatement(fixture.reader.place));
  expect(Number(totals?.images)).toBe(fixture.images.length);
  expect(totals?.scored).toBe(true);
  for (const name of ['site', 'domain']) {
    const [board] = await fixture.rows(boardTotalsStatement(fixture.reader.place, tableOf(name)));
    expect(Number(board?.total)).toBe(fixture.images.length);
  }
});

test('the neighbours of an image are those before and after it in the order of scores', async () => {
  const table = tableOf('images');
  const scored = fixture.images.filter((row) => row.aesthetic !== null);
  scored.sort((a, b) => Number(b.aesthetic) - Number(a.aesthetic) || Number(a.id) - Number(b.id));
  const places = [0, 1, scored.length - 1, ...Array.from({ length: 20 }, () => random.whole(0, scored.length - 1))];
  for (const at of places) {
    const row = scored[at] as Row;
    const found = await fixture.rows(neighboursStatement(fixture.reader.place, table, 'aesthetic', row, 3));
    const expected = [...scored.slice(Math.max(0, at - 3), at), ...scored.slice(at + 1, at + 4)];
    expect(found.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    expect(found.map(({ side }) => Number(side))).toEqual(expected.map((_, i) => (i < Math.min(3, at) ? -1 : 1)));
  }
});

test.each(['van', 'Van Go', 'gérô', 'ART', 'artstation.com', 'o', '사', 'a b', '李'])(
  'what %s may become begins as it does, most images first',
  async (typed) => {
    const statement = suggestionsStatement(fixture.reader.place, typed);
    const found = statement ? await fixture.rows(statement) : [];
    const words = wordsOf(typed);
    for (const { kind, label } of found) {
      const own = kind === 'word' ? [String(label)] : wordsOf(String(label));
      expect(words.every((word) => own.some((each) => each.startsWith(word)))).toBe(true);
    }
    for (const kind of new Set(found.map((row) => row.kind))) {
      const counts = found.filter((row) => row.kind === kind).map((row) => Number(row.image_counts));
      expect(counts).toEqual([...counts].sort((a, b) => b - a));
    }
  },
);

test.each(['', ' ', '…', '²', '"', "'", '\\', "a':* | b", '&!()', 'ः'])('%j typed is no error', async (typed) => {
  const statement = suggestionsStatement(fixture.reader.place, typed);
  if (statement) await fixture.rows(statement);
});
