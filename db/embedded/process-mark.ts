import { readFileSync } from 'node:fs';

/** Names a running process beyond its number, which another process may get after it or after a restart. */
export function processMark(pid: number = process.pid): string {
  return `${pid} ${startTime(pid)}`;
}

/** Whether the process of this mark still runs. */
export function isMarkAlive(mark: string): boolean {
  const [pid = '', started = ''] = mark.trim().split(' ');
  return /^\d+$/.test(pid) && isAlive(Number(pid)) && startTime(Number(pid)) === started;
}

/** Whether a process of this number runs, whoever owns it. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Clock ticks from boot to the start of the process; `-` where the system has no /proc. */
function startTime(pid: number): string {
  try {
    // The second field is the program's name in brackets and may hold spaces: count from its end.
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-';
  } catch {
    return '-';
  }
}
