import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError } from '../../db/setup-error.ts';

const MEGABYTE = 2 ** 20;
const ROOMY = 1024;

/** Whether this process may mount file systems: root outside of a container that forbids it. Found by trying. */
export function mayMount(): boolean {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return false;
  const folder = mkdtempSync(join(tmpdir(), 'explorer-mount-'));
  try {
    SmallDisk.mount(folder).unmount();
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function run(program: string, ...args: string[]): void {
  const { status, stderr, error } = spawnSync(program, args, { encoding: 'utf8' });
  if (status !== 0) throw new SetupError(`${program} ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
}

/** A file system in memory whose size can be changed: what is written beyond it fails with the system's own ENOSPC. */
export class SmallDisk {
  private constructor(private readonly path: string) {}

  static mount(path: string): SmallDisk {
    run('mount', '-t', 'tmpfs', '-o', `size=${ROOMY}m,mode=0755`, 'tmpfs', path);
    return new SmallDisk(path);
  }

  /** Leaves room for so many megabytes more than is there. */
  shrink(room: number): void {
    const { bsize, blocks, bfree } = statfsSync(this.path);
    const used = Math.ceil(((blocks - bfree) * bsize) / MEGABYTE);
    this.resize(used + room);
  }

  grow(): void {
    this.resize(ROOMY);
  }

  private resize(megabytes: number): void {
    run('mount', '-o', `remount,size=${megabytes}m`, this.path);
  }

  unmount(): void {
    // Lazily, for a process that is just ending may still stand in it.
    run('umount', '-l', this.path);
  }
}
