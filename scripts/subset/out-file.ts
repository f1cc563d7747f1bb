import { access, open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { SetupError } from '../../db/setup-error.ts';
import type { FoundFile } from '../ingest/find-files.ts';
import { isAlive } from '../ingest/temporary-folder.ts';

export interface OutFile {
  /** Where to write until all of it is there; beside the file, so that it can be renamed. */
  part: string;
  /** Gives what was written its name. */
  finish(): Promise<void>;
  /** Removes what was written and did not get its name. */
  discard(): Promise<void>;
}

/**
 * Prepares the writing of a file, and removes what killed processes left of it. Throws a SetupError when it is there
 * already and not to be replaced, or cannot be written.
 */
export async function prepareOut(out: string, replace: boolean): Promise<OutFile> {
  const folder = dirname(resolve(out));
  await refuseUnwritable(out, folder, replace);
  const prefix = `.${basename(out)}.`;
  for (const name of await readdir(folder)) {
    const pid = name.startsWith(prefix) && /^(\d+)\.part$/.exec(name.slice(prefix.length))?.[1];
    if (pid && !isAlive(Number(pid))) await rm(join(folder, name), { force: true });
  }
  const part = join(folder, `${prefix}${process.pid}.part`);
  return {
    part,
    finish: async () => {
      const file = await open(part, 'r+');
      await file.sync().finally(() => file.close());
      // It may have come meanwhile.
      await refuseUnwritable(out, folder, replace);
      await rename(part, out);
    },
    discard: () => rm(part, { force: true }),
  };
}

async function refuseUnwritable(out: string, folder: string, replace: boolean): Promise<void> {
  const there = await stat(out).catch(() => null);
  if (there && !there.isFile()) throw new SetupError(`${out} is no file that could be replaced.`);
  if (there && !replace) throw new SetupError(`${out} exists already: --replace puts the subset in its place.`);
  const isFolder = await stat(folder).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) throw new SetupError(`${out} cannot be written: there is no folder ${folder}.`);
  await access(folder, 2 /* W_OK */).catch(() => {
    throw new SetupError(`${out} cannot be written: this user may not write into ${folder}.`);
  });
}

/** Throws a SetupError when the file to be written is one of those that are read. */
export async function refuseInput(out: string, found: readonly FoundFile[]): Promise<void> {
  const real = await realpath(out).catch(() => null);
  if (real && found.some(({ path }) => path === real))
    throw new SetupError(`${out} is one of the files that are read: give the subset another name.`);
}
