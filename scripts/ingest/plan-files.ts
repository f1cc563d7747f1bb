import { createHash } from 'node:crypto';
import type { CurrentVersion, GivenNumbers } from '../../db/versions/current.ts';
import type { RowFilter } from './clean-rows.ts';
import type { OpenedFile } from './open-file.ts';

/** Counts up when the same file would come out different, so that it is read anew. */
const RULES = 1;

export interface PlannedFile extends OpenedFile {
  /** Rows to read, from the first. */
  limit: number;
  /** images.id of the first row; row n from 0 has firstId + n. */
  firstId: number;
  /** Its content and the options that shape what comes out. */
  fingerprint: string;
}

export interface Plan {
  files: PlannedFile[];
  /** Sentences about files that are left out because they have been read already. */
  notices: string[];
}

/** Which files are to be read, each once, and how far, when `limit` rows are wanted in all. */
export function planReading(opened: readonly OpenedFile[], filter: RowFilter, limit: number | null): Plan {
  const files: PlannedFile[] = [];
  const notices: string[] = [];
  let left = limit ?? Number.POSITIVE_INFINITY;
  for (const file of opened) {
    const wanted = Math.min(file.rows, left);
    if (wanted === 0 && file.rows > 0) continue;
    const twin = files.find((other) => other.sha256 === file.sha256);
    if (twin) {
      notices.push(`${file.label} is the same as ${twin.label} and was not read again.`);
      continue;
    }
    files.push({ ...file, limit: wanted, firstId: 0, fingerprint: fileFingerprint(file, filter, wanted) });
    left -= wanted;
  }
  return { files, notices };
}

function fileFingerprint(file: OpenedFile, filter: RowFilter, wanted: number): string {
  const options = { ...filter, rows: wanted < file.rows ? wanted : null, rules: RULES };
  return createHash('sha256').update(file.sha256).update(JSON.stringify(options)).digest('hex').slice(0, 32);
}

/** What a version made of these files is recognised by. */
export const fingerprintOf = (files: readonly PlannedFile[]): string => files.map((file) => file.fingerprint).join(' ');

/** Leaves out the files that `current`, which is to be added to, already holds. */
export function withoutKnown(plan: Plan, current: CurrentVersion): Plan {
  const known = new Set(current.fingerprint.split(' '));
  const isKnown = (file: PlannedFile) => known.has(file.fingerprint);
  return {
    files: plan.files.filter((file) => !isKnown(file)),
    notices: [
      ...plan.notices,
      ...plan.files.filter(isKnown).map((file) => `${file.label} has been read into ${current.dataset} already.`),
    ],
  };
}

/**
 * Gives each file its numbers: those it had in an earlier version of the dataset, unless they are taken in this one;
 * else the next that were never given. Returns the highest number that is now given.
 *
 * A file reserves as many numbers as it has rows, whatever is read of it.
 */
export function assignNumbers(files: PlannedFile[], given: GivenNumbers, taken: readonly number[]): number {
  const used = new Set(taken);
  let last = given.last;
  for (const file of files) {
    const earlier = given.firstIds.get(file.sha256)?.find((id) => !used.has(id));
    file.firstId = earlier ?? last + 1;
    used.add(file.firstId);
    if (earlier === undefined) last += file.rows;
  }
  return last;
}
