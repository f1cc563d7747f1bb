import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CARD_KEY } from '../../db/data-card.ts';
import { invent } from '../../scripts/invent/invent.ts';
import type { Condition } from '../../scripts/subset/condition.ts';
import { conditions, judge, type Row, termsOf, written } from '../oracle/where.ts';
import { runDuck, writeParquet } from './parquet-file.ts';
import { LAYOUT, makeSubset, plain, rowsOf, type SubsetFixture, subsetFixture } from './subset-fixture.ts';

const ROWS = 150;

let folder: string;
let fixture: SubsetFixture;
let made = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'explorer-subset-test-'));
  fixture = await subsetFixture(folder, ROWS);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const fresh = () => join(folder, `subset-${made++}.parquet`);
const all = () => fixture.rows.flat();
const fulfilling = (condition: Condition, rows: Row[]) => rows.filter((row) => judge(condition, row) === true);

const EDGES = Array.from({ length: 41 }, (_, i) => i / 4);

/** How many scores lie below the first edge, between each two, and from the last on. */
function spread(rows: Row[]) {
  const counts = new Array<number>(EDGES.length + 1).fill(0);
  const scores = rows.flatMap(({ aesthetic }) => (typeof aesthetic === 'number' ? [aesthetic] : []));
  for (const score of scores) {
    const bin = EDGES.filter((edge) => edge <= score).length;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return { counts, blank: rows.length - scores.length };
}

function countsOf(terms: Condition[], rows: Row[]) {
  const found = rows.map((row) => terms.map((term) => judge(term, row)));
  return terms.map((_, i) => ({
    holds: found.filter((verdicts) => verdicts[i] === true).length,
    unknown: found.filter((verdicts) => verdicts[i] === null).length,
    first: found.filter((verdicts) => verdicts.findIndex((verdict) => verdict !== true) === i).length,
    only: found.filter((verdicts) => verdicts.every((verdict, k) => (verdict === true) === (k !== i))).length,
  }));
}

/** Conditions of one to four terms for which some rows hold, so that there is something to write. */
function someConditions(count: number): Condition[] {
  const several = fc.array(conditions, { minLength: 1, maxLength: 4 });
  return fc
    .sample(several, { numRuns: count * 20, seed: 3 })
    .map((parts): Condition => (parts.length === 1 ? (parts[0] as Condition) : { kind: 'and', parts }))
    .filter((condition) => fulfilling(condition, all()).length > 0)
    .slice(0, count);
}

test('rows and card are those that plain JavaScript finds, in their order', async () => {
  const tried = someConditions(40);
  expect(tried).toHaveLength(40);
  let unknown = 0;
  for (const condition of tried) {
    const out = fresh();
    const text = written(condition);
    const { card } = await makeSubset(fixture.paths, text, out);
    const wanted = fulfilling(condition, all());
    expect(await rowsOf(out), text).toEqual(wanted.map(plain));
    const terms = termsOf(condition);
    expect(card, text).toMatchObject({
      where: text,
      limit: null,
      rowsIn: all().length,
      rowsOut: wanted.length,
      conditions: countsOf(terms, all()),
      scores: { edges: EDGES, before: spread(all()), after: spread(wanted) },
      fileCount: 4,
    });
    unknown += card.conditions.reduce((sum, term) => sum + term.unknown, 0);
    const perFile = fixture.rows.map((rows) => ({ rowsIn: rows.length, rowsOut: fulfilling(condition, rows).length }));
    expect(card.files).toMatchObject(perFile);
    await rm(out);
  }
  expect(unknown).toBeGreaterThan(500);
});

test('the file has the layout of improved_aesthetics and the card in it', async () => {
  const out = fresh();
  const { card, said } = await makeSubset(fixture.paths, 'aesthetic >= 6.1', out);
  const columns = await runDuck<{ column_name: string; column_type: string }>(`DESCRIBE FROM '${out}'`);
  const sample = await runDuck("DESCRIBE FROM 'scripts/sample/laion-sample.parquet'");
  expect(columns).toEqual(sample);
  expect(columns.map(({ column_name }) => column_name)).toEqual(LAYOUT);
  const [kept] = await runDuck<{ value: string }>(
    `SELECT decode(value) AS value FROM parquet_kv_metadata('${out}') WHERE key = '${CARD_KEY}'::BLOB`,
  );
  expect(JSON.parse(kept?.value ?? '')).toEqual(card);
  expect(card.program).toMatch(/^aesthetic-explorer \d+\.\d+\.\d+$/);
  expect(Math.abs(Date.now() - Date.parse(card.madeAt))).toBeLessThan(60_000);
  for (const [i, path] of fixture.paths.entries()) {
    const bytes = await readFile(path);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    expect(card.files[i]).toMatchObject({ name: basename(path), sha256, bytes: bytes.length });
  }
  const noZero = (rows: Row[]) => rows.filter(({ aesthetic }) => (aesthetic as number) >= Math.fround(6.1)).length;
  expect(card.rowsOut).toBe(noZero(all()));
  expect(said).toContainEqual(expect.stringContaining('Not in the file, so not recorded: '));
});

test('values that cannot be are unknown, and counted where a row with one is written', async () => {
  const path = join(folder, 'odd.parquet');
  const columns = { URL: 'VARCHAR', WIDTH: 'INTEGER', AESTHETIC_SCORE: 'DOUBLE', TEXT: 'VARCHAR' };
  await writeParquet(path, columns, [
    ['http://a/', 0, 6, 'a\0b'],
    ['http://b/', -5, Number.NaN, 'b'],
    ['http://c/', 100, 600, 'c'],
    ['http://d/', 100, 7, 'd'],
  ]);
  const out = fresh();
  const { card } = await makeSubset([path], 'aesthetic >= 6', out);
  expect(card.conditions).toEqual([{ text: 'aesthetic >= 6', holds: 2, unknown: 2, first: 2, only: 2 }]);
  expect(card.mended).toEqual({ 'width out of range': 1, 'NUL bytes removed': 1 });
  expect((await rowsOf(out)).map(({ width, text }) => [width, text])).toEqual([
    [null, 'ab'],
    [100, 'd'],
  ]);
});

test('a limit reads the first rows, across files, and twins are read once', async () => {
  const out = fresh();
  const [first = '', second = ''] = fixture.paths;
  const limit = ROWS + 20;
  const { card, said } = await makeSubset([first, second, fixture.paths[2] ?? ''], 'url is not null', out, { limit });
  expect(card).toMatchObject({ limit, rowsIn: limit, fileCount: 2 });
  expect(await rowsOf(out)).toEqual(all().slice(0, limit).map(plain));
  expect(said.join()).not.toContain('the same as');
  const copy = join(folder, 'copy.parquet');
  await copyFile(first, copy);
  const again = await makeSubset([first, copy, first, second], 'url is not null', fresh());
  expect(again.card).toMatchObject({ rowsIn: 2 * ROWS, fileCount: 2 });
  expect(again.said).toContain(`${copy} is the same as ${first} and was not read again.`);
});

test('the same rows come out every time, and a subset of a subset is the subset of both', async () => {
  const folder200 = join(folder, 'invented');
  await invent({ rows: 200_000, out: folder200, files: 3, seed: 5 });
  const [one, two, half] = [fresh(), fresh(), fresh()];
  const { card } = await makeSubset([folder200], 'aesthetic >= 5.5 and pwatermark < 0.8 and punsafe < 0.5', one);
  const source = `read_parquet('${folder200}/*.parquet', filename = true, file_row_number = true)`;
  const holds = 'AESTHETIC_SCORE >= 5.5 AND pwatermark < 0.8::FLOAT AND punsafe < 0.5';
  const signed =
    '(CASE WHEN hash < 9223372036854775808 THEN hash ELSE hash::HUGEINT - 18446744073709551616 END)::HUGEINT';
  const names = LAYOUT.filter((name) => name !== 'source').map((name) => (name === 'hash' ? signed : `"${name}"`));
  const digest = (from: string, order: string) =>
    runDuck<{ n: string; hash: string }>(`
      SELECT count(*) AS n, md5(string_agg(md5(concat_ws('|', ${names.join(', ')})), '' ORDER BY ${order})) AS hash
      FROM ${from}`);
  const [wanted] = await digest(`${source} WHERE ${holds}`, 'filename, file_row_number');
  expect(await digest(`read_parquet('${one}', file_row_number = true)`, 'file_row_number')).toEqual([wanted]);
  expect(card).toMatchObject({ rowsIn: 200_000, rowsOut: Number(wanted?.n) });
  const [counts] = await runDuck<Record<string, string>>(`
    SELECT count_if(AESTHETIC_SCORE >= 5.5) AS a, count_if(pwatermark < 0.8::FLOAT) AS b, count_if(punsafe < 0.5) AS c
    FROM ${source}`);
  expect(card.conditions.map(({ holds }) => String(holds))).toEqual([counts?.a, counts?.b, counts?.c]);
  await makeSubset([folder200], 'aesthetic >= 5.5', half);
  await makeSubset([half], 'pwatermark < 0.8 and punsafe < 0.5', two);
  expect(await digest(`read_parquet('${two}', file_row_number = true)`, 'file_row_number')).toEqual([wanted]);
});

test('nothing but the subset is left in its folder', async () => {
  const names = await readdir(folder);
  expect(names.filter((name) => name.endsWith('.part'))).toEqual([]);
});
