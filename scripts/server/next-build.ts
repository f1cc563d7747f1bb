import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isMarkAlive, processMark } from '../../db/embedded/process-mark.ts';
import { SetupError } from '../../db/setup-error.ts';
import type { Shutdown } from './shutdown.ts';

/**
 * Runs Next's build as a process of its own, which ends with the shutdown. One that a killed process of ours has left
 * running, noted in `cache`, is ended first: Next lets only one build into a folder. The caller holds the folder's lock.
 * Throws a SetupError with Next's own words when it fails.
 */
export async function nextBuild(root: string, cache: string, shutdown: Shutdown): Promise<void> {
  const note = join(cache, 'explorer-build');
  await endLeftOver(note);
  const next = createRequire(import.meta.url).resolve('next/dist/bin/next');
  // In a group of its own, so that it can be ended together with its workers.
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid) writeFileSync(note, processMark(child.pid));
  shutdown.later(() => {
    if (child.pid && child.exitCode === null) endGroup(child.pid);
  });
  const { status, words } = await outcome(child);
  rmSync(note, { force: true });
  if (status !== 0) throw new SetupError(`The pages could not be built:\n${words}`);
}

function outcome(child: ChildProcess): Promise<{ status: number | null; words: string }> {
  const words: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => words.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => words.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, words: Buffer.concat(words).toString().trim() }));
  });
}

async function endLeftOver(note: string): Promise<void> {
  let mark: string;
  try {
    mark = readFileSync(note, 'utf8');
  } catch {
    return;
  }
  if (isMarkAlive(mark)) endGroup(Number(mark.split(' ')[0]));
  for (let tries = 0; isMarkAlive(mark) && tries < 100; tries++) await sleep(100);
}

function endGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
