import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';

/** A number of /proc/PID/status, memory in kilobytes; 0 where there is none. */
export function statusOf(pid: number, field: 'VmRSS' | 'RssAnon' | 'PPid'): number {
  try {
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** The processes that a process began, and those that they began. */
export function descendants(pid: number): number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
    return children.flatMap((child) => [child, ...descendants(child)]);
  } catch {
    return [];
  }
}

/** The engine's process of a web server; null while there is none. */
export function enginePid(webPid: number): number | null {
  const isEngine = (pid: number) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('engine/process');
    } catch {
      return false;
    }
  };
  return descendants(webPid).find(isEngine) ?? null;
}

export interface Finished {
  status: number | string | null;
  output: string;
}

/** Waits for a process to end; what it printed comes with its status, or the signal that ended it. */
export async function finished(child: ChildProcess): Promise<Finished> {
  const printed: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => printed.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => printed.push(chunk));
  const [code, signal] = await once(child, 'close');
  return { status: signal ?? code, output: Buffer.concat(printed).toString().trim() };
}
