import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, chownSync, constants, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SetupError } from '../setup-error.ts';

/** The user that Postgres runs as, where that is not the user who runs this program. */
export interface Account {
  name: string;
  uid: number;
  gid: number;
}

/** Where everything of one embedded Postgres lies, and who runs it; `account` is null when we run it ourselves. */
export interface Home {
  folder: string;
  account: Account | null;
}

/**
 * Finds, and makes where missing, the folder for the Postgres of `dataDir`.
 *
 * Postgres refuses to run as root: then an unprivileged user of the system runs it, the one that owns the data if
 * there is any. Where that user may not enter `dataDir` (a folder below root's home) the data lies in /var/lib, which
 * `notice` says. Throws a SetupError where no such user exists or the folder cannot be made.
 */
export function homeFor(dataDir: string, notice: (sentence: string) => void): Home {
  const folder = resolve(dataDir);
  const isRoot = process.getuid?.() === 0;
  makeFolder(folder);
  if (!isRoot) {
    checkWritable(folder);
    return { folder, account: null };
  }
  const account = ownerOf(join(folder, 'postgres')) ?? unprivilegedAccount();
  if (readdirSync(folder).length === 0) handOver(folder, account);
  if (canEnter(account, folder)) return { folder, account };
  return elsewhere(folder, account, notice);
}

function elsewhere(folder: string, account: Account, notice: (sentence: string) => void): Home {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12);
  const substitute = join('/var/lib/aesthetic-explorer', name);
  makeFolder(substitute);
  const owner = ownerOf(join(substitute, 'postgres')) ?? account;
  if (!canEnter(owner, substitute)) {
    throw new SetupError(
      `Postgres cannot run as root, and the user ${owner.name} may enter neither ${folder} nor ${substitute}: set DATA_DIR to a folder it may enter.`,
    );
  }
  notice(`The data lies in ${substitute}: Postgres runs as the user ${owner.name}, who may not enter ${folder}.`);
  return { folder: substitute, account: owner };
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new SetupError(
      `The data folder ${folder} cannot be made (${(error as Error).message}): set DATA_DIR to a folder that can be written.`,
    );
  }
}

function checkWritable(folder: string): void {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch {
    throw new SetupError(
      `The data folder ${folder} belongs to another user: start as that user, or set DATA_DIR to another folder.`,
    );
  }
}

/** Leaves to the account what root has made, so that its own user can work with it as well. */
export function handOver(path: string, account: Account | null): void {
  if (account) chownSync(path, account.uid, account.gid);
}

/** The owner of a folder unless that is root; null when there is no such folder. */
function ownerOf(folder: string): Account | null {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (!stat || stat.uid === 0) return null;
  const name = passwd().find((user) => user.uid === stat.uid)?.name ?? String(stat.uid);
  return { name, uid: stat.uid, gid: stat.gid };
}

function unprivilegedAccount(): Account {
  const users = passwd();
  const account = users.find(({ name }) => name === 'postgres') ?? users.find(({ name }) => name === 'nobody');
  if (account) return account;
  throw new SetupError(
    'Postgres cannot run as root and this system has neither a user postgres nor nobody: start as an ordinary user, or set DATABASE_URL.',
  );
}

function passwd(): Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

/** Asked of the system itself, which knows more ways to refuse than the mode bits. */
function canEnter(account: Account, folder: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'cd "$0"', folder], { uid: account.uid, gid: account.gid, cwd: '/' }).status === 0;
}
