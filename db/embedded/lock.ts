import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupError } from '../setup-error.ts';
import { isMarkAlive, processMark } from './process-mark.ts';

/**
 * Runs `work` while no other process of this machine runs its own under the same lock file.
 *
 * A lock whose process has died is taken over. `onWait` is called once when another process has to be waited for; the
 * wait ends after `patience` seconds with a SetupError that names the other process.
 */
export async function withLock<T>(
  path: string,
  work: () => Promise<T>,
  { patience = 300, onWait = () => {} }: { patience?: number; onWait?: () => void } = {},
): Promise<T> {
  const end = Date.now() + patience * 1000;
  for (let tries = 0; !take(path); tries++) {
    if (Date.now() > end) {
      throw new SetupError(`Process ${holder(path)} has held ${path} for more than ${patience} seconds.`);
    }
    if (tries === 20) onWait();
    await sleep(50);
  }
  try {
    return await work();
  } finally {
    rmSync(path, { force: true });
  }
}

function take(path: string): boolean {
  const mine = `${path}.${randomUUID()}`;
  // Written first and then linked: a lock is never seen half written.
  writeFileSync(mine, processMark());
  try {
    linkSync(mine, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const mark = readMark(path);
    if (mark !== null && !isMarkAlive(mark)) discard(path, mark);
    return false;
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Takes a dead process's lock away; if another process was faster and the lock is new, puts it back. */
function discard(path: string, deadMark: string): void {
  const aside = `${path}.${randomUUID()}`;
  try {
    renameSync(path, aside);
    if (readMark(aside) === deadMark) rmSync(aside);
    else renameSync(aside, path);
  } catch {
    // Someone else has taken it away: the next try shows who holds it now.
  }
}

function readMark(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function holder(path: string): string {
  return readMark(path)?.split(' ')[0] ?? 'unknown';
}
