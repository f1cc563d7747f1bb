import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withLock } from '../../db/embedded/lock.ts';
import { isMarkAlive, processMark } from '../../db/embedded/process-mark.ts';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'explorer-lock-'));
});

afterAll(() => rmSync(folder, { recursive: true }));

test('one at a time, and nothing is left behind', async () => {
  let inside = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++inside);
    await sleep(5);
    inside--;
  };
  await Promise.all(Array.from({ length: 5 }, () => withLock(join(folder, 'a'), work)));
  expect(most).toBe(1);
  expect(readdirSync(folder)).toEqual([]);
});

test('given back when the work fails', async () => {
  const path = join(folder, 'b');
  await expect(withLock(path, () => Promise.reject(new Error('made to fail')))).rejects.toThrow('made to fail');
  expect(await withLock(path, async () => 'in')).toBe('in');
});

test('taken over from a process that has died, even when its number lives on', async () => {
  const path = join(folder, 'c');
  writeFileSync(path, `${process.pid} 1`);
  expect(await withLock(path, async () => 'in', { patience: 5 })).toBe('in');
});

test('a process that holds it for too long is named', async () => {
  const path = join(folder, 'd');
  writeFileSync(path, processMark());
  await expect(withLock(path, async () => 'in', { patience: 0.1 })).rejects.toThrow(`Process ${process.pid} has held`);
});

test('a mark is of one process only', () => {
  expect(isMarkAlive(processMark())).toBe(true);
  expect(isMarkAlive(`${process.pid} 1`)).toBe(false);
  expect(isMarkAlive('')).toBe(false);
});
