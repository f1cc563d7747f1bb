import { statfsSync } from 'node:fs';
import { postgresError } from './client.ts';
import { SetupError } from './setup-error.ts';

/** Folders on whose disks an ingest writes. */
export interface WrittenFolders {
  /** The data of the database, as its server knows it; null where that may not be known. */
  database: string | null;
  /** What is too large for memory. */
  temporary: string;
}

const DISK_FULL = '53100';
/** A file of the write-ahead log, without which Postgres does not go on: it breaks every connection and starts anew. */
const LOG_FILE_BYTES = 16 * 2 ** 20;
const UNCHANGED = 'Nothing was changed: what was published before is as it was';

/**
 * That `error` means a full disk, in one sentence that says which one and that nothing was changed; null when it means
 * something else.
 */
export function diskError(error: unknown, { database, temporary }: WrittenFolders): SetupError | null {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const where = database ?? 'where its server keeps it';
  if (postgresError(error)?.code === DISK_FULL || (isBroken(code) && database && isFull(database))) {
    return new SetupError(
      `The disk of the database, ${where}, is full (${firstLine(message)}). ${UNCHANGED}; make room there and run it again.`,
    );
  }
  if (code === 'ENOSPC' || /No space left on device|max_temp_directory_size/.test(message)) {
    return new SetupError(
      `The disk of temporary files, ${temporary}, is full (${firstLine(message)}). ${UNCHANGED}; make room there, or set TMPDIR to another folder.`,
    );
  }
  return null;
}

const firstLine = (message: string) => (message.split('\n')[0] ?? '').replace(/\.$/, '');

const isBroken = (code: string) => /^(CONNECTION_CLOSED|CONNECTION_ENDED|ECONNRESET|EPIPE|57P0.)$/.test(code);

function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < LOG_FILE_BYTES;
  } catch {
    return false;
  }
}
