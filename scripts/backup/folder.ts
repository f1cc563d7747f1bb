import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../../db/setup-error.ts';

/**
 * Makes the folder of a new backup, which only its owner can enter: it holds what was taken out of the datasets, too.
 * Returns how to take away what is written into it.
 *
 * Throws a SetupError when it holds something already or cannot be made.
 */
export async function prepareFolder(path: string): Promise<() => Promise<void>> {
  const found = await readdir(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new SetupError(`${path} cannot be the folder of a backup: ${reason(error)}.`);
  });
  if (found && found.length > 0) throw new SetupError(`${path} is not empty: a backup goes into a folder of its own.`);
  const made = await mkdir(path, { recursive: true, mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    throw new SetupError(`${path} cannot be made: ${reason(error)}.`);
  });
  return async () => {
    if (made) return rm(made, { recursive: true, force: true });
    for (const name of await readdir(path)) await rm(join(path, name), { recursive: true, force: true });
  };
}

const REASONS: Record<string, string> = {
  ENOTDIR: 'it is no folder, or lies below a file',
  EEXIST: 'a file has that name',
  EACCES: 'this user may not',
  EPERM: 'this user may not',
  EROFS: 'its disk cannot be written to',
  ENOSPC: 'its disk is full',
};

const reason = ({ code = '', message }: NodeJS.ErrnoException) => REASONS[code] ?? message;
