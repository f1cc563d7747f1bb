import { afterAll, beforeAll, expect, test } from 'vitest';
import { Engine } from '../oracle/ask-engine.ts';
import { checkCount, checkFacets, checkRows } from '../oracle/check.ts';
import { type Check, complaints } from '../oracle/complaints.ts';
import { everyOperator } from '../oracle/every-operator.ts';
import { fixtureTables } from '../oracle/fixture.ts';
import { loadFixture } from '../oracle/load-fixture.ts';
import { type AskedQuestion, rowsFound } from '../oracle/question.ts';
import { Random } from '../oracle/random.ts';
import { randomQuestion } from '../oracle/random-question.ts';
import type { OracleTable } from '../oracle/table.ts';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';

/** QUESTION_SEED=7 QUESTIONS=5000 asks others, and more; QUESTION_SEED alone asks again what failed. */
const SEED = Number(process.env.QUESTION_SEED ?? 20240501);
const COUNT = Number(process.env.QUESTIONS ?? 500);

const tables = fixtureTables(SEED);
const random = new Random(SEED);
const questions = Array.from({ length: COUNT }, () => randomQuestion(random, tables));
let database: FreshDatabase;
let engine: Engine;

beforeAll(async () => {
  database = await freshDatabase();
  await loadFixture(database.url, tables);
  engine = await Engine.open(database.url, 'questions');
});

afterAll(async () => {
  await engine?.close();
  await database?.drop();
});

const told = (check: Check, asked = questions) => complaints(SEED, asked, check);

const SIZES = [[3, 40], [1], [7], [100], [13, 2000]];

test('rows are those of the oracle, in its order, page after page', async () => {
  const wrong = await told((question, number) =>
    checkRows(engine, tables, question, SIZES[number % SIZES.length] as number[]),
  );
  expect(wrong).toEqual([]);
});

test('counts are those of the oracle', async () => {
  expect(await told((question) => checkCount(engine, tables, question))).toEqual([]);
});

test('facets are those of the oracle, and each number is the count of its link', async () => {
  expect(await told((question) => checkFacets(engine, tables, question))).toEqual([]);
});

test('every operator is that of the oracle on every column', async () => {
  const all = everyOperator(random, tables.get('picture') as OracleTable);
  expect(await told((question) => checkRows(engine, tables, question, [1000]), all)).toEqual([]);
});

test('the questions reach what they are meant to try', () => {
  const found = questions.map(({ table, question }) => rowsFound(tables, table, question).length);
  const share = (isSo: (question: AskedQuestion, i: number) => boolean) => questions.filter(isSo).length / COUNT;
  expect(share((_, i) => (found[i] as number) > 0)).toBeGreaterThan(0.4);
  expect(share((_, i) => (found[i] as number) > 8)).toBeGreaterThan(0.25);
  expect(share(({ question }, i) => question.sort.length > 1 && (found[i] as number) > 8)).toBeGreaterThan(0.05);
  expect(share(({ question }, i) => !!question.wanted && (found[i] as number) > 0)).toBeGreaterThan(0.1);
  expect(share(({ facets }) => facets.length > 0)).toBeGreaterThan(0.5);
});
