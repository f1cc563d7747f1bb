import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What one statement of a stranger's may have: enough to sort and join, not enough to hurt the machine. */
const BYTES = 256 * 1024 * 1024;

/**
 * Lets a server process of Postgres have no more than 256 MB of its own, so that a statement which asks for more fails
 * with "out of memory" instead of taking the machine's. Postgres itself has no such setting.
 *
 * It can be done where the server runs on this machine under Linux and we are root or the same user; elsewhere nothing
 * happens and false is returned. Costs a few milliseconds.
 */
export async function limitMemory(pid: number, role: string): Promise<boolean> {
  if (process.platform !== 'linux' || !(pid > 0)) return false;
  try {
    // Postgres names its processes by role: a process of another machine's number is not taken for one of ours.
    const title = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    if (!title.startsWith(`postgres: ${role} `)) return false;
    const { uid, gid } = await stat(`/proc/${pid}`);
    const account = process.getuid?.() === 0 ? { uid, gid } : {};
    await run('prlimit', [`--pid=${pid}`, `--data=${BYTES}:${BYTES}`], { ...account, timeout: 1000 });
    return true;
  } catch {
    return false;
  }
}
