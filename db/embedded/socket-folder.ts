import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SetupError } from '../setup-error.ts';
import { type Home, handOver } from './account.ts';

/** Postgres takes no socket path of 107 bytes or more, macOS none of 104; the socket's own name has 14 of them. */
const LONGEST = 85;

/**
 * The folder of the server's socket, made where missing, which only the server's user and we may enter: inside the
 * home, or for a home with a long name in the system's folder for temporary files. Always the same for one home.
 * Throws a SetupError when somebody else has made a folder of that name.
 */
export function socketFolderOf(home: Home): string {
  const inside = join(home.folder, 'socket');
  const hash = createHash('sha256').update(home.folder).digest('hex').slice(0, 16);
  const folder = Buffer.byteLength(inside) <= LONGEST ? inside : join(tmpdir(), `explorer-${hash}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stat = lstatSync(folder);
  const owners = [process.getuid?.(), home.account?.uid];
  if (!stat.isDirectory() || !owners.includes(stat.uid) || (stat.mode & 0o077) !== 0) {
    throw new SetupError(`${folder} is not a private folder of ours: remove it, or set DATA_DIR to another folder.`);
  }
  handOver(folder, home.account);
  return folder;
}
