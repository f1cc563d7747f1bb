import { afterAll, beforeAll, expect, test } from 'vitest';
import { captionNamesStatement } from '../../db/queries/caption-names.ts';
import { MOST_CAPTIONS, samplePercent } from '../../db/queries/captions.ts';
import { nameScoresStatement } from '../../db/queries/name-scores.ts';
import { nearNamesStatement } from '../../db/queries/near-names.ts';
import { recordedStatement } from '../../db/queries/recorded.ts';
import { wordsStatement } from '../../db/queries/words.ts';
import type { Filter, Row } from '../../db/query.ts';
import { readCount } from '../../db/reader.ts';
import { wordsOf } from '../oracle/words.ts';
import { countPhrases, countWords } from './ingest-oracle.ts';
import { answered, type PagesFixture, pagesFixture, question } from './pages-fixture.ts';

let fixture: PagesFixture;
let site: Filter[];

beforeAll(async () => {
  fixture = await pagesFixture();
  const [row] = await fixture.setup.owner.unsafe(
    `select id from ${fixture.dataset.schema}.site where site = 'artstation.com'`,
  );
  site = [{ column: 'site_id', operator: 'exact', value: String(row?.id) }];
}, 120_000);
afterAll(() => fixture?.setup.close());

const captionsOf = (rows: Row[]) => rows.map((row) => (row.text === null ? [] : wordsOf(String(row.text))));
const ofSite = () => fixture.images.filter((row) => String(row.site_id) === site[0]?.value);

/** The little words, by the dictionary Postgres itself reads. */
async function isGrammar(word: string): Promise<boolean> {
  const [row] = await fixture.setup.owner`select numnode(plainto_tsquery('pg_catalog.english', ${word})) = 0 as little`;
  return row?.little === true;
}

test.each([
  ['one site', true],
  ['all images', false],
])('the commonest words of %s are those of the oracle', async (_, isSite) => {
  const asked = question(isSite ? site : []);
  const found = await fixture.rows(wordsStatement(fixture.reader.place, asked, null, 24));
  const counts = [...countWords(captionsOf(isSite ? ofSite() : fixture.images))];
  const candidates = counts.filter(([word]) => [...word].length > 1 && !/^\d+$/.test(word));
  const byCodePoint = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  candidates.sort(([a, n], [b, m]) => m - n || byCodePoint(a, b));
  const expected: [string, number][] = [];
  for (const entry of candidates) {
    if (expected.length === 24) break;
    if (!(await isGrammar(entry[0]))) expected.push(entry);
  }
  expect(found.map((row) => [row.word, Number(row.count)])).toEqual(expected);
});

test('a word’s count is what a search for it finds in the same question', async () => {
  const found = await fixture.rows(wordsStatement(fixture.reader.place, question(site), null, 24));
  for (const row of found) {
    const search = [{ text: String(row.word), column: null, mode: 'default' as const }];
    const counted = answered(await readCount(fixture.reader, question(site, search)));
    expect(counted.count, String(row.word)).toBe(Number(row.count));
  }
});

test('names are counted word by word, and so does the search that stands beside them', async () => {
  const statement = captionNamesStatement(fixture.reader.place, question(site), null, 40);
  const found = statement ? await fixture.rows(statement) : [];
  const counts = new Map(found.map((row) => [String(row.name), Number(row.count)]));
  expect(counts.get('Vincent Van Gogh')).toBe(3);
  expect(counts.get('Jean-Léon Gérôme')).toBe(2);
  // A common word is left out, however often it stands there.
  expect([...counts.keys()]).not.toContain('Contact (1997)');
  const phrases = [
    ['vincent', 'van', 'gogh'],
    ['jean', 'leon', 'gerome'],
  ];
  expect(
    countPhrases(
      captionsOf(ofSite()),
      phrases.map((phrase) => [phrase]),
    ),
  ).toEqual([3, 2]);
  for (const row of found) {
    const search = [{ text: String(row.search), column: null, mode: 'default' as const }];
    const counted = answered(await readCount(fixture.reader, question(site, search)));
    expect(counted.count, String(row.name)).toBe(Number(row.count));
  }
});

test('beyond twenty thousand captions about as many are read, the same ones each time', async () => {
  expect(samplePercent(MOST_CAPTIONS)).toBeNull();
  expect(samplePercent(MOST_CAPTIONS * 4)).toBe(25);
  const sampled = () => fixture.rows(wordsStatement(fixture.reader.place, question(), 50, 5));
  const [once, again] = [await sampled(), await sampled()];
  expect(again).toEqual(once);
  const read = Number(once[0]?.captions);
  expect(read).toBeGreaterThan(0);
  expect(read).toBeLessThan(fixture.images.length);
});

test.each([
  ['vinsent van gog', 'Vincent Van Gogh'],
  ['JEAN LEON GEROME', 'Jean-Léon Gérôme'],
  ['Winkelman Beeple', 'Mike Winkelmann (Beeple)'],
])('%s is spelled much like %s', async (typed, name) => {
  const statement = nearNamesStatement(fixture.reader.place, typed, 8);
  const found = statement ? await fixture.rows(statement) : [];
  expect(found[0]?.name).toBe(name);
  const alike = found.map((row) => Number(row.similarity));
  expect(alike).toEqual([...alike].sort((a, b) => b - a));
});

test.each(['', '😀', 'zzzzqqqq'])('nothing is spelled like %j', async (typed) => {
  const statement = nearNamesStatement(fixture.reader.place, typed, 8);
  expect(statement ? await fixture.rows(statement) : []).toEqual([]);
});

test('the mean score of a name is that of the images its search finds', async () => {
  const { owner } = fixture.setup;
  const names = (await owner.unsafe(
    `select name, search from ${fixture.dataset.schema}.artists where image_counts > 0 order by name`,
  )) as unknown as Row[];
  const statement = nameScoresStatement(fixture.reader.place, names);
  const means = new Map((statement ? await fixture.rows(statement) : []).map((row) => [row.key, row.mean]));
  for (const name of ['Vincent Van Gogh', 'Jean-Léon Gérôme']) {
    const words = name === 'Vincent Van Gogh' ? 'vincent van gogh' : 'jean leon gerome';
    const scores = fixture.images
      .filter((row) => ` ${wordsOf(String(row.text ?? '')).join(' ')} `.includes(` ${words} `))
      .flatMap((row) => (row.aesthetic === null ? [] : [Number(row.aesthetic)]));
    const mean = scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0) / scores.length;
    if (mean === null) expect(means.get(name)).toBeNull();
    else expect(Number(means.get(name))).toBeCloseTo(mean, 6);
  }
});

test('what is recorded of each column is counted', async () => {
  const table = fixture.dataset.tables.get('images');
  if (!table) throw new Error('there are no images');
  const [row] = await fixture.rows(recordedStatement(fixture.reader.place, table));
  expect(Number(row?.rows)).toBe(fixture.images.length);
  table.columns.forEach(({ name }, i) => {
    const filled = fixture.images.filter((image) => image[name] !== null).length;
    expect(Number(row?.[`c${i}`]), name).toBe(filled);
  });
});
