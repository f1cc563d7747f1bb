import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Home, handOver } from './account.ts';
import { isMarkAlive, processMark } from './process-mark.ts';

let sequence = 0;

/** Notes that this process uses the server of this home; returns how to take the note away. */
export function hold(home: Home): () => void {
  const folder = join(home.folder, 'holders');
  mkdirSync(folder, { recursive: true });
  handOver(folder, home.account);
  const note = join(folder, `${process.pid}-${++sequence}`);
  writeFileSync(note, processMark());
  return () => rmSync(note, { force: true });
}

/** Whether anyone uses the server of this home. Notes of processes that have died are cleared away. */
export function isHeld(home: Home): boolean {
  const folder = join(home.folder, 'holders');
  let isAnyAlive = false;
  for (const name of list(folder)) {
    const note = join(folder, name);
    if (isMarkAlive(read(note))) isAnyAlive = true;
    else rmSync(note, { force: true });
  }
  return isAnyAlive;
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(note: string): string {
  try {
    return readFileSync(note, 'utf8');
  } catch {
    return '';
  }
}
