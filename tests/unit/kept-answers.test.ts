import { expect, test } from 'vitest';
import { kept } from '../../db/kept-answers.ts';
import type { Answer, Question } from '../../db/query.ts';
import type { Reader } from '../../db/reader.ts';
import { sql } from '../../db/sql.ts';

const whole: Question = { table: 'images', search: [], filters: [], through: [], where: [] };
const narrow: Question = { ...whole, filters: [{ column: 'width', operator: 'exact', value: '3' }] };
const reader = (schema: string, milliseconds = 1000) =>
  ({ place: { schema }, facetMilliseconds: milliseconds, signal: AbortSignal.timeout(60_000) }) as unknown as Reader;
const answer = <T>(value: T): Answer<T> => ({ state: 'answered', value });
const after = <T>(milliseconds: number, value: T) =>
  new Promise<T>((resolve) => setTimeout(() => resolve(value), milliseconds));

test('a statement is asked once a version', async () => {
  let times = 0;
  const ask = async () => answer(++times);
  const asking = (schema: string) => kept({ reader: reader(schema), question: narrow, statement: sql`select 1`, ask });
  expect([await asking('a1'), await asking('a1'), await asking('a2')]).toEqual([answer(1), answer(1), answer(2)]);
});

test('time-outs, lower bounds and a visitor’s own SQL are asked again', async () => {
  let times = 0;
  const late = async (): Promise<Answer<number>> => ({ state: 'timed out', milliseconds: ++times });
  const asking = { reader: reader('b'), question: narrow };
  await kept({ ...asking, statement: sql`select 2`, ask: late });
  await kept({ ...asking, statement: sql`select 2`, ask: late });
  expect(times).toBe(2);
  const bound = async () => answer(++times);
  await kept({ ...asking, statement: sql`select 3`, ask: bound, isFinal: () => false });
  await kept({ ...asking, statement: sql`select 3`, ask: bound, isFinal: () => false });
  expect(times).toBe(4);
  const own = { ...narrow, where: ['random() > 0.5'] };
  await kept({ ...asking, question: own, statement: sql`select 4`, ask: bound });
  await kept({ ...asking, question: own, statement: sql`select 4`, ask: bound });
  expect(times).toBe(6);
});

test('what is asked of a whole table goes on after the page has stopped waiting', async () => {
  const limits: { facetMilliseconds: number; signal?: AbortSignal }[] = [];
  const ask = (as: Reader) => {
    limits.push(as);
    return after(60, answer('done'));
  };
  const asking = { reader: reader('c', 20), question: whole, statement: sql`select 5`, ask };
  expect(await kept(asking)).toEqual({ state: 'timed out', milliseconds: 20 });
  expect(await kept(asking)).toEqual({ state: 'timed out', milliseconds: 20 });
  await after(60, null);
  expect(await kept(asking)).toEqual(answer('done'));
  expect(limits.length).toBe(1);
  expect(limits[0]?.facetMilliseconds).toBeGreaterThan(1000);
  expect(limits[0]?.signal).toBeUndefined();
});

test('an outage is not remembered', async () => {
  const asking = { reader: reader('d'), question: whole, statement: sql`select 6` };
  await expect(kept({ ...asking, ask: () => Promise.reject(new Error('away')) })).rejects.toThrow('away');
  await after(1, null);
  expect(await kept({ ...asking, ask: async () => answer(1) })).toEqual(answer(1));
});
